"""The comparison of a round's design with the reference."""

from importlib import import_module
from importlib.util import find_spec

from sddiagram.model.pattern import View

Compared = tuple[float, list[tuple[str, list[str]]], list[str]]
"""The score, what is said under each title, and what is missing."""

_SHOWN = 4
"""The titles under which the comparison says what to learn from; the others list what is right."""


def compared(mine: View, reference: View) -> Compared | None:
    """How much of the reference the design can do; None where nothing compares designs."""
    if find_spec("sddiagram.compare") is None:
        return None
    found = import_module("sddiagram.compare").compare(mine, reference)
    parts = import_module("sddiagram.compare.telling").compared(found)
    said = [(title, list(lines)) for title, lines in [*parts.items()][:_SHOWN] if lines]
    return found.score, said, [one.said for one in found.missing]
