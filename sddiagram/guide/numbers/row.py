"""Rows of the page of numbers."""

from sddiagram.estimate.derived import Derived, DerivedCount
from sddiagram.guide.facts.naming import Fact

HOW = ("what", "value", "how it follows")
"""The columns of a table of numbers."""


def row(what: str, number: Derived | DerivedCount) -> tuple[str, str, str]:
    """What it is, its value, and how it follows."""
    fact = Fact.of(number)
    return what, fact.value, fact.how


def cited(keys: tuple[str, ...]) -> str:
    """The keys of sources in brackets, or that the value is assumed."""
    return f"[{', '.join(keys)}]" if keys else "assumed"
