"""The text of a sketch in lines, without what nobody sees, each with its number."""

import re
from typing import NamedTuple

from sddiagram.errors import DesignError
from sddiagram.sketch.place import Place

LONGEST = 100_000
"""Characters of a sketch; a design of 200 components takes a tenth."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_COLOURS = re.compile("\x1b\\[[0-9;?]{0,20}[A-Za-z]")
"""What a terminal is told, for one who pastes from it."""
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_FENCE = re.compile(r"\s{0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$")


class Line(NamedTuple):
    """A line of the text."""

    number: int
    """From 1."""
    text: str
    start: int = 0
    """How many characters stand before it in its line."""

    def place(self, at: int) -> Place:
        """The place of its character `at`, from 0."""
        return Place(self.number, self.start + at + 1)


def lines_of(text: str) -> list[Line]:
    """The lines of `text`; those of its fenced blocks alone, where it has some.

    Raises `DesignError` for a text that is too long, and for one that is none.
    """
    if len(text) > LONGEST:
        raise DesignError(
            f"line 1, column 1: this sketch has {len(text):,} characters, and at most "
            f"{LONGEST:,} are read; draw a part of it."
        )
    # A sign that cannot be seen becomes a space, so that columns stay what an editor says.
    seen = _UNSEEN.sub(" ", _COLOURS.sub(lambda found: " " * len(found[0]), text))
    lines = [
        Line(number, said.expandtabs(8).rstrip())
        for number, said in enumerate(_BREAK.split(seen), start=1)
    ]
    return _fenced(lines) or lines


def _fenced(lines: list[Line]) -> list[Line]:
    """What stands inside the fenced blocks, with an empty line between two."""
    kept: list[Line] = []
    marks = ""
    for line in lines:
        fence = _FENCE.match(line.text)
        if fence and not marks:
            marks = fence["marks"]
            if kept:
                kept.append(Line(line.number, ""))
        elif fence and fence["marks"].startswith(marks) and not fence["info"].strip():
            marks = ""
        elif marks:
            kept.append(line)
    return kept
