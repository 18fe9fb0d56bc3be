"""All ways of a design: the main path first, then short ones; those that clash once more."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from sddiagram.render.layout.clashes import Way, clashes
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.standing import Standing, X, Y
from sddiagram.render.layout.ways import BEND, CROSSING, SHARE, Grid
from sddiagram.render.measure.geometry import Point

_TURNS = 2
_TRIES = ((SHARE, 0), (90.0, 0), (SHARE, 1), (SHARE, -1))
"""Prices of shared pieces, and sides to look on."""

Ways = dict[str, list[Point]]


def routed(
    stands: Standing, grid: Grid, lines: Sequence[Line], main: Collection[str]
) -> Ways | None:
    """A way of each line, by its id; None when a line has none."""

    def far(line: Line) -> float:
        one, other = stands.cards[line.source], stands.cards[line.target]
        across = abs(one[X] + one[2] / 2 - other[X] - other[2] / 2)
        return round(across + abs(one[Y] + one[3] / 2 - other[Y] - other[3] / 2), 2)

    order = sorted(
        (line for line in lines if line.source != line.target),
        key=lambda line: (line.id not in main, far(line), line.id),
    )
    ways: Ways = {}
    for line in order:
        way = grid.find(line)
        if way is None:
            return None
        ways[line.id] = way
        grid.mark(line, way)
    _better(grid, order, ways)
    loops: dict[str, int] = {}
    for line in lines:
        if line.source == line.target:
            number = loops[line.source] = loops.get(line.source, -1) + 1
            ways[line.id] = _loop(stands, line, number)
    return ways


def _loop(stands: Standing, line: Line, number: int) -> list[Point]:
    x, y, wide, high = stands.cards[line.source]
    right, middle, aside = x + wide, y + high / 2, min(9.0 + 8 * number, high / 2 - 4)
    out = right + 22 + 13 * number
    ends = middle - aside, middle + aside
    return [(right, ends[0]), (out, ends[0]), (out, ends[1]), (right, ends[1])]


def _better(grid: Grid, order: Sequence[Line], ways: Ways) -> None:
    """Each way that clashes with others once more, knowing them; kept if it is cheaper."""
    for _ in range(_TURNS):
        is_changed = False
        crossed = {
            id: _clashes(way, [other for one, other in ways.items() if one != id])
            for id, way in ways.items()
        }
        for line in sorted(order, key=lambda line: -max(2, crossed[line.id])):
            old = ways[line.id]
            others = [way for id, way in ways.items() if id != line.id]
            clashing = _clashes(old, others)
            if not clashing:
                continue
            grid.mark(line, old, is_used=False)
            best = _price(grid, line, old) + CROSSING * clashing
            for share, keep in _TRIES:
                new = grid.find(line, share, keep)
                if new is None or new == ways[line.id]:
                    continue
                cost = _price(grid, line, new) + CROSSING * _clashes(new, others)
                if cost < best - 1:
                    best, ways[line.id], is_changed = cost, new, True
            grid.mark(line, ways[line.id])
        if not is_changed:
            return


def _clashes(way: Way, others: Sequence[Way]) -> int:
    return sum(clashes(way, other) for other in others)


def _price(grid: Grid, line: Line, way: Way) -> float:
    total = BEND * (len(way) - 2)
    for one, other in pairwise(way):
        total += abs(one[X] - other[X]) + abs(one[Y] - other[Y])
    for id, end, following in (
        (line.source, way[0], way[1]),
        (line.target, way[-1], way[-2]),
    ):
        card = grid.cards[id]
        axis = X if abs(end[Y] - following[Y]) < 0.01 else Y
        total += 0.35 * abs(end[1 - axis] - card[1 - axis] - card[3 - axis] / 2)
        total += 12.0 if axis != grid.along else 0.0
    return total
