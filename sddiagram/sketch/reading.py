"""Which of the ways to write a design a text uses, and what it says in it."""

from sddiagram.sketch.draft import Draft
from sddiagram.sketch.lines import lines_of
from sddiagram.sketch.sentences import read_sentences


def drafted(text: str) -> Draft:
    """What `text` says; raises `DesignError`, with the place, for what cannot be understood."""
    lines = lines_of(text)
    draft = Draft()
    read_sentences(lines, draft)
    return draft
