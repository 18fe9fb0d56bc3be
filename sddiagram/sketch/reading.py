"""Which of the ways to write a design a text uses, and what it says in it."""

from sddiagram.sketch.d2 import is_d2, read_d2
from sddiagram.sketch.draft import Draft
from sddiagram.sketch.lines import lines_of
from sddiagram.sketch.mermaid import is_mermaid, read_mermaid
from sddiagram.sketch.sentences import read_sentences
from sddiagram.sketch.whiteboard import is_drawing, read_drawing


def drafted(text: str) -> Draft:
    """What `text` says; raises `DesignError`, with the place, for what cannot be understood."""
    lines = lines_of(text)
    draft = Draft()
    if is_mermaid(lines):
        read_mermaid(lines, draft)
    elif is_drawing(lines):
        read_drawing(lines, draft)
    elif is_d2(lines):
        read_d2(lines, draft)
    else:
        read_sentences(lines, draft)
    return draft
