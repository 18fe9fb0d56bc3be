"""The straight pieces of ways, and the piece that carries an edge's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.render.layout.clashes import Way
from sddiagram.render.layout.standing import X, Y


@dataclass(frozen=True, slots=True)
class Piece:
    """A level or upright piece; `axis` is the one on which its place can change."""

    line: str
    number: int
    axis: int
    at: float
    low: float
    high: float
    ends: tuple[str | None, str | None]
    """Cards that it starts and ends on."""


def pieces_of(line: str, way: Way, axes: Sequence[int], ends: tuple[str, str]) -> list[Piece]:
    """The pieces of one way."""
    found = []
    last = len(way) - 2
    for number, axis in enumerate(axes):
        one, other = way[number], way[number + 1]
        low, high = sorted((one[1 - axis], other[1 - axis]))
        cards = (ends[0] if number == 0 else None, ends[1] if number == last else None)
        found.append(Piece(line, number, axis, one[axis], low, high, cards))
    return found


def carriers(pieces: Sequence[Piece], sizes: Mapping[str, tuple[float, float]]) -> dict[str, Piece]:
    """The piece of each worded line that its words stand on: roomy, lonely, then long."""
    found: dict[str, Piece] = {}
    for line, (wide, high) in sizes.items():
        own = [piece for piece in pieces if piece.line == line]

        def cost(piece: Piece, line: str = line, size: tuple[float, float] = (wide, high)) -> float:
            need, half = (size[1], size[0] / 2) if piece.axis == X else (size[0], size[1] / 2)
            long = piece.high - piece.low
            crowd = sum(
                1
                for other in pieces
                if other.line != line
                and other.axis == piece.axis
                and abs(other.at - piece.at) < half + 4
                and other.low < piece.high - 4
                and other.high > piece.low + 4
            )
            short = max(0.0, need + 22 - long)
            return short * 3 + crowd * 26 - 8 * (piece.axis == Y) - min(long, 160) * 0.12

        found[line] = min(own, key=cost)
    return found
