"""The note's tree: a note reaches files in its own folder and below it, never others."""

from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError


def within(folder: Path, name: str) -> Path:
    """The file `name` beside a note, links followed.

    Raises `DesignError` when it lies outside `folder`, `NotFoundError` when there is none.
    """
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
        exists = path.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise NotFoundError(f"{name!r} names no file: {error}.") from error
    if not inside:
        raise DesignError(
            f"{name} lies outside the note's folder, and a note reaches only what is in it; "
            "copy the file there."
        )
    if not exists:
        raise NotFoundError(f"{name}: there is no such file in the note's folder.")
    return path
