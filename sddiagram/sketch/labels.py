"""The words on an arrow: a verb, a rate, and what is written there."""

import re

from sddiagram.model.component import Family
from sddiagram.quantity import Quantity
from sddiagram.sketch.amounts import amount
from sddiagram.sketch.draft import Part
from sddiagram.sketch.place import Place
from sddiagram.sketch.tokens import NAME, Token
from sddiagram.sketch.verbs import verb_of

_DIVIDES = re.compile(r",(?!(?<=\d,)\d{3}\b)")
"""A comma between two names, and none within a number, such as 1,000."""


def label_of(text: str) -> tuple[str, str, Quantity | None]:
    """The verb, the words and the rate that the text on an arrow says."""
    words, at, behind = text.partition("@")
    rate = amount(behind) if at else amount(text)
    if rate is not None:
        text = words.strip(" ,;") if at else ""
    verb, label = verb_of(text.strip().strip('"'))
    return verb, label, rate


def leads_nowhere(source: Part, arrow: str = "->") -> str:
    """That an arrow from `source` has no end, and what to write."""
    is_data = source.meaning.kind.family is Family.DATA
    return (
        f"an arrow leads nowhere; write {source.name} {arrow} {'Cache' if is_data else 'Database'}."
    )


def split_label(token: Token) -> tuple[str, list[tuple[Token, str]]]:
    """The words behind a colon, and further names in them with the words behind their colons."""
    words, *parts = _DIVIDES.split(token.text)
    more: list[tuple[Token, str]] = []
    column = token.place.column + len(words) + 1
    for part in parts:
        name, colon, label = part.partition(":")
        indent = len(name) - len(name.lstrip())
        if colon and name.strip():
            place = Place(token.place.line, column + indent)
            more.append((Token(NAME, place, name.strip()), label.strip()))
        elif more:
            more[-1] = (more[-1][0], f"{more[-1][1]}, {part.strip()}")
        else:
            words = f"{words}, {part.strip()}"
        column += len(part) + 1
    return words.strip(), more
