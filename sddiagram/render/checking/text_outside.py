"""Text that leaves its card or the page."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import holds


def text_outside(seen: Seen) -> Iterator[Finding]:
    """Words that stand out of their card, where they look lost, or off the page, where they are."""
    for text in seen.texts:
        around = seen.page if text.style == "number" else seen.cards.get(text.owner, seen.page)
        if not (holds(around, text.place) and holds(seen.page, text.place)):
            yield Finding("text-outside", repr(text.words), "shorten it")
