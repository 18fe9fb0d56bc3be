"""The corners of a level and upright way, for formats whose arrows have corners, not curves."""

from collections.abc import Sequence
from itertools import pairwise

from sddiagram.render.measure.geometry import Point, Route, along

_SAME = 0.06
"""How far apart two places may be that are one, in px."""


def corners_of(route: Route) -> list[Point] | None:
    """Where `route` starts, turns and ends; None when it is not level and upright throughout."""
    start, *bends = route.points
    found = [start]
    for first, second, end in zip(bends[::3], bends[1::3], bends[2::3], strict=True):
        if not any(all(_same(one, start, axis) for one in (first, second, end)) for axis in (0, 1)):
            if _same(start, first, 1) and _same(second, end, 0):
                found.append((end[0], start[1]))
            elif _same(start, first, 0) and _same(second, end, 1):
                found.append((start[0], end[1]))
            else:
                return None
        found.append(end)
        start = end
    found = straightened([*found, route.tip])
    level = all(_same(one, other, 0) or _same(one, other, 1) for one, other in pairwise(found))
    return found if level else None


def straightened(points: Sequence[Point]) -> list[Point]:
    """`points` without those on a straight piece; every piece is exactly level or upright."""
    found: list[Point] = []
    for point in points:
        if found and _same(point, found[-1], 0) and _same(point, found[-1], 1):
            continue
        if len(found) > 1 and any(
            _same(point, found[-1], axis) and _same(found[-1], found[-2], axis) for axis in (0, 1)
        ):
            found.pop()
        last = found[-1] if found else point
        found.append(
            (
                last[0] if _same(point, last, 0) else point[0],
                last[1] if _same(point, last, 1) else point[1],
            )
        )
    return found


def few_points(route: Route) -> list[Point]:
    """Few points of an edge's curve, through which a format draws its own."""
    curve = [*along(route.points), route.tip]
    pieces = max(1, (len(route.points) - 1) // 3)
    count = 2 * pieces
    return [curve[round(index * (len(curve) - 1) / count)] for index in range(count + 1)]


def _same(one: Point, other: Point, axis: int) -> bool:
    return abs(one[axis] - other[axis]) < _SAME
