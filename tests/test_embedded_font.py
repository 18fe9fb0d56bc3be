"""Fonts inside a picture: the letters that it needs, no more, as the shipped font has them."""

import io
import re
from base64 import b64decode
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

import sddiagram as sd
from sddiagram.render.measure.font import shipped_font
from sddiagram.render.measure.subset import subset
from sddiagram.render.measure.text import FONT_FILES, HAND_FILE

WORDS = "API gateway ×3 → Größe, Łódź, Ǖ½"
PATTERN = sd.Pattern("Shop", sd.Client("Users") >> "ask" >> sd.Service("Größe ×"))


def faces(picture: bytes) -> list[TTFont]:
    found = re.findall(rb"url\(data:font/ttf;base64,([^)]+)\)", picture)
    return [TTFont(io.BytesIO(b64decode(one)), checkChecksums=2) for one in found]


def outline(font: TTFont, code: int) -> object:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[code]].draw(pen)
    return pen.value


@pytest.mark.parametrize("file", [*FONT_FILES, HAND_FILE], ids=lambda file: file.stem)
@pytest.mark.parametrize("words", [WORDS, "", "東"])
def test_a_part_of_a_font_draws_its_letters_alike(file: Path, words: str) -> None:
    whole = TTFont(file)
    part = TTFont(io.BytesIO(subset(shipped_font(file), words)), checkChecksums=2)
    codes = part.getBestCmap()
    assert set(codes) == {ord(one) for one in words} & set(whole.getBestCmap())
    for code, glyph in codes.items():
        assert outline(part, code) == outline(whole, code)
        assert part["hmtx"][glyph] == whole["hmtx"][whole.getBestCmap()[code]]


def test_the_licence_travels_along() -> None:
    (part, *_) = faces(sd.render(PATTERN, embed_font=True))
    assert "Open Font License" in str(part["name"].getDebugName(13))


def test_a_picture_carries_the_letters_of_its_words() -> None:
    regular, bold = faces(sd.render(PATTERN, embed_font=True))
    assert set(map(chr, regular.getBestCmap())) == set("ask")
    assert set(map(chr, bold.getBestCmap())) == set("ShopUsersGröße ×")


def test_a_picture_of_many_words_grows_by_little() -> None:
    pattern = sd.load("llm-serving")
    with_font, without = (len(sd.render(pattern, embed_font=one)) for one in (True, False))
    assert 10_000 < with_font - without < 32_000


def test_no_font_travels_unasked_but_the_handwriting() -> None:
    assert faces(sd.render(PATTERN)) == []
    assert len(faces(sd.render(PATTERN, theme="sketch"))) == 1


def test_two_pictures_in_one_page_keep_their_letters_apart() -> None:
    families = [
        set(
            re.findall(
                r"@font-face\{font-family:([\w-]+)",
                sd.render(PATTERN, theme=theme, embed_font=True).decode(),
            )
        )
        for theme in ("light", "dark", "sketch")
    ]
    assert all(families) and not set.intersection(*families)
    assert len(set.union(*families)) == 3


@pytest.mark.parametrize("format", ["png", "pdf", "dot", "mermaid"])
def test_a_format_that_needs_none_refuses_it(format: str) -> None:
    with pytest.raises(sd.DesignError, match="cannot use embed_font; formats that can: svg"):
        sd.render(PATTERN, format, embed_font=True)
