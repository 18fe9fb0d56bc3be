"""The shipped fonts, whole: without its font a rasteriser draws no words, and gives no error."""

import struct
from functools import cache
from pathlib import Path

from sddiagram.errors import EngineError
from sddiagram.render.measure.text import FONT_FILES, HAND_FILE

_WHOLE = 0xB1B0AFBA
"""What the 32-bit words of a TrueType file add up to; its specification says so."""


def shipped_fonts() -> list[bytes]:
    """Arimo, regular and bold, and the handwriting, as their files hold them.

    Raises `EngineError` when one is missing, unreadable or damaged.
    """
    return [shipped_font(file) for file in (*FONT_FILES, HAND_FILE)]


@cache
def shipped_font(file: Path) -> bytes:
    """What the font `file` holds. Raises `EngineError` when it is missing or damaged."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _broken(file, f"cannot be read ({error.strerror})") from error
    words, rest = divmod(len(data), 4)
    if rest or sum(struct.unpack(f">{words}I", data)) & 0xFFFFFFFF != _WHOLE:
        raise _broken(file, "is damaged")
    return data


def _broken(file: Path, how: str) -> EngineError:
    return EngineError(
        f"The font {file.name}, which ships with sddiagram, {how}, and without it a picture has no "
        "words; install sddiagram again."
    )
