"""A card on a card."""

from collections.abc import Iterator
from itertools import combinations

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import meet


def card_overlap(seen: Seen) -> Iterator[Finding]:
    """Two cards that cover each other: one of the two components is hidden."""
    for (one, place), (other, its) in combinations(seen.cards.items(), 2):
        if meet(place, its):
            yield Finding("card-overlap", f"{one} and {other}", "report it as a bug")
