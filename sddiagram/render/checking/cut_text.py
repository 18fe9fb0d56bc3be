"""Text that had to be cut."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.text import ELLIPSIS

_SHORTER = {
    "name": 'give it a shorter name and say the rest in note="..."',
    "detail": 'give it a shorter technology or note="..."',
    "label": 'say less on the arrow, as in a >> "shorter" >> b',
    "group-title": 'give it a shorter name, as in sd.Group("shorter")',
    "title": "give the pattern a shorter title, and say the rest in summary=",
    "caption": "give the stage a shorter title, and say the rest in why=",
    "why": "say less in why= or summary=",
}
"""What its author can do, by the class of the words."""


def cut_text(seen: Seen) -> Iterator[Finding]:
    """Words that end in "…" since the rest had no room: the reader of a note never sees the rest.

    What the author wrote with such an ending is said like that in the picture's own titles and
    description, which are never cut.
    """
    said = _unspaced(seen.said)
    for text in seen.texts:
        is_ours = text.style in _SHORTER and text.words.endswith(ELLIPSIS)
        if is_ours and _unspaced(text.words) not in said:
            yield Finding("cut-text", repr(text.words), _SHORTER[text.style])


def _unspaced(text: str) -> str:
    """`text` as it is however its lines are broken."""
    return "".join(text.split())
