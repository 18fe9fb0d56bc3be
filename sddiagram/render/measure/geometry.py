"""Places, curves, and what runs through what; in px from the top left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place, in px from the top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """An edge's way: a start, then cubic Bézier points, then the tip of its arrowhead."""

    points: tuple[Point, ...]
    tip: Point
    label: Rectangle | None


ARROWHEAD_LENGTH, ARROWHEAD_HALF_WIDTH = 9.0, 3.8

SLACK = 1.0
"""How far two things may touch before a reader notices, in px."""
_STEP = 3.0


def along(points: Sequence[Point]) -> Iterator[Point]:
    """Points along cubic Bézier curves, one every few px: a start, then three points a curve."""
    start, *bends = points
    yield start
    for first, second, end in zip(bends[::3], bends[1::3], bends[2::3], strict=True):
        corners = (start, first, second, end)
        span = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners))
        steps = max(2, int(span / _STEP))
        for step in range(1, steps + 1):
            yield _at(corners, step / steps)
        start = end


def straight(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    """The curve that is the straight line from `start` to `end`."""
    (x, y), (to_x, to_y) = start, end
    across, down = (to_x - x) / 3, (to_y - y) / 3
    return start, (x + across, y + down), (to_x - across, to_y - down), end


def middle_of(points: Sequence[Point]) -> Point:
    """The point half way along the curves that start with `points`."""
    curve = list(along(points))
    return curve[len(curve) // 2]


def _at(corners: tuple[Point, Point, Point, Point], t: float) -> Point:
    u = 1 - t
    first, second, third, fourth = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    return (
        first * x0 + second * x1 + third * x2 + fourth * x3,
        first * y0 + second * y1 + third * y2 + fourth * y3,
    )


def crosses(points: Iterable[Point], place: Rectangle) -> bool:
    """Whether any of `points` is inside `place`."""
    left, right = place.x + SLACK, place.x + place.width - SLACK
    top, bottom = place.y + SLACK, place.y + place.height - SLACK
    return any(left < x < right and top < y < bottom for x, y in points)


def far(point: Point, place: Rectangle) -> float:
    """How far `point` is from `place`; nothing, if it is inside."""
    x, y = point[0] - place.x, point[1] - place.y
    return hypot(max(-x, 0, x - place.width), max(-y, 0, y - place.height))


def grown(place: Rectangle, air: float) -> Rectangle:
    """`place` with so much air on all sides."""
    return Rectangle(place.x - air, place.y - air, place.width + 2 * air, place.height + 2 * air)


def moved(place: Rectangle, shift: Point) -> Rectangle:
    """`place`, further on by `shift`."""
    return Rectangle(place.x + shift[0], place.y + shift[1], place.width, place.height)


def hull(points: Iterable[Point]) -> Rectangle:
    """The smallest place around `points`."""
    xs, ys = zip(*points, strict=True)
    left, top = min(xs), min(ys)
    return Rectangle(left, top, max(xs) - left, max(ys) - top)


def meet(one: Rectangle, other: Rectangle) -> bool:
    """Whether two places overlap."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > SLACK and down > SLACK


def holds(around: Rectangle, place: Rectangle) -> bool:
    """Whether `place` is inside `around`."""
    return (
        place.x >= around.x - SLACK
        and place.y >= around.y - SLACK
        and place.x + place.width <= around.x + around.width + SLACK
        and place.y + place.height <= around.y + around.height + SLACK
    )
