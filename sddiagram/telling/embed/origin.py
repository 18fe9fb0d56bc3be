"""Where the pattern of a picture comes from, and whose code it is.

Nothing runs here: a check needs only the texts.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from sddiagram import library
from sddiagram.errors import DesignError, NotFoundError
from sddiagram.files import read_whole
from sddiagram.telling.embed.tree import within


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of a pattern, and where it stands."""

    path: Path
    """The file that errors name: the pattern's own, or the note."""
    line: int
    """How many lines stand before it in that file."""
    text: str
    """With line feeds."""
    name: str
    """Of the pattern; empty for a block, whose pattern has a title."""
    own: bool
    """Whether it is somebody's own code, and not a pattern that comes with sddiagram."""
    is_sketch: bool = False
    """Whether it is a sketch, of which nothing is ever run."""

    def texts(self) -> list[str]:
        """The text, and those of the files beside it that it imports, and that these import."""
        if not self.own:
            return [self.text]
        found: dict[Path, str] = {}
        _import(self.text, self.path.parent, found)
        return [self.text, *(found[path] for path in sorted(found))]


def named(name: str, folder: Path) -> Origin:
    """The pattern that a comment in `folder` names: a built-in one, one of ./patterns, or a file.

    Raises `NotFoundError` when there is none, `DesignError` for a file outside the note's tree or
    one that is no text.
    """
    if name.endswith(".py") or "/" in name or "\\" in name:
        path, own = within(folder, name), True
    else:
        path = _known(name, folder)
        own = path.resolve() not in {entry.path.resolve() for entry in library.built_in()}
    try:
        text = read_whole(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DesignError(f"{name}: is not UTF-8 text; save it as UTF-8.") from error
    return Origin(path, 0, _lines(text), library.name_of(path), own)


def block(code: str, note: Path, line: int, *, is_sketch: bool = False) -> Origin:
    """The pattern in a block of a note, whose fence stands on `line`, from 1."""
    return Origin(note, line, _lines(code), "", own=not is_sketch, is_sketch=is_sketch)


def _known(name: str, folder: Path) -> Path:
    try:
        return library.find(name)
    except NotFoundError:
        # One that forgets the ending means the file.
        if (folder / f"{name}.py").is_file():
            raise NotFoundError(
                f'No pattern named {name!r}; for the file beside the note say "{name}.py".'
            ) from None
        raise


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _import(text: str, folder: Path, found: dict[Path, str]) -> None:
    """Add the files of `folder` that `text` imports to `found`."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # what does not run imports nothing
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module else [alias.name for alias in node.names]
        for name in names:
            top = name.partition(".")[0]
            package = (
                (folder / top).rglob("*.py") if (folder / top / "__init__.py").is_file() else ()
            )
            for path in (folder / f"{top}.py", *package):
                if path not in found and path.is_file():
                    found[path] = _lines(path.read_bytes().decode(errors="replace"))
                    _import(found[path], folder, found)
