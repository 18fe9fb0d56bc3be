"""Where ways of level and upright pieces cross, and which of two that run together lies before."""

from collections.abc import Sequence
from itertools import pairwise

from sddiagram.render.measure.geometry import Point

Way = Sequence[Point]


def clashes(one: Way, other: Way) -> int:
    """How often two ways cross; one more where they run together and part on the wrong side."""
    crossings, is_torn = 0, False
    for i, (a, b) in enumerate(pairwise(one)):
        axis = 0 if abs(a[0] - b[0]) < 0.01 else 1
        for j, (c, d) in enumerate(pairwise(other)):
            if axis == (0 if abs(c[0] - d[0]) < 0.01 else 1):
                if abs(a[axis] - c[axis]) < 1 and shared(a, b, c, d, 1 - axis) > 0.5:
                    is_torn = is_torn or _is_torn(one, i, other, j, 1 - axis)
            elif _between(c[axis], a[axis], d[axis]) and _between(
                a[1 - axis], c[1 - axis], b[1 - axis]
            ):
                crossings += 1
    return crossings + is_torn


def shared(a: Point, b: Point, c: Point, d: Point, axis: int) -> float:
    """How long two pieces run beside each other."""
    low = max(min(a[axis], b[axis]), min(c[axis], d[axis]))
    return min(max(a[axis], b[axis]), max(c[axis], d[axis])) - low


def _between(one: float, value: float, other: float) -> bool:
    return one < value < other or other < value < one


def _onward(way: Way, step: int, axis: int) -> tuple[Way, int]:
    """The way and its step, walked towards larger values."""
    if way[step + 1][axis] < way[step][axis]:
        return way[::-1], len(way) - 2 - step
    return way, step


def _is_torn(one: Way, i: int, other: Way, j: int, axis: int) -> bool:
    ahead, behind = _sides(*_onward(one, i, axis), *_onward(other, j, axis))
    return bool(ahead and behind and ahead != behind)


def _sides(one: Way, i: int, other: Way, j: int) -> tuple[int, int]:
    back = _side(one[::-1], len(one) - 2 - i, other[::-1], len(other) - 2 - j)
    return _side(one, i, other, j), -back


def before(one: Way, i: int, other: Way, j: int, axis: int) -> int:
    """-1 where step `i` of one way lies better before step `j` of the other, 1 behind, or 0.

    Both steps have the same place on `axis`.
    """
    ahead, behind = _sides(*_onward(one, i, 1 - axis), *_onward(other, j, 1 - axis))
    sense = ahead or behind
    # Who walks down a page has smaller x at the right hand; who walks to the right, larger y.
    return -sense if axis == 0 else sense


def _turn(way: Way, i: int) -> int:
    if i + 2 >= len(way):
        return 0
    a, b, c = way[i : i + 3]
    area = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    return (area > 0) - (area < 0)


def _side(one: Way, i: int, other: Way, j: int) -> int:
    """1 if a way keeps right of another that runs along with it, -1 if left, 0 if neither."""
    while i + 1 < len(one) and j + 1 < len(other):
        (ax, ay), (bx, by) = one[i], one[i + 1]
        long = abs(bx - ax) + abs(by - ay) or 1.0
        x, y = (bx - ax) / long, (by - ay) / long
        far = (other[j + 1][0] - bx) * x + (other[j + 1][1] - by) * y
        mine, its = _turn(one, i), _turn(other, j)
        if far > 0.5:
            return mine
        if far < -0.5:
            return -its
        if mine != its:
            return 1 if mine > its else -1
        if not mine:
            return 0
        i, j = i + 1, j + 1
    return 0
