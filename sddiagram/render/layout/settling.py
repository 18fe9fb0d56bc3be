"""A routed page drawn together and apart, one axis at a time, by least squares under separations.

What is left of what, and above what, comes from the routed page; distances come from here.
"""

from collections import defaultdict
from collections.abc import Sequence

from sddiagram.render.layout.across import PAD
from sddiagram.render.layout.alignment import align
from sddiagram.render.layout.apart import apart
from sddiagram.render.layout.holding import HALF_HEAD, holding
from sddiagram.render.layout.one_axis import OneAxis
from sddiagram.render.layout.pieces import Piece
from sddiagram.render.layout.separation import Equalities, Separation, solve
from sddiagram.render.layout.tracks import Tracks


def settle(page: Tracks) -> None:
    """Draw the page together along the rows and across, in turn."""
    along, across = page.stands.along, 1 - page.stands.along
    for axis in (along, across, along, across, along):
        on = OneAxis(page, axis)
        separations = _reduced([*holding(on), *apart(on)])
        equalities = Equalities(len(on.wanted), separations)
        align(on, equalities)
        constraints = [*equalities.found, *separations]
        found = solve(on.wanted, on.weights, constraints)
        _hold(on, found)
        _apply(on, solve(on.wanted, on.weights, constraints))


def _hold(on: OneAxis, found: Sequence[float]) -> None:
    """Once more with the cards held: tracks in the middle of their room, panels closed up."""
    page, stands, axis = on.page, on.page.stands, on.axis
    on.wanted = list(found)
    for variable in on.card.values():
        on.weights[variable] = 1000.0
    if axis == stands.along:
        for piece in on.mine:
            if piece.ends == (None, None):
                variable = on.piece[piece.line, piece.number]
                on.wanted[variable] = _middle(on, piece, found)
    for group in sorted(stands.panels, key=lambda one: (-len(stands.inside[one]), one)):
        held = [
            (found[on.card[id]], stands.cards[id][axis + 2] / 2) for id in stands.members[group]
        ]
        inner = [one for one in stands.panels if stands.parent[one] == group]
        low = [at - half for at, half in held] + [on.wanted[on.low[one]] for one in inner]
        high = [at + half for at, half in held] + [on.wanted[on.high[one]] for one in inner]
        on.wanted[on.low[group]] = min(low) - on.air
        on.wanted[on.high[group]] = max(high) + PAD
        on.weights[on.low[group]] = on.weights[on.high[group]] = 1.0
    for id, variable in on.word.items():
        piece = on.by_line[id, page.carrier[id]]
        if piece.axis == axis:
            on.wanted[variable] = on.wanted[on.piece[id, piece.number]]
        else:
            (one, shift, head), (other, far, tip) = on.ends_of(piece)
            middle = (found[one] + shift + found[other] + far) / 2
            on.wanted[variable] = middle + HALF_HEAD * (head - tip)


def _middle(on: OneAxis, piece: Piece, found: Sequence[float]) -> float:
    """The middle of the gap between the rows that a track runs in."""
    axis, cards = on.axis, on.page.stands.cards
    lows = [
        found[on.card[id]] + one[axis + 2] / 2
        for id, one in cards.items()
        if one[axis] + one[axis + 2] <= piece.at + 1
    ]
    highs = [
        found[on.card[id]] - one[axis + 2] / 2
        for id, one in cards.items()
        if one[axis] >= piece.at - 1
    ]
    if not lows or not highs:
        return found[on.piece[piece.line, piece.number]]
    return (max(lows) + min(highs)) / 2


def _apply(on: OneAxis, found: Sequence[float]) -> None:
    page, axis = on.page, on.axis
    stands = page.stands
    for id, variable in on.card.items():
        stands.cards[id][axis] = found[variable] - stands.cards[id][axis + 2] / 2
    for id, way in page.ways.items():
        points = [list(point) for point in way]
        for number, own in enumerate(page.axes[id]):
            if own == axis:
                at = found[on.piece[id, number]]
                points[number][axis] = points[number + 1][axis] = at
        for end in (0, -1):
            if page.axes[id][end] != axis:
                low, size = (stands.cards[page.ends[id][end]][one] for one in (axis, axis + 2))
                points[end][axis] = low if page.sides[id, end] else low + size
        page.ways[id] = [(x, y) for x, y in points]
    for id, place in stands.panels.items():
        place[axis] = found[on.low[id]]
        place[axis + 2] = found[on.high[id]] - found[on.low[id]]
    for id, variable in on.word.items():
        page.word_at[id][axis] = found[variable]


def _reduced(separations: Sequence[Separation]) -> list[Separation]:
    """The separations without those that two others imply."""
    best: dict[tuple[int, int], float] = {}
    after: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for left, right, gap, is_exact in separations:
        if not is_exact and best.get((left, right), -1e9) < gap:
            best[left, right] = gap
    for (left, right), gap in best.items():
        after[left].append((right, gap))
    exact = [one for one in separations if one.is_exact]
    return exact + [
        Separation(left, right, gap)
        for (left, right), gap in best.items()
        if not any(
            middle != right and first + best.get((middle, right), -1e9) >= gap - 1e-6
            for middle, first in after[left]
        )
    ]
