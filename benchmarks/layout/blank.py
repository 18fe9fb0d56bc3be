"""How much of a picture is one empty rectangle."""

from benchmarks.layout.lines import dense
from benchmarks.layout.picture import Picture

_CELLS = 64
"""Columns and rows of the raster that is laid over the board."""


def blank(picture: Picture) -> float:
    """The largest rectangle with no card, words, title or line in it, as a share of the board."""
    board = picture.board
    wide, high = max(1.0, board.width) / _CELLS, max(1.0, board.height) / _CELLS
    is_taken = [[False] * _CELLS for _ in range(_CELLS)]

    def take(left: float, top: float, right: float, bottom: float) -> None:
        columns = range(_cell(left - board.x, wide), _cell(right - board.x, wide) + 1)
        for row in range(_cell(top - board.y, high), _cell(bottom - board.y, high) + 1):
            for column in columns:
                is_taken[row][column] = True

    words = [edge.words for edge in picture.edges if edge.words]
    for one in (*picture.cards.values(), *words, *picture.titles):
        take(one.x, one.y, one.x + one.width, one.y + one.height)
    for edge in picture.edges:
        for x, y in dense(edge):
            take(x, y, x, y)
    return largest(is_taken) / _CELLS**2


def largest(is_taken: list[list[bool]]) -> int:
    """Cells of the largest rectangle in which none is taken."""
    best = 0
    heights = [0] * len(is_taken[0])
    for row in is_taken:
        heights = [0 if taken else high + 1 for taken, high in zip(row, heights, strict=True)]
        waiting: list[tuple[int, int]] = []  # Where each height begins, the heights rising.
        for at, high in enumerate([*heights, 0]):
            start = at
            while waiting and waiting[-1][1] >= high:
                start, higher = waiting.pop()
                best = max(best, higher * (at - start))
            waiting.append((start, high))
    return best


def _cell(far: float, size: float) -> int:
    return min(_CELLS - 1, max(0, int(far / size)))
