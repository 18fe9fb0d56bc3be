"""Names of patterns, and the files that they stand for. Nothing here runs an author's code."""

from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from sddiagram.errors import NotFoundError
from sddiagram.model.text import file_stem
from sddiagram.shipped import shipped
from sddiagram.sketch import SUFFIXES

OWN_FOLDER = Path("patterns")
"""Where a user's patterns are looked for, from the current folder."""


class Entry(NamedTuple):
    """A pattern that can be loaded by its name."""

    name: str
    path: Path
    own: bool = False
    """Whether it is the user's, rather than built in."""


def built_in() -> tuple[Entry, ...]:
    """The patterns that ship with the package, in the order of their names."""
    return tuple(Entry(name_of(path), path) for path in in_folder(shipped("patterns")))


def own() -> tuple[Entry, ...]:
    """The patterns in ./patterns, in the order of their names."""
    return tuple(Entry(name_of(path), path, own=True) for path in in_folder(OWN_FOLDER))


def entries() -> tuple[Entry, ...]:
    """The patterns that have a name, in order; the user's own wins over a built-in one."""
    mine = own()
    taken = {entry.name for entry in mine}
    others = (entry for entry in built_in() if entry.name not in taken)
    return tuple(sorted((*mine, *others)))


def in_folder(folder: Path) -> tuple[Path, ...]:
    """The files of patterns in `folder`; a name that starts with `_` is of a helper."""
    files = (path for path in folder.glob("*.py") if path.name[0] not in "_." and path.is_file())
    return tuple(sorted(files, key=lambda path: (name_of(path), path.name)))


def name_of(path: Path) -> str:
    """The name of the pattern in `path`: the file's, in lower case with hyphens.

    It is safe as the name of a file and in a link.
    """
    return _name(path.stem)


def _name(stem: str) -> str:
    return file_stem(normalize("NFC", stem).replace("_", "-"))


def find(name_or_path: str | Path) -> Path:
    """The file of a pattern given by its name or its path.

    Raises `NotFoundError` with the nearest names, or when two files have the name.
    """
    path = Path(name_or_path)
    if path.suffix in (".py", *SUFFIXES) or len(path.parts) > 1:
        if path.is_file():
            return path
        if path.is_dir():
            raise NotFoundError(_is_a_folder(path))
        raise NotFoundError(
            f"{path}: this pattern file does not exist. See `sddiagram list` for names."
        )
    known = entries()
    wanted = str(name_or_path)
    found = [entry.path for entry in known if entry.name == _name(wanted)]
    exact = [path for path in found if path.stem == wanted]
    if not found:
        if path.is_dir():
            raise NotFoundError(_is_a_folder(path))
        names = [entry.name for entry in known]
        raise NotFoundError.among("pattern", wanted, names, "See `sddiagram list`.")
    if len(found) > 1 and len(exact) != 1:
        files = " and ".join(str(path) for path in found)
        raise NotFoundError(f"{files} are both {wanted!r}; give the file, or rename one.")
    return (exact or found)[0]


def _is_a_folder(path: Path) -> str:
    inside = [one.name for one in in_folder(path)]
    example = path / inside[0] if inside else "patterns/shop.py"
    return f"{path}: this is a folder, not a pattern; name a file, such as {example}."


def shadowed(path: Path) -> bool:
    """Whether the author's own pattern in `path` stands before a built-in one it is no copy of."""
    return path.parent == OWN_FOLDER and any(
        entry.name == name_of(path) and entry.path.read_bytes() != path.read_bytes()
        for entry in built_in()
    )
