"""Where something stands in a sketch, and what is said of it there."""

from typing import NamedTuple, NoReturn

from sddiagram.errors import DesignError


class Place(NamedTuple):
    """A line and a column of the text, both from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class Remark(NamedTuple):
    """Something that its author should know; the sketch is drawn all the same."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def refuse(place: Place, fact: str) -> NoReturn:
    """Raise the `DesignError` that says where, what, and what to write."""
    raise DesignError(f"{place}: {fact}")


def short(text: str) -> str:
    """`text` in quotation marks as a message shows it, cut where it is long."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")
