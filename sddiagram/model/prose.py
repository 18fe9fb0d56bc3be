"""Prose that may quote numbers: a text, or a function that makes one of the numbers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sddiagram.model.text import clean
from sddiagram.units import Quantity

if TYPE_CHECKING:
    from sddiagram.model.numbers import Numbers

Prose: TypeAlias = str | Callable[["Numbers"], str]
Amount: TypeAlias = Quantity | float | Callable[["Numbers"], Quantity | float]
"""A number, or a function that takes it from the numbers."""


def cleaned(text: object, what: str) -> Prose:
    """The text on one line; a function as it is, since it is cleaned when it is told."""
    if callable(text) and not isinstance(text, type):
        return text
    return clean(text, what)  # type: ignore[arg-type]


def plain(text: Prose) -> str:
    """The text of prose that has been told, as everything is that is drawn or printed."""
    if callable(text):
        raise TypeError(f"{text!r} is not told yet; see sddiagram.estimate.telling")
    return text
