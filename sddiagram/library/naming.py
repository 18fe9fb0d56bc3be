"""Names of patterns, and the files that they stand for. Nothing here runs an author's code."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sddiagram.errors import NotFoundError
from sddiagram.shipped import shipped

OWN_FOLDER = Path("patterns")
"""Where a user's patterns are looked for, from the current folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern that can be loaded by its name."""

    name: str
    path: Path


def entries() -> tuple[Entry, ...]:
    """The patterns that have a name, in order; the user's own wins over a built-in one."""
    found = {entry.name: entry for entry in (*built_in(), *_in(OWN_FOLDER))}
    return tuple(found[name] for name in sorted(found))


def built_in() -> tuple[Entry, ...]:
    """The patterns that come with sddiagram, in order."""
    return tuple(_in(shipped("patterns")))


def _in(folder: Path) -> Iterable[Entry]:
    for path in sorted(folder.glob("*.py")):
        if not path.name.startswith("_"):
            yield Entry(name_of(path), path)


def name_of(path: Path) -> str:
    """The name of the pattern in `path`: the file's, with hyphens."""
    return path.stem.replace("_", "-")


def find(name_or_path: str | Path) -> Path:
    """The file of a pattern given by its name or its path.

    Raises `NotFoundError` with the nearest names.
    """
    path = Path(name_or_path)
    if path.suffix == ".py" or len(path.parts) > 1:
        if path.is_file():
            return path
        if path.is_dir():
            raise NotFoundError(_is_a_folder(path))
        raise NotFoundError(
            f"{path}: this pattern file does not exist. See `sddiagram list` for names."
        )
    known = {entry.name: entry.path for entry in entries()}
    name = str(name_or_path).replace("_", "-")
    if name not in known:
        if path.is_dir():
            raise NotFoundError(_is_a_folder(path))
        raise NotFoundError.among("pattern", str(name_or_path), known, "See `sddiagram list`.")
    return known[name]


def _is_a_folder(path: Path) -> str:
    inside = [one.name for one in sorted(path.glob("*.py")) if not one.name.startswith("_")]
    example = path / inside[0] if inside else "patterns/shop.py"
    return f"{path}: this is a folder, not a pattern; name a file, such as {example}."


def shadowed(path: Path) -> bool:
    """Whether the author's own pattern in `path` stands before a built-in one of its name."""
    return path.parent == OWN_FOLDER and any(
        entry.name == name_of(path) and not entry.path.samefile(path)
        for entry in _in(shipped("patterns"))
    )
