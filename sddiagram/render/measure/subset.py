"""A shipped font with no more than the characters that a picture needs, to travel inside it.

fontTools does more than this with any font, and other bytes with each release. The shipped ones
are TrueType without features or hinting, so that seven tables are all there is to write.
"""

import struct
from collections.abc import Iterable, Iterator
from itertools import pairwise

_WHOLE = 0xB1B0AFBA
_WORDS, _SCALE, _MORE, _SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a part of a composite glyph, such as the accent of a letter."""


def subset(font: bytes, characters: Iterable[str]) -> bytes:
    """The TrueType `font` with those of its glyphs that draw `characters`; others it leaves out."""
    tables = _tables(font)
    starts = _numbers(tables["loca"], "I" if tables["head"][51] else "H")
    starts = starts if tables["head"][51] else [2 * start for start in starts]
    glyphs = [tables["glyf"][at:end] for at, end in pairwise(starts)]
    codes = {ord(one) for one in characters}
    of = {code: glyph for code, glyph in _coded(tables["cmap"]) if code in codes}
    kept = [0, *sorted(set(of.values()) - {0})]
    for glyph in kept:  # It grows by the parts of what it holds.
        kept += [part for _, part in _parts(glyphs[glyph]) if part not in kept]
    new = {old: number for number, old in enumerate(kept)}
    drawn = [_renumbered(glyphs[old], new) for old in kept]
    ends = [sum(map(len, drawn[:count])) for count in range(len(drawn) + 1)]
    return _file(
        {
            **{name: tables[name] for name in ("OS/2", "name")},
            "cmap": _map({code: new[glyph] for code, glyph in of.items()}),
            "glyf": b"".join(drawn),
            "head": tables["head"][:50] + struct.pack(">HH", 1, 0),
            "hhea": tables["hhea"][:34] + struct.pack(">H", len(kept)),
            "hmtx": b"".join(_advance(tables, glyph) for glyph in kept),
            "loca": struct.pack(f">{len(ends)}I", *ends),
            "maxp": tables["maxp"][:4] + struct.pack(">H", len(kept)) + tables["maxp"][6:],
            "post": struct.pack(">I", 0x30000) + tables["post"][4:32],
        }
    )


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    rows = (struct.unpack_from(">4sIII", font, 12 + 16 * row) for row in range(count))
    return {name.decode(): font[start : start + length] for name, _, start, length in rows}


def _numbers(table: bytes, kind: str) -> list[int]:
    return list(struct.unpack(f">{len(table) // struct.calcsize(kind)}{kind}", table))


def _coded(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Each code of a character with its glyph, by the map for characters of 16 bits."""
    rows = [struct.unpack_from(">HHI", cmap, 4 + 8 * row) for row in range(cmap[3])]
    start = next(at for platform, kind, at in rows if (platform, kind) == (3, 1))
    (double,) = struct.unpack_from(">H", cmap, start + 6)
    ends, firsts, shifts, ranges = (
        struct.unpack_from(f">{double // 2}H", cmap, start + 14 + skip + row * double)
        for row, skip in enumerate((0, 2, 2, 2))
    )
    at_ranges = start + 16 + 3 * double
    for row, (first, end) in enumerate(zip(firsts, ends, strict=True)):
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = code
            if ranges[row]:
                place = at_ranges + 2 * row + ranges[row] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", cmap, place)
            yield code, (glyph + shifts[row]) & 0xFFFF


def _parts(glyph: bytes) -> Iterator[tuple[int, int]]:
    """The glyphs that a composite one is made of, and where in it they are named."""
    at, more = 10, glyph[:2] == b"\xff\xff"
    while more:
        flags, part = struct.unpack_from(">HH", glyph, at)
        yield at + 2, part
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _SCALES) + 8 * bool(flags & _MATRIX)
        more = bool(flags & _MORE)


def _renumbered(glyph: bytes, new: dict[int, int]) -> bytes:
    changed = bytearray(glyph)
    for at, part in _parts(glyph):
        struct.pack_into(">H", changed, at, new[part])
    return bytes(changed) + bytes(-len(changed) % 4)


def _advance(tables: dict[str, bytes], glyph: int) -> bytes:
    (count,) = struct.unpack_from(">H", tables["hhea"], 34)
    if glyph < count:
        return tables["hmtx"][4 * glyph : 4 * glyph + 4]
    side = 4 * count + 2 * (glyph - count)
    return tables["hmtx"][4 * count - 4 : 4 * count - 2] + tables["hmtx"][side : side + 2]


def _map(glyphs: dict[int, int]) -> bytes:
    groups = b"".join(
        struct.pack(">III", code, code, glyph) for code, glyph in sorted(glyphs.items())
    )
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    return head + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups


def _file(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    search = 16 << power
    head = struct.pack(">IHHHH", 0x10000, len(tables), search, power, 16 * len(tables) - search)
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    rows, body, start = b"", b"", 12 + 16 * len(tables)
    for name, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        rows += struct.pack(">4sIII", name.encode(), _sum(padded), start + len(body), len(table))
        body += padded
    whole = head + rows + body
    at = start + sum(len(t) + -len(t) % 4 for name, t in tables.items() if name < "head") + 8
    return whole[:at] + struct.pack(">I", (_WHOLE - _sum(whole)) & 0xFFFFFFFF) + whole[at + 4 :]


def _sum(data: bytes) -> int:
    return sum(_numbers(data, "I")) & 0xFFFFFFFF
