"""A way of level and upright pieces as a route: Bezier curves, its corners rounded."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from sddiagram.render.measure.geometry import ARROWHEAD_LENGTH, Point, Rectangle, Route

RADIUS = 8.0
_CIRCLE = 0.5523
"""How far a cubic curve's inner points reach towards the corner, for a quarter of a circle."""


def rounded(way: Sequence[Point], label: Rectangle | None) -> Route:
    """The route along `way`, which ends at the tip of its arrowhead."""
    *before, tip = simplified(way)
    span = _far(before[-1], tip)
    end = _towards(tip, before[-1], min(ARROWHEAD_LENGTH, 0.9 * span))
    corners = [*before, end]
    points = [corners[0]]
    for (one, corner), (_, other) in pairwise(pairwise(corners)):
        radius = min(RADIUS, _far(one, corner) / 2, _far(corner, other) / 2)
        start, stop = _towards(corner, one, radius), _towards(corner, other, radius)
        _straight(points, start)
        near = radius * (1 - _CIRCLE)
        points += [_towards(corner, one, near), _towards(corner, other, near), stop]
    _straight(points, end)
    return Route(tuple(_round(point) for point in points), _round(tip), label)


def simplified(way: Sequence[Point]) -> list[Point]:
    """The way without points that repeat, or lie on a straight piece."""
    found: list[Point] = []
    for point in way:
        if found and _same(point, found[-1], 0) and _same(point, found[-1], 1):
            continue
        if len(found) > 1 and any(
            _same(point, found[-1], axis) and _same(found[-1], found[-2], axis) for axis in (0, 1)
        ):
            found[-1] = point
        else:
            found.append(point)
    return found


def _same(one: Point, other: Point, axis: int) -> bool:
    return abs(one[axis] - other[axis]) < 0.01


def _straight(points: list[Point], end: Point) -> None:
    start = points[-1]
    third = _far(start, end) / 3
    points += [_towards(start, end, third), _towards(start, end, 2 * third), end]


def _far(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: Point, end: Point, far: float) -> Point:
    share = far / (_far(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _round(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)
