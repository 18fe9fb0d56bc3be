"""A stamp at the end of a picture: whether it is still what was asked for, without drawing it."""

import re
import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256

KEYWORD = "sddiagram-stamp"
TAIL = 1024
"""How many bytes at the end of a picture hold its stamp; no more need be read to find it."""

_HASHES = rb"([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]{32})"
_IN_SVG = re.compile(
    rb'<metadata (?:class|id)="%s">%s</metadata>(?=</svg>\s*\Z)' % (KEYWORD.encode(), _HASHES)
)
# Length, kind, keyword, not compressed, no language, no translated keyword, text, checksum.
_IN_PNG = re.compile(
    rb".{4}iTXt%s\0\0\0\0\0%s.{4}(?=\0{4}IEND.{4}\Z)" % (KEYWORD.encode(), _HASHES), re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Three hashes."""

    asked: str
    """Of all that the picture depends on."""
    drawn: str
    """Of the picture itself, without its stamp."""
    said: str
    """Of the alternative text that was written for it."""


def hashed(content: bytes) -> str:
    """128 bits that say whether two contents are the same."""
    return sha256(content).hexdigest()[:32]


def with_stamp(picture: bytes, asked: str, said: str) -> bytes:
    """The SVG or PNG with its stamp; `asked` is a hash, `said` the alternative text."""
    bare = without_stamp(picture)
    text = f"{asked} {_digest(bare)} {hashed(said.encode())}".encode()
    if _is_png(bare):
        content = KEYWORD.encode() + b"\0\0\0\0\0" + text
        chunk = b"iTXt" + content
        length, check = struct.pack(">I", len(content)), struct.pack(">I", zlib.crc32(chunk))
        end, written = bare.rindex(b"IEND") - 4, length + chunk + check
    else:
        # A class, since an id may stand once in a page, and pictures are put into one together.
        written = b'<metadata class="%s">%s</metadata>' % (KEYWORD.encode(), text)
        end = bare.rindex(b"</svg>")
    return bare[:end] + written + bare[end:]


def stamp_of(picture: bytes) -> Stamp | None:
    """The stamp of a picture, of which the last `TAIL` bytes are enough."""
    tail = picture[-TAIL:]
    found = _IN_SVG.search(tail) or _IN_PNG.search(tail)
    return Stamp(*(one.decode() for one in found.groups())) if found else None


def is_as_drawn(picture: bytes) -> bool:
    """Whether nobody has changed the picture since it was stamped."""
    stamp = stamp_of(picture)
    return stamp is not None and stamp.drawn == _digest(without_stamp(picture))


def without_stamp(picture: bytes) -> bytes:
    """The picture as it was before it was stamped."""
    start = max(0, len(picture) - TAIL)
    pattern = _IN_PNG if _is_png(picture) else _IN_SVG
    return picture[:start] + pattern.sub(b"", picture[start:])


def _digest(bare: bytes) -> str:
    # Git may give an SVG, which is text, the line ends of the system.
    return hashed(bare if _is_png(bare) else bare.replace(b"\r\n", b"\n"))


def _is_png(picture: bytes) -> bool:
    return picture.startswith(b"\x89PNG")
