"""Where a command writes: a folder, one named file, or standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path

from sddiagram.errors import OutputError

_NOT_OURS = (".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".eps", ".ps", ".jpe")
"""Endings that mean a picture, but none that we can draw."""


def format_of_file(output: str) -> str | None:
    """The format that the ending of `output` names; None when it is a folder.

    Raises `OutputError` for a picture of a kind that nothing here draws.
    """
    from sddiagram.render import FORMATS

    if output == "-" or output.endswith(("/", "\\")) or Path(output).is_dir():
        return None
    endings = {f".{one.suffix}": name for name, one in FORMATS.items()}
    name = Path(output).name.casefold()
    fitting = [ending for ending in endings if name.endswith(ending) and name != ending]
    if fitting:
        return endings[max(fitting, key=len)]
    if name.endswith(_NOT_OURS):
        raise OutputError(f"{output}: no format ends so; known endings: {', '.join(endings)}.")
    return None


def formats_for(output: str, said: Sequence[str]) -> tuple[str, ...]:
    """The formats to draw: those `said`, else what the ending of `output` names, else two.

    Raises `OutputError` when they and the ending differ.
    """
    from sddiagram.render import format_named

    by_ending = format_of_file(output)
    wanted = tuple(dict.fromkeys(name.casefold() for name in said))
    if by_ending is None:
        return wanted or ("svg", "png")
    suffixes = {name: format_named(name).suffix for name in wanted}
    if len(wanted) > 1:
        raise OutputError(f"{output} is one file; give one -f, or a folder with -o.")
    if any(not output.casefold().endswith(f".{suffix}") for suffix in suffixes.values()):
        raise OutputError(
            f"{output} does not end in .{suffixes[wanted[0]]}, as -f {wanted[0]} does; "
            "leave out -f, or name a folder."
        )
    return wanted or (by_ending,)


def folder(output: Path, *endings: str) -> Path:
    """`output`, which is a folder; raises `OutputError` for what is named like a file."""
    if output.suffix.casefold() in endings and not output.is_dir():
        raise OutputError(f"{output}: several files are written; name a folder with -o.")
    return output


def put_on_standard_output(content: bytes) -> None:
    """Write `content` as it is; raises `OutputError` when standard output is closed."""
    if sys.stdout is None:
        raise OutputError("Standard output is closed; name a folder with -o.")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
