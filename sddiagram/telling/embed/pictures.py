"""Picture files beside notes: which are ours, and which nothing uses any more."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from sddiagram.errors import NotFoundError, OutputError
from sddiagram.render.board.source import source_of
from sddiagram.render.board.stamp import TAIL, Stamp, is_as_drawn, stamp_of
from sddiagram.telling.embed.folders import files_in
from sddiagram.telling.embed.naming import encoded
from sddiagram.telling.embed.note import Note

SHOWING = {
    *(".md", ".markdown", ".mdx", ".qmd", ".rmd", ".rst", ".adoc", ".org", ".tex", ".typ"),
    *(".html", ".htm", ".ipynb", ".yml", ".yaml", ".css", ".js", ".jsx", ".tsx", ".canvas"),
}
"""How the names of files end that show pictures."""
MAX_PICTURE, MAX_TEXT = 100_000_000, 5_000_000
"""Bytes of a picture that are read to see what it is; none of ours is a tenth of it. And
of a text that is searched for names of pictures."""


def stamp_in(path: Path) -> Stamp | None:
    """The stamp of the picture in a file, if it is one of ours; only its end is read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
            return stamp_of(file.read(TAIL))
    except OSError:
        return None


def is_ours(path: Path) -> bool:
    """Whether sddiagram drew the picture in a file: it has a stamp, or carries a pattern."""
    if stamp_in(path):
        return True
    try:
        if not path.is_file() or path.stat().st_size > MAX_PICTURE:
            return False
        return bool(source_of(path.read_bytes()))
    except (OSError, NotFoundError):
        return False


def refuse_foreign(path: Path) -> None:
    """Raise `OutputError` when a picture in `path` would replace something of the user's."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(path.parent):
        raise OutputError(
            f"{path.name} is a link that leads out of the note's folder; take it away, "
            "or say --force to write where it leads."
        )
    if path.exists() and not is_ours(path):
        raise OutputError(
            f"{path.name} stands there already, and sddiagram did not draw it; rename it, "
            "give the picture another name=, or say --force to replace it."
        )


def unused(notes: Sequence[Note], used: Iterable[Path]) -> list[Path]:
    """Stamped pictures beside `notes` that are not `used`, and that nothing known here names.

    Known are `notes`, and what shows pictures in the folders above the notes and in all below.
    """
    kept = set(used)
    beside = {note.path.parent: note for note in reversed(notes)}
    found = [
        (note, path)
        for folder, note in beside.items()
        for path in sorted((*folder.glob("*.svg"), *folder.glob("*.png")))
        if path not in kept and stamp_in(path)
    ]
    if not found:
        return []
    known = {note.path for note in notes}
    for folder in beside:
        known |= set(files_in(folder, SHOWING))
        known |= {one for above in folder.parents for one in _in(above)}
    text = "\n".join(_text(path) for path in known)
    return [note.shown(path.name) for note, path in found if not _named(path.name, text)]


def removed(path: Path) -> bool:
    """Remove a picture that nothing uses, unless somebody has changed it; whether it is gone.

    Raises `OutputError` when it cannot be removed.
    """
    try:
        if not is_as_drawn(path.read_bytes()):
            return False
        path.unlink()
    except OSError as error:
        raise OutputError(f"{path}: cannot be removed: {error.strerror}.") from error
    return True


def _in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix.lower() in SHOWING]
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > MAX_TEXT:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _named(file: str, text: str) -> bool:
    return file in text or encoded(file) in text
