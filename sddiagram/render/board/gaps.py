"""A line is cut where words stand on it, so that nothing has to be drawn behind them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from sddiagram.render.measure.geometry import Point, Rectangle

AIR = 5.0
"""How far a cut line keeps from its words, in px."""
_TOUCHES = 2.0
"""A line that passes words by more than this is not cut: it only passes."""
_STEP = 1.5
_HALVINGS = 10

_Curve = tuple[Point, Point, Point, Point]
_Sample = tuple[float, Point]


def strokes(points: Sequence[Point], words: Iterable[Rectangle]) -> list[list[Point]]:
    """What is drawn of the curves `points` when `words` stand there: curves again, one a stroke.

    A line that its words cover from end to end stays whole, since it would be lost.
    """
    curves = [(a, b, c, d) for a, (b, c, d) in zip(points[::3], _triples(points), strict=False)]
    gaps: list[tuple[float, float]] = []
    samples: list[_Sample] = []
    left, top = (min(point[axis] for point in points) - AIR for axis in (0, 1))
    right, bottom = (max(point[axis] for point in points) + AIR for axis in (0, 1))
    for place in words:
        if (left < place.x + place.width and place.x < right) and (
            top < place.y + place.height and place.y < bottom
        ):
            samples = samples or list(_samples(curves))
            gaps += _gaps(curves, samples, place)
    ends = [0.0, *(end for gap in sorted(gaps) for end in gap), float(len(curves))]
    drawn = [
        list(_between(curves, start, end))
        for start, end in zip(_highest(ends[::2]), ends[1::2], strict=True)
        if end - start > 1e-6
    ]
    return drawn or [list(points)]


def _triples(points: Sequence[Point]) -> Iterator[tuple[Point, Point, Point]]:
    return zip(points[1::3], points[2::3], points[3::3], strict=True)


def _highest(ends: Iterable[float]) -> Iterator[float]:
    """Each end of a gap, or that of one before it which reaches further."""
    highest = 0.0
    for end in ends:
        highest = max(highest, end)
        yield highest


def _samples(curves: Sequence[_Curve]) -> Iterator[_Sample]:
    """Points on the curves, close together, and how far along: in curves, not in px."""
    for number, curve in enumerate(curves):
        span = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(curve))
        steps = max(2, int(span / _STEP))
        for step in range(steps):
            yield number + step / steps, _at(curve, step / steps)
    yield float(len(curves)), curves[-1][-1]


def _gaps(
    curves: Sequence[_Curve], samples: Sequence[_Sample], words: Rectangle
) -> Iterator[tuple[float, float]]:
    """From where to where the curves run behind `words` or too near to them."""
    wide, touching = _around(words, AIR), _around(words, _TOUCHES)

    def edge(outside: float, inside: float) -> float:
        for _ in range(_HALVINGS):
            middle = (outside + inside) / 2
            if _holds(wide, _on(curves, middle)):
                inside = middle
            else:
                outside = middle
        return outside

    run: list[int] = []
    for number in range(len(samples) + 1):
        if number < len(samples) and _holds(wide, samples[number][1]):
            run.append(number)
            continue
        if run and any(_holds(touching, samples[one][1]) for one in run):
            first, last = run[0], run[-1]
            start, end = samples[first][0], samples[last][0]
            yield (
                edge(samples[first - 1][0], start) if first else start,
                edge(samples[number][0], end) if number < len(samples) else end,
            )
        run = []


def _around(place: Rectangle, air: float) -> Rectangle:
    return Rectangle(place.x - air, place.y - air, place.width + 2 * air, place.height + 2 * air)


def _holds(place: Rectangle, point: Point) -> bool:
    return (
        place.x < point[0] < place.x + place.width and place.y < point[1] < place.y + place.height
    )


def _between(curves: Sequence[_Curve], start: float, end: float) -> Iterator[Point]:
    """The curves from `start` to `end`: a start, then three points a curve."""
    yield _on(curves, start)
    for number in range(int(start), len(curves)):
        low, high = max(start - number, 0.0), min(end - number, 1.0)
        if high <= low:
            break
        for shares in ((low, low, high), (low, high, high), (high, high, high)):
            yield _polar(curves[number], shares)


def _on(curves: Sequence[_Curve], far: float) -> Point:
    number = min(int(far), len(curves) - 1)
    return _at(curves[number], far - number)


def _at(curve: _Curve, share: float) -> Point:
    return _polar(curve, (share, share, share))


def _polar(curve: _Curve, shares: tuple[float, float, float]) -> Point:
    """The curve's polar form: what its part between two shares has for its points."""
    points: Sequence[Point] = curve
    for share in shares:
        points = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in pairwise(points)
        ]
    return points[0]
