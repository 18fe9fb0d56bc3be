"""The comparison of a round's design with the reference."""

from dataclasses import dataclass

from sddiagram.compare import compare
from sddiagram.compare.telling import compared
from sddiagram.model.pattern import View

_SHOWN = 4
"""The titles under which the comparison says what to learn from; the others list what is right."""


@dataclass(frozen=True, slots=True)
class Held:
    """A design held against a reference."""

    score: float
    """From 0 to 1."""
    said: tuple[tuple[str, tuple[str, ...]], ...]
    """Lines under their titles."""
    missing: tuple[str, ...]


def held_against(mine: View, reference: View) -> Held:
    """How much of the reference the design can do; raises `DesignError` as an estimate does."""
    found = compare(mine, reference)
    parts = [*compared(found).items()][:_SHOWN]
    return Held(
        found.score,
        tuple((title, tuple(lines)) for title, lines in parts if lines),
        tuple(one.said for one in found.missing),
    )
