"""Designs from a few words: `read("Users -> API -> Redis, Postgres")` gives a pattern.

The text is data: nothing of it is ever run. It may be sentences with arrows, a drawing made of
letters, a Mermaid flowchart, or D2.
"""

from dataclasses import dataclass

from sddiagram.model.pattern import Pattern
from sddiagram.sketch.place import Remark

LARGEST = 1_000_000
"""Bytes of a file that are read at all."""
SUFFIXES = (".sketch", ".txt")
"""How the names of files with sketches end."""


@dataclass(frozen=True, slots=True)
class Sketched:
    """What a text means."""

    pattern: Pattern
    """Its source is the Python file that says the same."""
    remarks: tuple[Remark, ...]
    """What was read in a way that its author should know, in the order of the text."""


def read(text: str, title: str = "Sketch", name: str = "") -> Sketched:
    """The design that `text` says; `title` is its title, if it says none itself.

    Raises `DesignError`, with the line and the column, for what cannot be understood.
    """
    # Here, since the tables of words are long, and most commands read no sketch.
    from sddiagram.sketch.reading import drafted
    from sddiagram.sketch.sketched import sketched

    return sketched(drafted(text), title, name)
