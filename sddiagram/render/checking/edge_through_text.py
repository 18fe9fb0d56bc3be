"""An arrow through words that are not its own."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen


def edge_through_text(seen: Seen) -> Iterator[Finding]:
    """An arrow that strikes out words, or seems to be what they are about, and is not."""
    for edge in seen.edges:
        for text in seen.texts:
            owners = (edge.id, edge.source, edge.target)
            if text.owner not in owners and edge.runs_through(text.place):
                yield Finding(
                    "edge-through-text",
                    f"{edge.id} runs through {text.words!r}",
                    "try the other --direction, or shorten the label",
                )
