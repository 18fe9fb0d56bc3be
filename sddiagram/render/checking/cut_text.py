"""Text that had to be cut."""

from collections.abc import Iterator

from sddiagram.render.checking.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.text import ELLIPSIS


def cut_text(seen: Seen) -> Iterator[Finding]:
    """Words that end in "…" since the rest had no room: the reader of a note never sees the rest.

    What the author wrote with such an ending is said like that in the picture's own titles and
    description, which are never cut.
    """
    said = _unspaced(seen.said)
    for text in seen.texts:
        if text.words.endswith(ELLIPSIS) and _unspaced(text.words) not in said:
            yield Finding("cut-text", repr(text.words), "shorten it")


def _unspaced(text: str) -> str:
    """`text` as it is however its lines are broken."""
    return "".join(text.split())
