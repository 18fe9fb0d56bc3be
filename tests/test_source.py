"""The pattern's text travels inside its pictures."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.render.board.source import source_of

TEXT = '''"""Größe & <tags>."""

import sddiagram as sd

pattern = sd.Pattern("P", sd.Client("Users") >> sd.Service("API"))
'''


@pytest.mark.parametrize("format", ["svg", "png"])
def test_a_picture_gives_back_the_text_it_was_drawn_from(format: str) -> None:
    pattern = library.read(TEXT, "p", Path("p.py"))
    assert source_of(sd.render(pattern, format)) == TEXT


@pytest.mark.parametrize("format", ["svg", "png"])
def test_a_picture_of_a_value_carries_none(format: str) -> None:
    picture = sd.render(sd.Pattern("P", sd.Client("Users") >> sd.Service("API")), format)
    with pytest.raises(sd.NotFoundError, match="carries no pattern"):
        source_of(picture)


@pytest.mark.parametrize("other", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n\0\0", b"<svg/>"])
def test_another_program_s_picture_carries_none(other: bytes) -> None:
    with pytest.raises(sd.NotFoundError, match="carries no pattern"):
        source_of(other)


def test_a_form_feed_does_not_spoil_the_picture() -> None:
    pattern = library.read(TEXT + "\f\n", "p", Path("p.py"))
    assert source_of(sd.render(pattern, "svg")) == TEXT + " \n"
