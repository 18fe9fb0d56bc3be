"""Files of patterns in ./patterns that a command writes."""

from pathlib import Path

from sddiagram.errors import DesignError, OutputError
from sddiagram.files import write_whole
from sddiagram.library.naming import OWN_FOLDER, own
from sddiagram.model.text import file_stem


def path_of(name: str) -> Path:
    """Where a new pattern called `name` is written.

    Raises `DesignError` for what is no name, `OutputError` when another file has it.
    """
    wanted = name.casefold().replace("_", "-")
    if file_stem(name) != wanted or not name.isascii() or "." in name:
        raise DesignError(f"{name!r} is no pattern name; use letters, digits and hyphens.")
    path = OWN_FOLDER / f"{wanted.replace('-', '_')}.py"
    there = [entry.path for entry in own() if entry.name == wanted]
    if there and there != [path]:
        raise OutputError(f"{there[0]} has this name already; choose another one.")
    return path


def write_pattern(path: Path, source: str, *, force: bool) -> None:
    """Write a pattern's text; raises `OutputError` for a file that is there, without `force`."""
    if force:
        write_whole(path, source.encode())
    else:
        _write_first(path, source.encode())


def _write_first(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; of several that do so at once, one succeeds."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
    except FileExistsError:
        raise OutputError(
            f"{path} is there already; choose another name, or say --force."
        ) from None
    try:
        with file:
            file.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
