"""A source: where a figure was read."""

import re
from dataclasses import dataclass

from sddiagram.errors import DesignError


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read: a key, what it is called, by whom, of when, and where it stands.

    Texts cite it by its key in brackets: `[DDIA]`. `year` is that of the publication or
    measurement, None for a page without a date. Raises `DesignError` for a key that is not made of
    capital letters and digits, and for an address that does not start with https:// or http://.
    """

    key: str
    title: str
    publisher: str
    year: int | None
    address: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[A-Z][A-Z0-9]*", str(self.key)):
            raise DesignError(
                f"Source key {self.key!r} is no key; write capital letters and digits: 'DDIA'."
            )
        if not str(self.address).startswith(("https://", "http://")):
            raise DesignError(
                f"Source {self.key}: address={self.address!r} is no link; write where it stands: "
                "'https://...'."
            )

    @property
    def date(self) -> str:
        """Its year, or that it has none."""
        return str(self.year or "undated")

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title} ({self.date}), {self.address}"
