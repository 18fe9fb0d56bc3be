"""Two arrows that run on one line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import hypot

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Edge, Seen
from sddiagram.render.measure.geometry import Point

LONGEST_SHARED = 20.0
"""How long two arrows may run as one, in px: as they do where they cross or meet at a port."""

_NEAR, _CELL = 2.2, 3.0
_Cells = defaultdict[tuple[float, float], list[tuple[int, Point]]]


def edges_on_each_other(seen: Seen) -> Iterator[Finding]:
    """Two arrows that share a long stretch: they read as one, and hide who calls whom.

    Arrows that fork from one card, or come together at one, may share a trunk: it is what it seems.
    """
    for one, other, length in _shared(seen.edges):
        is_fork = (one.source == other.source) != (one.target == other.target)
        if not is_fork and length > LONGEST_SHARED:
            yield Finding(
                "edges-on-each-other",
                f"{one.id} and {other.id} share {length:.0f} px",
                "try the other --direction",
            )


def _shared(edges: Sequence[Edge]) -> Iterator[tuple[Edge, Edge, float]]:
    """The longest stretch of each edge that lies on a later one, in px."""
    cells: _Cells = defaultdict(list)
    for number, edge in enumerate(edges):
        for x, y in edge.points:
            cells[x // _CELL, y // _CELL].append((number, (x, y)))
    for number, edge in enumerate(edges):
        longest: dict[int, float] = {}
        runs: dict[int, float] = {}
        before = edge.points[0]
        for point in edge.points:
            step = hypot(point[0] - before[0], point[1] - before[1])
            on = {other for other in _near(point, cells) if other > number}
            runs = {other: runs[other] + step if other in runs else 0.0 for other in sorted(on)}
            for other, run in runs.items():
                longest[other] = max(run, longest.get(other, 0.0))
            before = point
        for other in sorted(longest):
            yield edge, edges[other], longest[other]


def _near(point: Point, cells: _Cells) -> Iterator[int]:
    """The edges that run where `point` is."""
    x, y = point
    for column in (x // _CELL - 1, x // _CELL, x // _CELL + 1):
        for row in (y // _CELL - 1, y // _CELL, y // _CELL + 1):
            for number, (a, b) in cells.get((column, row), ()):
                if hypot(x - a, y - b) <= _NEAR:
                    yield number
