"""What the guide is made of: parts of items, with points and tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from sddiagram.estimate.citing import keys_in
from sddiagram.technology.sources import Source, source


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, such as a decision table: if, then, because."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A step, a concept, a card or a day: points, tables, and the patterns that show it."""

    title: str
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    patterns: tuple[str, ...] = ()

    @property
    def texts(self) -> Iterator[str]:
        """All that it says, title and patterns apart."""
        yield from self.points
        for table in self.tables:
            for row in table.rows:
                yield from row


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide, by a name that the command line takes."""

    name: str
    title: str
    intro: str
    items: tuple[Item, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources whose keys its texts cite in brackets, such as `[NM]`, by their keys.

        Raises `NotFoundError` for a key that is not in the table of sources.
        """
        texts = (self.intro, *(text for item in self.items for text in item.texts))
        cited = {key for text in texts for key in keys_in(text)}
        return tuple(source(key) for key in sorted(cited))
