"""The interview guide: parts of items, from a table for each part; numbers are worked out.

A text of a table says `{name}` for a number and `{name:how}` for how it follows; both are filled
in from `sddiagram.guide.facts`, so that the guide and the estimates cannot disagree.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sddiagram.errors import NotFoundError
from sddiagram.guide.items import Item, Section, Table

__all__ = ["PARTS", "TITLE", "Item", "Section", "Table", "section", "sections"]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the guide: the tables that hold its items, in reading order."""

    name: str
    files: tuple[str, ...]


def _part(name: str, *more: str) -> _Part:
    return _Part(name, (name, *more))


TITLE = "The system design interview"
PARTS = {
    one.name: one
    for one in (
        _part("framework"),
        _part("questions"),
        _part("priorities"),
        _part("choices", "choices_data"),
        _part("numbers"),
        _part("concepts", "concepts_data", "concepts_llm", "concepts_quality"),
        _part("levels"),
        _part("tips"),
        _part("plan"),
        _part("checklist"),
    )
}
"""The parts by the name that the command line takes, in reading order."""
_FOLDER = Path(__file__).parent
_PLACE = re.compile(r"\{([a-z0-9 _]+)(:how)?\}")


def sections() -> tuple[Section, ...]:
    """The whole guide, in reading order."""
    return tuple(map(section, PARTS))


def section(name: str) -> Section:
    """The part of this name; raises `NotFoundError` with the known ones."""
    known = name.casefold()
    if known not in PARTS:
        raise NotFoundError.among("part of the guide", name, PARTS)
    return _section(known)


@cache
def _section(name: str) -> Section:
    tables = [_read(file) for file in PARTS[name].files]
    items = tuple(_item(one) for table in tables for one in table.get("item", ()))
    if name == "numbers":
        # Here, since no other part needs all that is worked out.
        from sddiagram.guide.numbers import items as worked_out

        items = (*worked_out(), *items)
    return Section(name, tables[0]["title"], _filled(tables[0].get("intro", "")), items)


def _read(file: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((_FOLDER / f"{file}.toml").read_text(encoding="utf-8"))


def _item(said: dict[str, Any]) -> Item:
    return Item(
        _filled(said["title"]),
        tuple(map(_filled, said.get("points", ()))),
        tuple(map(_table, said.get("table", ()))),
        tuple(said.get("patterns", ())),
    )


def _table(said: dict[str, Any]) -> Table:
    rows = tuple(tuple(map(_filled, row)) for row in said["rows"])
    return Table(said["title"], tuple(said["columns"]), rows)


def _filled(text: str) -> str:
    """`text` with the numbers that it names."""
    if "{" not in text:
        return text
    # Here, since most parts of the guide need no number.
    from sddiagram.guide.facts import fact

    def said(place: re.Match[str]) -> str:
        number = fact(place[1])
        return number.how if place[2] else number.value

    return _PLACE.sub(said, text)
