"""A line is cut where words stand on it, so that nothing has to be drawn behind them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sddiagram.render.measure.geometry import Point, Rectangle

AIR = 5.0
"""How far a cut line keeps from its words, in px."""
_TOUCHES = 2.0
"""A line that passes words by more than this is not cut: it only passes."""
_FINEST = 0.2

_Curve = tuple[Point, Point, Point, Point]
_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_Span = tuple[float, float]
"""From where to where on a line, in curves from its start."""


def strokes(points: Sequence[Point], words: Iterable[Rectangle]) -> list[list[Point]]:
    """What is drawn of the curves `points` when `words` stand there: curves again, one a stroke.

    A line that its words cover from end to end stays whole, since it would be lost.
    """
    corners = points[::3], points[1::3], points[2::3], points[3::3]
    curves: list[_Curve] = list(zip(*corners, strict=False))
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = min(xs) - AIR, min(ys) - AIR, max(xs) + AIR, max(ys) + AIR
    near = (
        place
        for place in words
        if left < place.x + place.width
        and place.x < right
        and top < place.y + place.height
        and place.y < bottom
    )
    gaps = sorted(gap for place in near for gap in _gaps(curves, place))
    drawn: list[list[Point]] = []
    begin = 0.0
    for low, high in [*gaps, (float(len(curves)), 0.0)]:
        if low > begin:
            drawn.append(list(_between(curves, begin, low)))
        begin = max(begin, high)
    return drawn or [list(points)]


def _gaps(curves: Sequence[_Curve], words: Rectangle) -> Iterator[_Span]:
    """Where the line runs behind `words` or too near to them, if it touches them there."""
    wide = _joined(_all_inside(curves, words, AIR))
    if wide:
        touching = list(_all_inside(curves, words, _TOUCHES))
        for low, high in wide:
            if any(low <= start <= high for start, _ in touching):
                yield low, high


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for low, high in spans:
        if found and found[-1][1] == low:
            low = found.pop()[0]
        found.append((low, high))
    return found


def _all_inside(curves: Sequence[_Curve], place: Rectangle, air: float) -> Iterator[_Span]:
    left, top = place.x - air, place.y - air
    box: _Box = left, top, left + place.width + 2 * air, top + place.height + 2 * air
    for number, curve in enumerate(curves):
        yield from _inside(curve, box, float(number), number + 1.0)


def _inside(curve: _Curve, box: _Box, low: float, high: float) -> Iterator[_Span]:
    """The parts of a curve, from `low` to `high` on its line, that are in the box: by halves."""
    left, top, right, bottom = box
    xs, ys = zip(*curve, strict=True)
    west, east, north, south = min(xs), max(xs), min(ys), max(ys)
    if east <= left or west >= right or south <= top or north >= bottom or _passes(curve, box):
        return
    is_within = west >= left and east <= right and north >= top and south <= bottom
    if is_within or max(east - west, south - north) < _FINEST:
        yield low, high
        return
    middle = (low + high) / 2
    one, other = _halves(curve)
    yield from _inside(one, box, low, middle)
    yield from _inside(other, box, middle, high)


def _halves(curve: _Curve) -> tuple[_Curve, _Curve]:
    a, b, c, d = curve
    ab, bc, cd = _middle(a, b), _middle(b, c), _middle(c, d)
    abc, bcd = _middle(ab, bc), _middle(bc, cd)
    middle = _middle(abc, bcd)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _passes(curve: _Curve, box: _Box) -> bool:
    """Whether all of a curve is on one side of the box, as seen along it."""
    (x, y), first, second, (to_x, to_y) = curve
    across, down = y - to_y, to_x - x
    bulge = [across * (a - x) + down * (b - y) for a, b in (first, second)]
    left, top, right, bottom = box
    middle = across * ((left + right) / 2 - x) + down * ((top + bottom) / 2 - y)
    reach = (abs(across) * (right - left) + abs(down) * (bottom - top)) / 2
    return middle - reach > max(0.0, *bulge) or middle + reach < min(0.0, *bulge)


def _between(curves: Sequence[_Curve], begin: float, end: float) -> Iterator[Point]:
    """The line from `begin` to `end`: a start, then three points a curve."""
    for number in range(int(begin), len(curves)):
        low, high = max(begin - number, 0.0), min(end - number, 1.0)
        if high > low:
            start, *bends = _part(curves[number], low, high)
            if number == int(begin):
                yield start
            yield from bends


def _part(curve: _Curve, low: float, high: float) -> _Curve:
    """The part of a curve between two shares of it."""
    start, first, second, end = (
        _polar(curve, shares)
        for shares in ((low, low, low), (low, low, high), (low, high, high), (high, high, high))
    )
    return start, first, second, end


def _polar(curve: _Curve, shares: tuple[float, float, float]) -> Point:
    """The curve's polar form, which has the points of its parts for its values."""
    points: Sequence[Point] = curve
    for share in shares:
        points = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in pairwise(points)
        ]
    return points[0]
