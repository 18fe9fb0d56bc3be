"""Files, read and written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from sddiagram.errors import NotFoundError, OutputError


def read_whole(path: Path) -> bytes:
    """What is in `path`; raises `NotFoundError` when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path}: cannot be read: {error.strerror or error}.") from error


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into `path` in one step: nobody ever sees half of it.

    Raises `OutputError` when the folder cannot be made or written, or the disk is full; what was
    in `path` before is then still there.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(
            f"{path}: cannot be written: {error.strerror or error}. Choose another folder with -o."
        ) from error
