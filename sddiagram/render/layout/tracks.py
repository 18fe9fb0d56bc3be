"""Everything pushed apart after routing, one axis at a time, by least squares under separations.

What is left of what, and above what, comes from the routed page; distances come from here.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cmp_to_key
from math import fsum
from typing import NamedTuple

from sddiagram.render.layout.across import PAD, TITLE, Across
from sddiagram.render.layout.clashes import before
from sddiagram.render.layout.pieces import Piece, carriers, pieces_of
from sddiagram.render.layout.routing import Ways
from sddiagram.render.layout.separation import Equalities, Separation, solve
from sddiagram.render.layout.standing import LEAST_GAP, Standing, X, Y

_EDGE = 12.0
_WIDE = {
    "card card": 26, "card piece": 13, "piece piece": 13, "piece words": 3, "card words": 5,
    "words words": 4, "panel words": 4, "panel piece": 9, "card panel": 14, "panel panel": 18,
}  # fmt: skip
_TIGHT = {
    "card card": 20, "card piece": 10, "piece piece": 11, "piece words": 2, "card words": 2,
    "words words": 2, "panel words": 1, "panel piece": 8, "card panel": 12, "panel panel": 14,
}  # fmt: skip
_JOG = 60.0
"""Jogs up to this long, in px, are closed where both pieces can share a line."""


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


class Tracks:
    """A routed page, drawn together and apart on either axis in turn."""

    def __init__(
        self,
        stands: Standing,
        ways: Ways,
        across: Across,
        *,
        is_tight: bool,
    ) -> None:
        self.stands, self.ways, self.main = stands, ways, across.ranks.main
        self.titles, self.room = across.titles, across.room
        lines = across.ranks.lines
        self.ends = {line.id: (line.source, line.target) for line in lines}
        self.gaps, self.is_tight = (_TIGHT if is_tight else _WIDE), is_tight
        self.row_gap = LEAST_GAP[stands.along]
        self.axes = {
            id: [
                Y if abs(p[1] - q[1]) < abs(p[0] - q[0]) else X for p, q in itertools.pairwise(way)
            ]
            for id, way in ways.items()
        }
        self.sides = {
            (id, end): self._is_low(id, end, self.axes[id][end]) for id in ways for end in (0, -1)
        }
        self.words = {
            line.id: (line.label.width, line.label.height) for line in lines if line.label
        }
        carried = carriers(self.pieces(), self.words)
        self.carrier = {id: piece.number for id, piece in carried.items()}
        self.word_at = {
            id: [one.at, (one.low + one.high) / 2][:: 1 if one.axis == X else -1]
            for id, one in carried.items()
        }
        side = 1 - stands.along
        middles = {id: place[side] + place[side + 2] / 2 for id, place in stands.cards.items()}
        self.aligned = [
            (line.source, line.target)
            for line in lines
            if line.source != line.target and abs(middles[line.source] - middles[line.target]) < 0.6
        ]

    def _is_low(self, id: str, end: int, axis: int) -> bool:
        """Whether a way's end is on its card's upper or left side."""
        card, value = self.stands.cards[self.ends[id][end]], self.ways[id][end][1 - axis]
        low, size = card[1 - axis], card[3 - axis]
        return abs(value - low) < abs(value - low - size)

    def pieces(self) -> list[Piece]:
        return [
            piece
            for id, way in self.ways.items()
            for piece in pieces_of(id, way, self.axes[id], self.ends[id])
        ]

    def settle(self) -> None:
        """Draw the page together along the rows and across, in turn."""
        along, across = self.stands.along, 1 - self.stands.along
        for axis in (along, across, along, across, along):
            _Axis(self, axis).settle()


class _Axis:
    """One pass over one axis."""

    def __init__(self, page: Tracks, axis: int) -> None:
        self.page, self.axis, self.other = page, axis, 1 - axis
        stands = page.stands
        self.wanted: list[float] = []
        self.weights: list[float] = []
        self.pieces = page.pieces()
        self.mine = [piece for piece in self.pieces if piece.axis == axis]
        self.by_line = {(piece.line, piece.number): piece for piece in self.pieces}
        is_along = axis == stands.along
        self.card = {
            id: self._new(0.0 if is_along else place[axis] + place[axis + 2] / 2, 3.0)
            for id, place in stands.cards.items()
        }
        # Along the rows all draws together, wherever it stood.
        self.piece = {
            (one.line, one.number): self._new(0.0 if is_along else one.at, 0.02)
            for one in self.mine
        }
        self.low = {id: self._new(place[axis], 0.001) for id, place in stands.panels.items()}
        self.high = {
            id: self._new(place[axis] + place[axis + 2], 0.001)
            for id, place in stands.panels.items()
        }
        self.word = {id: self._new(at[axis], 0.01) for id, at in page.word_at.items()}
        self.air = PAD if axis == X else TITLE

    def _new(self, wanted: float, weight: float) -> int:
        self.wanted.append(wanted)
        self.weights.append(weight)
        return len(self.wanted) - 1

    def settle(self) -> None:
        separations = [
            *(self._rows() if self.axis == self.page.stands.along else ()),
            *self._panels(),
            *self._titles(),
            *self._apart(),
            *self._on_cards(),
            *self._on_pieces(),
        ]
        separations = _reduced(separations)
        equalities = Equalities(len(self.wanted), separations)
        self._align(equalities)
        constraints = [*equalities.found, *separations]
        found = solve(self.wanted, self.weights, constraints)
        self._hold(found)
        self._apply(solve(self.wanted, self.weights, constraints))

    def _rows(self) -> Iterator[Separation]:
        stands, card = self.page.stands, self.card
        for row in stands.rows:
            for id in row[1:]:
                yield Separation(card[row[0]], card[id], 0.0, True)
        for one, other in zip(stands.rows, stands.rows[1:], strict=False):
            halves = (
                max(stands.cards[id][self.axis + 2] for id in row) / 2 for row in (one, other)
            )
            yield Separation(card[one[0]], card[other[0]], fsum(halves) + self.page.row_gap)

    def _panels(self) -> Iterator[Separation]:
        """Panels hold what is in them."""
        stands = self.page.stands
        for group in stands.panels:
            for id in stands.members[group]:
                half = stands.cards[id][self.axis + 2] / 2
                yield Separation(self.low[group], self.card[id], half + self.air)
                yield Separation(self.card[id], self.high[group], half + PAD)
            if outer := stands.parent[group]:
                yield Separation(self.low[outer], self.low[group], self.air)
                yield Separation(self.high[group], self.high[outer], PAD)
            if self.axis == X:
                yield Separation(self.low[group], self.high[group], self.page.titles[group] + 24)

    def _titles(self) -> Iterator[Separation]:
        """Room for a panel's title beside the lines that run through its top row."""
        if self.axis != X:
            return
        for group, (x, y, wide, _) in self.page.stands.panels.items():
            through = sorted(
                (piece.at, self.piece[piece.line, piece.number])
                for piece in self.mine
                if x < piece.at < x + wide and piece.low < y + 25 and piece.high > y + 7
            )
            if through:
                borders = [(x, self.low[group]), *through, (x + wide, self.high[group])]
                gaps = itertools.pairwise(borders)
                (_, one), (_, other) = max(gaps, key=lambda gap: round(gap[1][0] - gap[0][0], 3))
                yield Separation(one, other, self.page.titles[group] + 24)

    def _things(self) -> list[_Thing]:
        page, axis, other = self.page, self.axis, self.other
        stands = page.stands
        found = []
        for id, place in stands.cards.items():
            half, low = place[axis + 2] / 2, place[other]
            found.append(
                _Thing(
                    "card",
                    self.card[id],
                    half,
                    half,
                    low,
                    low + place[other + 2],
                    id,
                    None,
                    place[axis] + half,
                )
            )
        for one in self.mine:
            variable = self.piece[one.line, one.number]
            found.append(_Thing("piece", variable, 0, 0, one.low, one.high, one.line, one, one.at))
        for id, variable in self.word.items():
            half, side = page.words[id][axis] / 2, page.words[id][other] / 2
            at = page.word_at[id]
            one = self.by_line[id, page.carrier[id]]
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
            found.append(_Thing("panel", self.low[id], 0, 0, low, high, id, None, place[axis]))
            found.append(_Thing("panel", self.high[id], 0, 0, low, high, id, None, end))
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

    def _apart(self) -> Iterator[Separation]:
        things = self._things()
        for number, one in enumerate(things):
            for other in things[number + 1 :]:
                kinds = {one.kind, other.kind}
                slack = 2.0 if "words" in kinds or kinds == {"panel", "piece"} else 5.0
                slack = 9.0 if kinds == {"piece"} else 10.0 if kinds == {"card"} else slack
                if one.low - slack < other.high and other.low - slack < one.high:
                    first, last = (other, one) if self._is_behind(one, other) else (one, other)
                    gap = self._gap(first, last, kinds)
                    if gap is not None:
                        far = first.behind + last.before + gap
                        yield Separation(first.variable, last.variable, far)

    def _is_behind(self, one: _Thing, other: _Thing) -> bool:
        """Whether, of two on the same line, the first lies better behind the other."""
        a, b = one.piece, other.piece
        if not a or not b or a.line == b.line or abs(a.at - b.at) >= 1:
            return False
        if min(a.high, b.high) - max(a.low, b.low) <= 0.5:
            return False
        ways = self.page.ways
        return before(ways[a.line], a.number, ways[b.line], b.number, self.axis) > 0

    def _gap(self, one: _Thing, other: _Thing, kinds: set[str]) -> float | None:
        """How far they stand apart; None if it does not matter."""
        page, axis = self.page, self.axis
        usual = float(page.gaps[" ".join(sorted((one.kind, other.kind)))])
        overlap = min(one.high, other.high) - max(one.low, other.low)
        if kinds == {"card"}:
            room = page.room.get((one.id, other.id), 0.0)
            return None if axis == page.stands.along else max(usual, room)
        if kinds == {"piece"} and one.piece and other.piece and one.id == other.id:
            apart = abs(one.piece.number - other.piece.number)
            if apart > 2:
                return usual
            return 12.0 if apart == 2 and overlap > 1 else None
        if kinds == {"piece", "words"} and one.id == other.id:
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

    def _on_cards(self) -> Iterator[Separation]:
        """An end stays on its card's side, off the corners."""
        for piece in self.mine:
            variable = self.piece[piece.line, piece.number]
            for id in piece.ends:
                if id is not None:
                    half = self.page.stands.cards[id][self.axis + 2] / 2 - _EDGE
                    yield Separation(self.card[id], variable, -half)
                    yield Separation(variable, self.card[id], -half)

    def _on_pieces(self) -> Iterator[Separation]:
        """Words stay on their pieces, with some of the line on either side."""
        for id, variable in self.word.items():
            piece = self.by_line[id, self.page.carrier[id]]
            if piece.axis == self.axis:
                yield Separation(self.piece[id, piece.number], variable, 0.0, True)
                continue
            half = self.page.words[id][self.axis] / 2 + 7.0
            (one, shift, head), (other, far, tip) = self._ends_of(piece)
            yield Separation(one, variable, shift + half + 5.0 * head)
            yield Separation(variable, other, half + 5.0 * tip - far)
            self.wanted[variable] = (self.wanted[one] + shift + self.wanted[other] + far) / 2

    def _ends_of(self, piece: Piece) -> list[tuple[int, float, bool]]:
        """Variable, offset, and whether the head is there, of a piece's two ends, lower first."""
        way, found = self.page.ways[piece.line], []
        for at in (piece.number, piece.number + 1):
            is_last = at == len(way) - 1
            if at == 0 or is_last:
                end = -1 if is_last else 0
                id = self.page.ends[piece.line][end]
                half = self.page.stands.cards[id][self.axis + 2] / 2
                shift = -half if self.page.sides[piece.line, end] else half
                found.append((way[at][self.axis], self.card[id], shift, is_last))
            else:
                near = piece.number - 1 if at == piece.number else piece.number + 1
                found.append((way[at][self.axis], self.piece[piece.line, near], 0.0, False))
        found.sort(key=lambda one: one[0])
        return [(variable, shift, head) for _, variable, shift, head in found]

    def _align(self, equalities: Equalities) -> None:
        page = self.page
        if self.axis != page.stands.along:
            for one, other in page.aligned:
                equalities.add(self.card[one], self.card[other])
        self._close_jogs(equalities)
        mates: defaultdict[tuple[str, bool], list[Piece]] = defaultdict(list)
        for piece in self.mine:
            for end, id in zip((0, -1), piece.ends, strict=True):
                if id is not None:
                    mates[id, page.sides[piece.line, end]].append(piece)
        done: set[tuple[str, bool]] = set()
        for piece in sorted(
            self.mine,
            key=lambda one: (
                one.line not in page.main,
                len(page.ways[one.line]) > 2,
                one.line,
                one.number,
            ),
        ):
            for end, id in zip((0, -1), piece.ends, strict=True):
                if id is None:
                    continue
                side = id, page.sides[piece.line, end]
                is_spine = piece.line in page.main and len(mates[side]) % 2 == 1
                if len(mates[side]) == 1 or (is_spine and side not in done):
                    variable = self.piece[piece.line, piece.number]
                    if equalities.add(self.card[id], variable):
                        done.add(side)
        for side, here in sorted(mates.items()):
            if len(here) > 1 and side not in done:
                self._spread(equalities, side[0], here)

    def _close_jogs(self, equalities: Equalities) -> None:
        page = self.page
        for id, way in page.ways.items():
            for number in range(len(way) - 3):
                one, other = self.by_line[id, number], self.by_line[id, number + 2]
                is_jog = one.axis == self.axis and abs(one.at - other.at) < _JOG
                if is_jog and page.carrier.get(id) != number + 1:
                    a, b, c, d = (point[self.other] for point in way[number : number + 4])
                    if (b - a) * (d - c) > 0:
                        equalities.add(self.piece[id, number], self.piece[id, number + 2])

    def _spread(self, equalities: Equalities, card: str, here: list[Piece]) -> None:
        """The ends on one side of a card, evenly apart around its middle."""
        page = self.page

        def compare(one: Piece, other: Piece) -> int:
            if abs(one.at - other.at) >= 1:
                return 1 if one.at > other.at else -1
            ways = page.ways
            return before(ways[one.line], one.number, ways[other.line], other.number, self.axis)

        order = sorted(here, key=cmp_to_key(compare))
        usual = 30.0 if self.axis != page.stands.along else 16.0
        steps = []
        for one, other in itertools.pairwise(order):
            words = [
                page.words[each.line][X] / 2
                for each in (one, other)
                if self.axis == X and page.carrier.get(each.line) == each.number
            ]
            steps.append(max(usual, fsum(words) + 6 if words else 0.0))
        full = page.stands.cards[card][self.axis + 2] - 2 * _EDGE
        if fsum(steps) > full:
            steps = [min(usual, full / len(steps))] * len(steps)
        at = -fsum(steps) / 2
        for piece, step in zip(order, [*steps, 0.0], strict=True):
            equalities.add(self.card[card], self.piece[piece.line, piece.number], at)
            at += step

    def _hold(self, found: Sequence[float]) -> None:
        """Once more with the cards held: tracks in the middle of their room, panels closed up."""
        page, stands, axis = self.page, self.page.stands, self.axis
        self.wanted = list(found)
        for variable in self.card.values():
            self.weights[variable] = 1000.0
        if axis == stands.along:
            for piece in self.mine:
                if piece.ends == (None, None):
                    variable = self.piece[piece.line, piece.number]
                    self.wanted[variable] = self._middle(piece, found)
        for group in sorted(stands.panels, key=lambda one: (-len(stands.inside[one]), one)):
            held = [
                (found[self.card[id]], stands.cards[id][axis + 2] / 2)
                for id in stands.members[group]
            ]
            inner = [one for one in stands.panels if stands.parent[one] == group]
            low = [at - half for at, half in held] + [self.wanted[self.low[one]] for one in inner]
            high = [at + half for at, half in held] + [self.wanted[self.high[one]] for one in inner]
            self.wanted[self.low[group]] = min(low) - self.air
            self.wanted[self.high[group]] = max(high) + PAD
            self.weights[self.low[group]] = self.weights[self.high[group]] = 1.0
        for id, variable in self.word.items():
            piece = self.by_line[id, page.carrier[id]]
            if piece.axis == axis:
                self.wanted[variable] = self.wanted[self.piece[id, piece.number]]
            else:
                (one, shift, _), (other, far, _) = self._ends_of(piece)
                self.wanted[variable] = (found[one] + shift + found[other] + far) / 2

    def _middle(self, piece: Piece, found: Sequence[float]) -> float:
        """The middle of the gap between the rows that a track runs in."""
        axis, cards = self.axis, self.page.stands.cards
        lows = [
            found[self.card[id]] + one[axis + 2] / 2
            for id, one in cards.items()
            if one[axis] + one[axis + 2] <= piece.at + 1
        ]
        highs = [
            found[self.card[id]] - one[axis + 2] / 2
            for id, one in cards.items()
            if one[axis] >= piece.at - 1
        ]
        if not lows or not highs:
            return found[self.piece[piece.line, piece.number]]
        return (max(lows) + min(highs)) / 2

    def _apply(self, found: Sequence[float]) -> None:
        page, axis = self.page, self.axis
        stands = page.stands
        for id, variable in self.card.items():
            stands.cards[id][axis] = found[variable] - stands.cards[id][axis + 2] / 2
        for id, way in page.ways.items():
            points = [list(point) for point in way]
            for number, own in enumerate(page.axes[id]):
                if own == axis:
                    at = found[self.piece[id, number]]
                    points[number][axis] = points[number + 1][axis] = at
            for end in (0, -1):
                if page.axes[id][end] != axis:
                    low, size = (stands.cards[page.ends[id][end]][one] for one in (axis, axis + 2))
                    points[end][axis] = low if page.sides[id, end] else low + size
            page.ways[id] = [(x, y) for x, y in points]
        for id, place in stands.panels.items():
            place[axis] = found[self.low[id]]
            place[axis + 2] = found[self.high[id]] - found[self.low[id]]
        for id, variable in self.word.items():
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
