"""Text on text."""

from collections.abc import Iterator
from itertools import combinations

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import meet


def text_overlap(seen: Seen) -> Iterator[Finding]:
    """Two lines of words that cover each other, so that neither can be read."""
    for one, other in combinations(seen.texts, 2):
        if meet(one.place, other.place):
            where = f"{one.words!r} and {other.words!r}"
            yield Finding("text-overlap", where, "shorten one of the labels")
