"""The ends, the gaps and the middle of a level and upright way, for Excalidraw's elbow arrows."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from sddiagram.render.measure.geometry import Point, Rectangle

GAP = 5.0
"""What Excalidraw leaves between an elbow arrow and what it is bound to, in px."""
_STEP = 2.0
"""Between points that are added to a way, in px; Excalidraw takes less than 1 for none."""


def shortened(points: Sequence[Point]) -> list[Point]:
    """`points` with Excalidraw's gap at both ends, where there is room for it."""
    found = list(points)
    for end, following in ((0, 1), (-1, -2)):
        span = _far(found[end], found[following])
        if span > 2 * GAP:
            found[end] = _towards(found[end], found[following], GAP)
    return found


def fixed_point(point: Point, card: Rectangle) -> list[float]:
    """Where `point` is on `card`, in parts of its width and height.

    Excalidraw takes the very middle for no side at all, so it is a little beside it.
    """
    parts = (point[0] - card.x) / card.width, (point[1] - card.y) / card.height
    return [0.5001 if abs(part - 0.5) < 1e-4 else round(part, 6) for part in parts]


def length(points: Sequence[Point]) -> float:
    """How long the way along `points` is, in px."""
    return sum(_far(one, other) for one, other in pairwise(points))


def centred(points: Sequence[Point], at: int, place: Point) -> list[Point]:
    """`points` with more of them on their straight pieces, so that `place` is the middle one.

    It is on the piece that starts with point `at`. Excalidraw puts an arrow's words there.
    """
    before, behind = list(points[: at + 1]), list(points[at + 1 :])
    more = len(behind) - len(before)
    side = before[-1] if more > 0 else behind[0]
    # Beneath the words, so that the pieces at the ends stay as long as their heads need.
    step = min(_STEP, _far(place, side) / (abs(more) + 1))
    added = [_towards(place, side, step * (number + 1)) for number in range(abs(more))]
    if more > 0:
        return [*before, *reversed(added), place, *behind]
    return [*before, place, *added, *behind]


def _far(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: Point, end: Point, far: float) -> Point:
    share = far / (_far(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
