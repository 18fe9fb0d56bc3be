"""Where a mark may stand: on its arrow, on the port, beside the arrow's words, at a corner."""

from collections.abc import Sequence
from math import hypot

from sddiagram.model.marks import Mark
from sddiagram.render.measure.geometry import (
    Point,
    Rectangle,
    crosses,
    grown,
    holds,
    meet,
    moved,
)
from sddiagram.render.measure.text import width

MARK_SIZE = 11.0
MARK_HEIGHT = 18.0
_AIR, _GAP = 12.0, 2.0
_DISC = 13.0
"""Words up to so wide, in px, stand in a disc."""
_SHARES = tuple(
    share / 100
    for share in (22, 30, 16, 38, 46, 54, 62, 70, 78, 26, 34, 42, 50, 58, 66, 74, 12, 82, 86, 90)
)
"""Where on its arrow a mark may stand, near the start first."""


def side(place: Rectangle, at: Point) -> str:
    """The side at which what needs less room than `place` stays: near `at`, or in the middle."""
    if at[0] <= place.x + place.width / 4:
        return "start"
    return "end" if at[0] >= place.x + place.width * 3 / 4 else "middle"


def nearest(line: Sequence[Point], place: Rectangle) -> Point:
    """The point of `line` that is nearest to the middle of `place`."""
    x, y = place.x + place.width / 2, place.y + place.height / 2
    return min(line, key=lambda point: hypot(point[0] - x, point[1] - y))


def wide(mark: Mark) -> float:
    """How wide `mark` is drawn, in px."""
    words = max(width(text, MARK_SIZE, bold=True) for text in (mark.text, mark.room))
    return MARK_HEIGHT if words < _DISC else words + _AIR


def around(point: Point, mark: Mark) -> Rectangle:
    """The place of `mark` with its middle at `point`."""
    across = wide(mark)
    return Rectangle(point[0] - across / 2, point[1] - MARK_HEIGHT / 2, across, MARK_HEIGHT)


def on_line(line: Sequence[Point], mark: Mark) -> list[Rectangle]:
    """Places on the arrow itself, near its start first."""
    return [around(line[int(share * (len(line) - 1))], mark) for share in _SHARES]


def beside(line: Sequence[Point], mark: Mark) -> list[Rectangle]:
    """Places close above, below, left and right of the arrow."""
    across = wide(mark) / 2 + 6
    shifts = ((0, -MARK_HEIGHT), (0, MARK_HEIGHT), (across, 0), (-across, 0))
    return [moved(place, shift) for shift in shifts for place in on_line(line, mark)]


def beside_words(words: Rectangle, mark: Mark) -> list[Rectangle]:
    """Places right and left of the arrow's own words."""
    y = words.y + (words.height - MARK_HEIGHT) / 2
    return [
        Rectangle(x, y, wide(mark), MARK_HEIGHT)
        for x in (words.x + words.width + 2 * _GAP, words.x - wide(mark) - 2 * _GAP)
    ]


def on_card(card: Rectangle, mark: Mark) -> list[Rectangle]:
    """The corners, the upper right one first, then further out."""
    across = wide(mark)
    return [
        Rectangle(x, y - MARK_HEIGHT / 2, across, MARK_HEIGHT)
        for out in (6, min(30, across / 2))
        for y in (card.y, card.y + card.height)
        for x in (card.x + card.width - across + out, card.x - out)
    ]


def free_place(
    tries: Sequence[tuple[Sequence[Rectangle], Sequence[Rectangle]]],
    curves: Sequence[Sequence[Point]],
    page: Rectangle,
    air: float = 0.0,
) -> Rectangle:
    """The first place of the page that nothing takes and no other edge runs through, or the best.

    Edges keep away from it by so much `air`, in px.

    Each of the `tries` is places, and what may have taken them.
    """
    free = [
        place
        for places, taken in tries
        for place in places
        if holds(page, place) and not any(meet(place, other) for other in taken)
    ]
    alone = (one for one in free if not any(crosses(curve, grown(one, air)) for curve in curves))
    return next(alone, None) or min(
        free or [tries[0][0][0]],
        key=lambda one: sum(crosses(curve, grown(one, -_AIR / 3)) for curve in curves),
    )
