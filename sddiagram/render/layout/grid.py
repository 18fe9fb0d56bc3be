"""Where ways may run: through ports, in the middle of gaps, beside panels, around everything."""

from collections.abc import Iterable, Iterator, Sequence

from sddiagram.render.layout.standing import Place, Standing, X, Y


def grid_lines(stands: Standing) -> tuple[list[float], list[float]]:
    """The upright lines' x, and the level lines' y."""
    cards = list(stands.cards.values())
    everything = [*cards, *stands.panels.values()]
    found = []
    for axis in (X, Y):
        values = [one[axis] + one[axis + 2] / 2 for one in cards]
        if axis != stands.along:
            values += stands.lanes
        values += _gaps(cards, axis)
        if axis == X and stands.along == Y:
            for shift in (-40, 40):
                values += [one[X] + one[2] / 2 + shift for one in cards]
        for panel in stands.panels.values():
            low, high = panel[axis], panel[axis] + panel[axis + 2]
            values += [low - 11, high + 11, low + 9, high - 9]
        low = min(one[axis] for one in everything)
        high = max(one[axis] + one[axis + 2] for one in everything)
        for far in (20, 34, 48):
            values += [low - far, high + far]
        found.append(apart(values))
    return found[X], found[Y]


def apart(values: Iterable[float], least: float = 5.0) -> list[float]:
    """The values in order, without those too near to one that was given before."""
    kept: list[float] = []
    for value in values:
        if all(abs(value - one) >= least for one in kept):
            kept.append(value)
    return sorted(kept)


def _gaps(cards: Sequence[Place], axis: int) -> Iterator[float]:
    """Places in the free gap between each card and its next neighbour."""
    side = 1 - axis
    for one in cards:
        end = one[axis] + one[axis + 2]
        beyond = [
            other[axis]
            for other in cards
            if other is not one
            and other[axis] >= end - 1
            and min(one[side] + one[side + 2], other[side] + other[side + 2])
            - max(one[side], other[side])
            > -20
        ]
        if not beyond:
            continue
        nearest = min(beyond)
        gap, middle = nearest - end, (nearest + end) / 2
        if gap >= 90:
            yield from (end + 22, nearest - 22, middle)
        elif gap >= 48:
            yield from (middle, middle - 14, middle + 14)
        elif gap >= 29:
            yield from (middle - 5, middle + 5)
        elif gap >= 20:
            yield middle
