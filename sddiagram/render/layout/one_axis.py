"""One pass over one axis of a routed page: what has a place on it, as variables."""

from collections import defaultdict

from sddiagram.render.layout.across import PAD, TITLE
from sddiagram.render.layout.pieces import Piece
from sddiagram.render.layout.standing import X
from sddiagram.render.layout.tracks import Tracks

Side = tuple[str, bool]
"""A card, and whether it is its upper or left side."""


class OneAxis:
    """The variables of one axis: cards, pieces, words, and both borders of panels."""

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
        self.mates: defaultdict[Side, list[Piece]] = defaultdict(list)
        """The pieces that end on each side of a card."""
        for piece in self.mine:
            for side in self.sides_of(piece):
                self.mates[side].append(piece)

    def sides_of(self, piece: Piece) -> list[Side]:
        """The sides of cards that a piece ends on."""
        ends = zip((0, -1), piece.ends, strict=True)
        return [(card, self.page.sides[piece.line, end]) for end, card in ends if card is not None]

    def _new(self, wanted: float, weight: float) -> int:
        self.wanted.append(wanted)
        self.weights.append(weight)
        return len(self.wanted) - 1

    def ends_of(self, piece: Piece) -> list[tuple[int, float, bool]]:
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
