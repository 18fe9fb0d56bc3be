"""An arrow through its own words."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import crosses


def edge_through_own_words(seen: Seen) -> Iterator[Finding]:
    """An arrow that strikes out what it says: its line has no gap where its words stand."""
    for edge in seen.edges:
        for text in seen.texts:
            is_own = text.owner == edge.id and text.style == "label"
            if is_own and any(crosses(stroke, text.place) for stroke in edge.strokes):
                yield Finding(
                    "edge-through-own-words",
                    f"{edge.id} runs through its own {text.words!r}",
                    'say less on it, as in a >> "shorter" >> b',
                )
