"""The pattern's own text, carried inside its picture, so that a picture can be edited again."""

import re
import struct
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sddiagram.errors import NotFoundError

KEYWORD = "sddiagram-source"
MAX_SOURCE = 1_000_000
"""Bytes of a source that are unpacked; a small foreign picture could unpack to gigabytes."""
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry; in Python text that is at most a form feed between functions."""
_METADATA = "{http://www.w3.org/2000/svg}metadata"


def put_into_svg(root: Element, source: str) -> None:
    """Add `source` to the SVG as metadata, which no viewer shows."""
    if source:
        SubElement(root, "metadata", {"id": KEYWORD}).text = _NOT_XML.sub(" ", source)


def with_source(png: bytes, source: str) -> bytes:
    """The PNG with `source` in a text chunk before its end."""
    if not source:
        return png
    # International text: keyword, compressed by zlib, no language, no translated keyword.
    content = KEYWORD.encode() + b"\0\1\0\0\0" + zlib.compress(source.encode(), 9)
    chunk = b"iTXt" + content
    end = png.rindex(b"IEND") - 4
    length, check = struct.pack(">I", len(content)), struct.pack(">I", zlib.crc32(chunk))
    return png[:end] + length + chunk + check + png[end:]


def source_of(picture: bytes) -> str:
    """The text of the pattern that `picture`, an SVG or a PNG, was drawn from.

    Raises `NotFoundError` when it carries none.
    """
    source = _in_png(picture) if picture.startswith(_PNG_SIGNATURE) else _in_svg(picture)
    if not source:
        raise NotFoundError(
            "This picture carries no pattern; only SVG and PNG that `sddiagram render` drew do, "
            "unless another program rewrote them."
        )
    return source


def _in_svg(picture: bytes) -> str:
    try:
        root = ElementTree.fromstring(picture)
    except ElementTree.ParseError:
        return ""
    metadata = (one for one in root.iter(_METADATA) if one.get("id", "").startswith(KEYWORD))
    found = (one.text or "" for one in metadata)
    return next(found, "")


def _in_png(picture: bytes) -> str:
    at = len(_PNG_SIGNATURE)
    head = KEYWORD.encode() + b"\0\1\0\0\0"
    while at + 8 <= len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        kind, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        if kind == b"iTXt" and content.startswith(head):
            try:
                text = zlib.decompressobj().decompress(content.removeprefix(head), MAX_SOURCE + 1)
                return text.decode() if len(text) <= MAX_SOURCE else ""
            except (zlib.error, UnicodeDecodeError):
                return ""
        at += length + 12
    return ""
