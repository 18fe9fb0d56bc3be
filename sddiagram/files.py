"""Files, read and written whole or not at all."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

from sddiagram.errors import NotFoundError, OutputError


def read_whole(path: Path) -> bytes:
    """What is in `path`; raises `NotFoundError` when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path}: cannot be read: {error.strerror or error}.") from error


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into `path` in one step: nobody ever sees half of it.

    A link stays a link, and a file keeps its mode, its owner and its other names.

    Raises `OutputError` when the folder cannot be made or written, the file is read-only, or the
    disk is full; what was in `path` before is then still there.
    """
    with _told(path):
        target = _target(path)
        _make_folder(target.parent)
        known = _known(target)
        if known is None or known.st_nlink == 1:
            _replace(target, content, known)
        else:
            _write_in_place(target, content)


def refuse_unwritable(path: Path) -> None:
    """Raise `OutputError` when it is plain that `path` cannot be written, before others are."""
    with _told(path):
        target = _target(path)
        known = _known(target)
        replaced = known is None or known.st_nlink == 1
        if replaced and not os.access(target.parent, os.W_OK | os.X_OK):
            raise PermissionError(0, "its folder is read-only")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        said = (error.strerror if isinstance(error, OSError) else "") or error
        raise OutputError(
            f"{path}: cannot be written: {said}. Mend that, or write elsewhere."
        ) from error


def _target(path: Path) -> Path:
    """The file itself; a link would be replaced, and what it leads to would stay old."""
    return Path(os.path.realpath(path))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(0, f"{folder} is a file, not a folder") from None


def _known(target: Path) -> os.stat_result | None:
    """What is known of the file that stands in `target`; raises when it must not be changed."""
    try:
        known = target.stat()
    except FileNotFoundError:
        return None
    if not S_ISREG(known.st_mode):
        raise OSError(0, "it is a folder" if S_ISDIR(known.st_mode) else "it is no ordinary file")
    # Replacing asks the folder for permission, not the file, which may be protected on purpose.
    if not os.access(target, os.W_OK):
        raise PermissionError(0, "it is read-only")
    return known


def _replace(target: Path, content: bytes, known: os.stat_result | None) -> None:
    """Write a new file beside `target`, and let it take the place of `target` at once.

    Its name is short, for names may fill all the room there is, and random, so that nothing that a
    killed run left behind, and no other run, is in its way.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        # The mode of any new file: the operating system takes the user's mask off it.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        if known:
            _keep(target, temporary, known)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


_BINARY = getattr(os, "O_BINARY", 0)
"""Without it, Windows turns line feeds into its own line ends."""


def _keep(target: Path, temporary: Path, known: os.stat_result) -> None:
    """Give the new file what the old one had beside its content, as far as this user may."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.chown(temporary, known.st_uid, known.st_gid)
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(temporary, name, os.getxattr(target, name))
    # Last, for a change of the owner takes bits off the mode.
    temporary.chmod(S_IMODE(known.st_mode))


def _write_in_place(target: Path, content: bytes) -> None:
    """Write into a file that has several names (hard links).

    A new file would take over one name only, and the others would keep the old text without a
    word. So the file itself is written; if that fails or is interrupted, its old content returns.
    """
    before = target.read_bytes()
    try:
        _overwrite(target, content)
    except BaseException:
        _overwrite(target, before)
        raise


def _overwrite(target: Path, content: bytes) -> None:
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
