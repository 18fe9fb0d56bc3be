"""What a reader minds about a page, in px or so: the least is kept."""

from collections.abc import Collection, Mapping
from itertools import combinations, pairwise

from sddiagram.render.layout.clashes import Way, clashes

WIDEST, HIGHEST = 915.0, 1150.0
"""Beyond these px, the names on the cards are under 11 px in a note, or it is more than a page."""


def score(width: float, height: float, ways: Mapping[str, Way], main: Collection[str]) -> float:
    """Words too small, crossings, bends (those of the main path more), length, and paper."""
    total = 8 * max(0.0, width - WIDEST) + 1.5 * max(0.0, height - HIGHEST)
    total += 0.35 * (width + height)
    for id, way in ways.items():
        total += (25 + 100 * (id in main)) * (len(way) - 2)
        for one, other in pairwise(way):
            total += 0.12 * (abs(one[0] - other[0]) + abs(one[1] - other[1]))
    for one_way, other_way in combinations(ways.values(), 2):
        total += 120 * clashes(one_way, other_way)
    return total
