"""A routed page: its pieces, and where words and ends are."""

import itertools

from sddiagram.render.layout.across import Across
from sddiagram.render.layout.pieces import Piece, carriers, pieces_of
from sddiagram.render.layout.routing import Ways
from sddiagram.render.layout.standing import LEAST_GAP, Standing, X, Y


class Tracks:
    """The places of a routed page, which change axis by axis."""

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
        self.is_tight = is_tight
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
