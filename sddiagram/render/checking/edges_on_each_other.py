"""Two arrows that run on one line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot

from sddiagram.render.checking.finding import Finding
from sddiagram.render.checking.seen import Edge, Seen
from sddiagram.render.measure.geometry import Point

LONGEST_SHARED = 20.0
"""How long two arrows may run as one, in px: as they do where they cross or meet at a port."""

_NEAR, _CELL = 2.2, 3.0


def edges_on_each_other(seen: Seen) -> Iterator[Finding]:
    """Two arrows that share a long stretch: they read as one, and hide who calls whom.

    Arrows that fork from one card, or come together at one, may share a trunk: it is what it seems.
    """
    for one, other in combinations(seen.edges, 2):
        is_fork = (one.source == other.source) != (one.target == other.target)
        if not is_fork and (length := _shared(one, other)) > LONGEST_SHARED:
            yield Finding(
                "edges-on-each-other",
                f"{one.id} and {other.id} share {length:.0f} px",
                "try the other --direction",
            )


def _shared(one: Edge, other: Edge) -> float:
    """The longest stretch of `one` that lies on `other`, in px."""
    nearby = defaultdict(list)
    for x, y in other.points:
        nearby[x // _CELL, y // _CELL].append((x, y))
    longest = run = 0.0
    on_it = [_is_near(point, nearby) for point in one.points]
    for (before, point), (was, is_on) in zip(pairwise(one.points), pairwise(on_it), strict=True):
        run = run + hypot(point[0] - before[0], point[1] - before[1]) if was and is_on else 0.0
        longest = max(longest, run)
    return longest


def _is_near(point: Point, cells: defaultdict[tuple[float, float], list[Point]]) -> bool:
    x, y = point
    column, row = x // _CELL, y // _CELL
    around: Sequence[tuple[float, float]] = [
        (column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)
    ]
    return any(hypot(x - a, y - b) <= _NEAR for cell in around for a, b in cells.get(cell, ()))
