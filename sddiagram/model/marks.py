"""Marks: the one way in which anything is written onto a picture beside the design itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sddiagram.model.flow import Arrow
from sddiagram.model.text import clean


class Tone(Enum):
    """How a mark sounds; it gives its colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    WARNING = "warning"
    ALARM = "alarm"
    GHOST = "ghost"
    """What is marked is not there: its card and its lines are faint and dashed."""
    ADDED = "added"
    """What is marked is there beside what was expected: its card and its lines stand out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A few words on a component or an arrow: a number, a rate, a finding."""

    text: str
    tone: Tone = Tone.PLAIN
    room: str = ""
    """The longest text that may come to stand in its place, on a page that changes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text, "A mark"))


Marks = Mapping[str | Arrow, Mark]
"""What is marked: a component by its id, or an arrow."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What is written onto one board: marks, and the lines below it that explain them."""

    marks: Marks = field(default_factory=dict)
    lines: tuple[str, ...] = ()
