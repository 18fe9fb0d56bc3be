"""The interview guide: sections of items, from the table in guide.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sddiagram.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Item:
    """A step, a concept or a day: its points, and the patterns that show it."""

    title: str
    points: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide, by a name that the command line takes."""

    name: str
    title: str
    intro: str
    items: tuple[Item, ...]


@cache
def sections() -> tuple[Section, ...]:
    """The whole guide, in reading order."""
    import tomllib

    text = (Path(__file__).parent / "guide.toml").read_text(encoding="utf-8")
    return tuple(
        Section(
            one["name"],
            one["title"],
            one.get("intro", ""),
            tuple(
                Item(item["title"], tuple(item["points"]), tuple(item.get("patterns", ())))
                for item in one["item"]
            ),
        )
        for one in tomllib.loads(text)["section"]
    )


def section(name: str) -> Section:
    """The section of this name; raises `NotFoundError` with the known ones."""
    known = {one.name: one for one in sections()}
    if name.casefold() not in known:
        raise NotFoundError.among("part of the guide", name, known)
    return known[name.casefold()]
