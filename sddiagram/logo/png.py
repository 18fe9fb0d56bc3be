"""PNG, checked chunk by chunk: what makes the picture stays, all else (places, texts) goes."""

import struct
import zlib
from collections.abc import Iterator

from sddiagram.errors import DesignError

SIGNATURE = b"\x89PNG\r\n\x1a\n"

LARGEST_SIDE = 2_048
"""In px: a file of a few kB may unpack to gigabytes."""

_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"IDAT", b"IEND"})
_BITS = {
    0: {1: 1, 2: 2, 4: 4, 8: 8, 16: 16},
    2: {8: 24, 16: 48},
    3: {1: 1, 2: 2, 4: 4, 8: 8},
    4: {8: 16, 16: 32},
    6: {8: 32, 16: 64},
}
"""Bits of a pixel, by the type of its colour and the depth of each value."""
_ADAM7 = (
    (0, 8, 0, 8),
    (4, 8, 0, 8),
    (0, 4, 4, 8),
    (2, 4, 0, 4),
    (0, 2, 2, 4),
    (1, 2, 0, 2),
    (0, 1, 1, 2),
)
"""The passes of an interlaced picture: first column, step, first row, step."""


def cleaned(data: bytes) -> bytes:
    """The picture in `data` and nothing else; raises `DesignError` when there is none."""
    chunks = [(kind, body) for kind, body in _chunks(data) if kind in _KEPT]
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise DesignError("is a PNG that breaks off; save it again.")
    _check_pixels(chunks[0][1], b"".join(body for kind, body in chunks if kind == b"IDAT"))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture, or to where the file breaks off."""
    start = len(SIGNATURE)
    while start + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, start)
        kind, body = data[start + 4 : start + 8], data[start + 8 : start + 8 + length]
        check = data[start + 8 + length : start + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + body)):
            raise DesignError("is a PNG with a damaged part; save it again.")
        yield kind, body
        if kind == b"IEND":
            return
        start += 12 + length


def _check_pixels(header: bytes, packed: bytes) -> None:
    try:
        width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
        bits = _BITS[colour][depth]
    except (struct.error, KeyError):
        raise DesignError("is a PNG whose header makes no sense; save it again.") from None
    if not 0 < width <= LARGEST_SIDE or not 0 < height <= LARGEST_SIDE:
        raise DesignError(
            f"is {width:,} × {height:,} px; an icon has at most {LARGEST_SIDE:,} px a side."
        )
    passes = _ADAM7 if interlaced else ((0, 1, 0, 1),)
    expected = 0
    for left, across, top, down in passes:
        columns, rows = len(range(left, width, across)), len(range(top, height, down))
        expected += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    try:
        unpacked = zlib.decompressobj().decompress(packed, expected + 1)
    except zlib.error:
        unpacked = b""
    if len(unpacked) != expected:
        raise DesignError("is a PNG whose pixels cannot be read; save it again.")
