"""A stamp travels at the end of a picture, and disturbs nothing."""

import struct
import zlib
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.render.board.source import MAX_SOURCE, source_of
from sddiagram.render.board.stamp import TAIL, is_as_drawn, stamp_of, with_stamp, without_stamp

ASKED = "0123456789abcdef" * 2


@pytest.fixture(params=["svg", "png", "animated"])
def bare(request: pytest.FixtureRequest) -> bytes:
    return sd.render(sd.load("scalable-api"), request.param)


def test_a_stamp_is_read_back_from_the_end_of_the_picture(bare: bytes) -> None:
    stamp = stamp_of(with_stamp(bare, ASKED, "Größe <b>")[-TAIL:])
    assert stamp and stamp.asked == ASKED


def test_a_picture_without_its_stamp_is_what_it_was(bare: bytes) -> None:
    assert without_stamp(with_stamp(bare, ASKED, "x")) == bare
    assert stamp_of(bare) is None
    assert not is_as_drawn(bare)


def test_a_second_stamp_takes_the_place_of_the_first(bare: bytes) -> None:
    again = with_stamp(with_stamp(bare, "f" * 32, "x"), ASKED, "x")
    assert again == with_stamp(bare, ASKED, "x")


def test_any_change_is_seen(bare: bytes) -> None:
    stamped = with_stamp(bare, ASKED, "x")
    assert is_as_drawn(stamped)
    for at in (20, len(stamped) // 2):
        assert not is_as_drawn(stamped[:at] + bytes([stamped[at] ^ 1]) + stamped[at + 1 :])


def test_the_picture_stays_whole_and_carries_its_source(bare: bytes) -> None:
    stamped = with_stamp(bare, ASKED, "x")
    assert source_of(stamped) == source_of(bare)
    if not stamped.startswith(b"\x89PNG"):
        ElementTree.fromstring(stamped)
        return
    at = 8
    while at < len(stamped):
        (length,) = struct.unpack_from(">I", stamped, at)
        (check,) = struct.unpack_from(">I", stamped, at + 8 + length)
        assert check == zlib.crc32(stamped[at + 4 : at + 8 + length])
        at += length + 12
    assert at == len(stamped)


@pytest.mark.parametrize("other", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"</svg>" * 999])
def test_another_program_s_picture_has_none(other: bytes) -> None:
    assert stamp_of(other) is None


def test_a_source_that_unpacks_without_end_is_not_read() -> None:
    text = b"iTXtsddiagram-source\0\1\0\0\0" + zlib.compress(b" " * (MAX_SOURCE + 1), 9)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(text) - 4) + text + b"\0\0\0\0"
    with pytest.raises(sd.NotFoundError, match="carries no pattern"):
        source_of(bomb)
