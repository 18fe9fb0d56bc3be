"""An arrow through a card that it does not join."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen


def edge_through_card(seen: Seen) -> Iterator[Finding]:
    """An arrow that passes behind a card: it reads as two arrows, in and out of that card."""
    for edge in seen.edges:
        for id, place in seen.cards.items():
            if id not in (edge.source, edge.target) and edge.runs_through(place):
                where = f"{edge.id} runs through {id}"
                yield Finding("edge-through-card", where, "try the other --direction")
