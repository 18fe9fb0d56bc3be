"""What keeps its distance on one axis: cards, pieces of ways, words, and borders of panels."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from sddiagram.render.layout.clashes import before
from sddiagram.render.layout.holding import EDGE
from sddiagram.render.layout.one_axis import OneAxis
from sddiagram.render.layout.pieces import Piece
from sddiagram.render.layout.separation import Separation

_WIDE = {
    "card card": 26, "card piece": 13, "piece piece": 13, "piece words": 3, "card words": 5,
    "words words": 4, "panel words": 4, "panel piece": 9, "card panel": 14, "panel panel": 18,
}  # fmt: skip
_TIGHT = {
    "card card": 20, "card piece": 10, "piece piece": 11, "piece words": 2, "card words": 2,
    "words words": 2, "panel words": 1, "panel piece": 8, "card panel": 12, "panel panel": 14,
}  # fmt: skip
"""Distances in px, usually and where a page would be too wide."""


class _Thing(NamedTuple):
    """What has a place on the axis, and what it takes on it and on the other."""

    kind: str
    variable: int
    before: float
    behind: float
    low: float
    high: float
    id: str
    piece: Piece | None
    now: float


def apart(on: OneAxis) -> Iterator[Separation]:
    """The distances between what stands side by side on this axis."""
    things = _things(on)
    for number, one in enumerate(things):
        for other in things[number + 1 :]:
            kinds = {one.kind, other.kind}
            slack = 2.0 if "words" in kinds or kinds == {"panel", "piece"} else 5.0
            slack = 9.0 if kinds == {"piece"} else 10.0 if kinds == {"card"} else slack
            if one.low - slack < other.high and other.low - slack < one.high:
                first, last = (other, one) if _is_behind(on, one, other) else (one, other)
                gap = _gap(on, first, last, kinds)
                if gap is not None:
                    far = first.behind + last.before + gap
                    yield Separation(first.variable, last.variable, far)


def _things(on: OneAxis) -> list[_Thing]:
    page, axis, other = on.page, on.axis, on.other
    stands = page.stands
    found = []
    for id, place in stands.cards.items():
        half, low = place[axis + 2] / 2, place[other]
        found.append(
            _Thing(
                "card",
                on.card[id],
                half,
                half,
                low,
                low + place[other + 2],
                id,
                None,
                place[axis] + half,
            )
        )
    for one in on.mine:
        variable = on.piece[one.line, one.number]
        found.append(_Thing("piece", variable, 0, 0, one.low, one.high, one.line, one, one.at))
    for id, variable in on.word.items():
        half, side = page.words[id][axis] / 2, page.words[id][other] / 2
        at = page.word_at[id]
        one = on.by_line[id, page.carrier[id]]
        piece = one if one.axis == axis else None
        found.append(
            _Thing(
                "words",
                variable,
                half,
                half,
                at[other] - side,
                at[other] + side,
                id,
                piece,
                at[axis],
            )
        )
    for id, place in stands.panels.items():
        low, high = place[other], place[other] + place[other + 2]
        end = place[axis] + place[axis + 2]
        found.append(_Thing("panel", on.low[id], 0, 0, low, high, id, None, place[axis]))
        found.append(_Thing("panel", on.high[id], 0, 0, low, high, id, None, end))
    kinds = ("card", "piece", "words", "panel")
    return sorted(
        found,
        key=lambda one: (
            round(one.now, 6),
            kinds.index(one.kind),
            one.id,
            one.piece.number if one.piece else 0,
        ),
    )


def _room_of_ends(on: OneAxis, one: Piece, other: Piece) -> float:
    """How far apart two ends on one side of a card can be, with all that end there."""
    room = inf
    for side in set(on.sides_of(one)).intersection(on.sides_of(other)):
        full = on.page.stands.cards[side[0]][on.axis + 2] - 2 * EDGE
        room = min(room, full / (len(on.mates[side]) - 1))
    return room


def _is_behind(on: OneAxis, one: _Thing, other: _Thing) -> bool:
    """Whether, of two on the same line, the first lies better behind the other."""
    a, b = one.piece, other.piece
    if not a or not b or a.line == b.line or abs(a.at - b.at) >= 1:
        return False
    if min(a.high, b.high) - max(a.low, b.low) <= 0.5:
        return False
    ways = on.page.ways
    return before(ways[a.line], a.number, ways[b.line], b.number, on.axis) > 0


def _gap(on: OneAxis, one: _Thing, other: _Thing, kinds: set[str]) -> float | None:
    """How far they stand apart; None if it does not matter."""
    page, axis = on.page, on.axis
    usual = float((_TIGHT if page.is_tight else _WIDE)[" ".join(sorted((one.kind, other.kind)))])
    overlap = min(one.high, other.high) - max(one.low, other.low)
    if kinds == {"card"}:
        room = page.room.get((one.id, other.id), 0.0)
        return None if axis == page.stands.along else max(usual, room)
    if kinds == {"piece"} and one.piece and other.piece:
        usual = min(usual, _room_of_ends(on, one.piece, other.piece))
        apart = abs(one.piece.number - other.piece.number) if one.id == other.id else 3
        if apart > 2:
            return usual
        return min(12.0, usual) if apart == 2 and overlap > 1 else None
    if kinds == {"piece", "words"} and one.id == other.id:
        return None
    if "panel" in kinds and kinds != {"panel"}:
        panel, other = (one, other) if one.kind == "panel" else (other, one)
        source, target = page.ends.get(other.id, ("", " "))
        if source == target and panel.id in page.stands.inside[source]:
            return None
    if kinds == {"card", "piece"}:
        card, piece = (one, other) if one.kind == "card" else (other, one)
        assert piece.piece is not None
        low, size = page.stands.cards[card.id][axis], page.stands.cards[card.id][axis + 2]
        if card.id in piece.piece.ends and low - 0.5 <= piece.now <= low + size + 0.5:
            return None
        if card.id in page.ends[piece.id]:
            return None if overlap < 0.5 else 19.0 if page.is_tight else 22.0
    if kinds == {"panel"}:
        inside = page.stands.inside
        if one.id == other.id or one.id in inside[other.id] or other.id in inside[one.id]:
            return None
    if kinds == {"card", "panel"}:
        card, panel = (one, other) if one.kind == "card" else (other, one)
        return None if panel.id in page.stands.inside[card.id] else usual
    return usual
