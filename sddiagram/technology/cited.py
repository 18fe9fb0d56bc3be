"""A source: where a figure was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read: a key, what it is called, by whom, of when, and where it stands.

    `year` is that of the publication or measurement, None for a page without a date.
    """

    key: str
    title: str
    publisher: str
    year: int | None
    address: str

    @property
    def date(self) -> str:
        """Its year, or that it has none."""
        return str(self.year or "undated")

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title} ({self.date}), {self.address}"
