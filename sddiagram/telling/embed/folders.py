"""The notes that a command names: files, and all the notes in folders."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from sddiagram.errors import NotFoundError

NOTES = {".md", ".markdown", ".mdx", ".qmd"}
"""How the names of notes end: everywhere, in Docusaurus, in Quarto."""
SKIPPED = {"node_modules", "__pycache__", "site-packages"}
"""Folders of other programs, in which no notes of the user's are; hidden ones too."""


def notes_in(given: Path) -> list[Path]:
    """`given` itself, or the notes in the folder that it is, in order.

    Raises `NotFoundError` for a folder without notes.
    """
    if not given.is_dir():
        return [given]
    found = {path.resolve(): path for path in sorted(files_in(given, NOTES), reverse=True)}
    inside = given.resolve()
    # A link that leads elsewhere is not in the folder that the user named.
    notes = sorted(path for real, path in found.items() if real.is_relative_to(inside))
    if not notes:
        raise NotFoundError(
            f"{given}: there is no note in this folder; notes end in {', '.join(sorted(NOTES))}."
        )
    return notes


def files_in(folder: Path, endings: Collection[str]) -> Iterator[Path]:
    """The files in `folder` and below whose names end so, in any case."""
    for root, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".") and one not in SKIPPED]
        paths = (Path(root, file) for file in files)
        yield from (path for path in paths if path.suffix.casefold() in endings)
