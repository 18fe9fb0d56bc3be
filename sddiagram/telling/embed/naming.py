"""The name of a picture's file: safe on every system, and right in every link.

It says all that was asked for: `rag-stage-2-numbered-dark.svg`.
"""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from sddiagram.model.direction import Direction
from sddiagram.render import FORMATS
from sddiagram.render.theme import THEMES
from sddiagram.telling.embed.options import PICTURES, Options

MAX_NAME, MAX_THEME = 120, 40
"""Bytes of what somebody chose in a file's name. File systems take 255 for all of it."""

_RESERVED = {"con", "prn", "aux", "nul", "conin", "conout"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""What Windows takes for a device, whatever stands behind the full stop."""


def safe(text: str, room: int = MAX_NAME) -> str:
    """A part of a file's name: letters and digits in lower case, joined by hyphens.

    There is nothing in it that leads out of a folder, that a link or Obsidian cannot hold, or that
    differs only in case or in the spelling of an accent. Over `room` bytes it ends in a hash.

    >>> safe("my shop (v2) é #1"), safe("../../Etc/passwd"), safe("nul")
    ('my-shop-v2-é-1', 'etc-passwd', 'nul-picture')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(_kept(character) for character in folded).split()
    name = "-".join(words) or "-".join(f"u{ord(character):x}" for character in text) or "picture"
    if len(name.encode()) > room:
        start = name.encode()[: room - 9].decode(errors="ignore").rstrip("-")
        name = f"{start}-{sha256(name.encode()).hexdigest()[:8]}"
    return f"{name}-picture" if name in _RESERVED else name


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # joins letters without being seen
        return ""
    return character if category[0] in "LMN" else " "


def picture_file(name: str, options: Options) -> str:
    """The file of the picture of the pattern `name`, which is `safe`, drawn with `options`."""
    parts = [
        name,
        f"stage-{options.stage}" if options.stage else "",
        "sheet" if options.sheet else "",
        "numbered" if options.numbered else "",
        "" if options.direction is Direction.AUTO else options.direction.value.lower(),
        "" if options.theme == "auto" else safe(Path(options.theme).stem, MAX_THEME),
    ]
    return "-".join(part for part in parts if part) + f".{FORMATS[options.format].suffix}"


def has_form(file: str, name: str) -> bool:
    """Whether `file` could be a picture of the pattern `name`, with whatever options."""
    ways = "|".join(way.value.lower() for way in Direction if way is not Direction.AUTO)
    endings = "|".join(re.escape(FORMATS[format].suffix) for format in PICTURES)
    form = (
        rf"{re.escape(name)}(-stage-\d+)?(-sheet)?(-numbered)?(-({ways}))?"
        rf"(-({'|'.join(THEMES)}))?\.({endings})"
    )
    return re.fullmatch(form, file) is not None


def encoded(file: str) -> str:
    """The file's name as the address of a link, which GitHub, MkDocs and Obsidian find.

    >>> encoded("größe 1.svg")
    'gr%C3%B6%C3%9Fe%201.svg'
    """
    return quote(file, safe="")
