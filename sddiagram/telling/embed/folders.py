"""The notes that a command names: files, and all the notes in folders."""

import os
from collections.abc import Iterator
from pathlib import Path

from sddiagram.errors import NotFoundError

SKIPPED = {"node_modules", "__pycache__", "site-packages"}
"""Folders of other programs, in which no notes of the user's are; hidden ones too."""


def notes_in(given: Path) -> list[Path]:
    """`given` itself, or the notes in the folder that it is, in order.

    Raises `NotFoundError` for a folder without notes.
    """
    if not given.is_dir():
        return [given]
    found = {path.resolve(): path for path in sorted(_walk(given), reverse=True)}
    inside = given.resolve()
    # A link that leads elsewhere is not in the folder that the user named.
    notes = sorted(path for real, path in found.items() if real.is_relative_to(inside))
    if not notes:
        raise NotFoundError(f"{given}: there is no note in this folder; notes end in .md.")
    return notes


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".") and one not in SKIPPED]
        yield from (Path(root, file) for file in files if file.casefold().endswith(".md"))
