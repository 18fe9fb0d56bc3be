"""PNG: text is really drawn, sizes are right, and what goes wrong is said."""

import shutil
import struct
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.errors import DesignError, DrawingWarning, EngineError
from sddiagram.render.formats import png as module
from sddiagram.render.formats.png import png
from sddiagram.render.measure import font
from sddiagram.render.measure.text import FONT_FAMILY, FONT_FILES, HAND_FILE, width

CHANNELS = 4


def picture(body: str = "", *, width: int = 200, height: int = 40) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{body}</svg>'
    ).encode()


def text(content: str, *, family: str = FONT_FAMILY, weight: int = 400) -> bytes:
    style = f'font-family="{family}" font-size="20" font-weight="{weight}"'
    return picture(f'<text x="4" y="28" {style}>{content}</text>')


def size(image: bytes) -> tuple[int, int]:
    across, down = struct.unpack(">II", image[16:24])
    return across, down


def inked_columns(image: bytes) -> list[int]:
    """The columns that are not fully transparent."""
    across, _ = size(image)
    rows = pixel_rows(image)
    return [x for x in range(across) if any(row[x * CHANNELS + 3] for row in rows)]


def pixel_rows(image: bytes) -> list[bytes]:
    """The rows of an 8-bit RGBA image, decoded without an imaging library."""
    assert image[24:26] == bytes([8, 6]), "8-bit RGBA"
    data, position = b"", 8
    while position < len(image):
        (length,) = struct.unpack(">I", image[position : position + 4])
        if image[position + 4 : position + 8] == b"IDAT":
            data += image[position + 8 : position + 8 + length]
        position += length + 12
    stride = size(image)[0] * CHANNELS
    raw = zlib.decompress(data)
    rows, above = [], bytes(stride)
    for start in range(0, len(raw), stride + 1):
        above = unfiltered(raw[start], raw[start + 1 : start + 1 + stride], above)
        rows.append(above)
    return rows


def unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    row = bytearray(line)
    for i, value in enumerate(line):
        left = row[i - CHANNELS] if i >= CHANNELS else 0
        corner = above[i - CHANNELS] if i >= CHANNELS else 0
        nearest = min((left, above[i], corner), key=lambda x: abs(left + above[i] - corner - x))
        guess = (0, left, above[i], (left + above[i]) // 2, nearest)[kind]
        row[i] = (value + guess) & 255
    return bytes(row)


def test_the_same_picture_is_the_same_bytes() -> None:
    assert png(text("API")) == png(text("API"))


def test_it_is_twice_the_size_unless_told() -> None:
    assert size(png(picture())) == (400, 80)


def test_the_scale_sets_the_size() -> None:
    assert size(png(picture(), scale=0.5)) == (100, 20)


def test_a_part_of_a_pixel_is_left_out_rather_than_drawn_half_transparent() -> None:
    filled = picture('<rect width="9" height="3.3"/>', width=9, height=3)
    image = png(filled.replace(b'height="3"', b'height="3.3"', 1), scale=2)
    assert size(image) == (18, 6)
    assert {alpha for row in pixel_rows(image) for alpha in row[3::CHANNELS]} == {255}


@pytest.mark.parametrize("weight", [400, 700])
def test_text_is_drawn_with_the_shipped_font(weight: int) -> None:
    assert inked_columns(png(text("API gateway", weight=weight), scale=1))


def test_a_symbol_is_drawn_with_the_shipped_font() -> None:
    assert inked_columns(png(text("→"), scale=1))


@pytest.mark.parametrize("weight", [400, 700])
def test_text_is_drawn_as_wide_as_it_was_measured(weight: int) -> None:
    kerned = "AVATAR To Wa. "
    end = inked_columns(png(text(f"{kerned}|", weight=weight), scale=1))[-1]
    alone = inked_columns(png(text("|", weight=weight), scale=1))[-1]
    assert end - alone == pytest.approx(width(kerned, 20, bold=weight == 700), abs=1)


def test_a_picture_that_is_too_large_is_drawn_smaller_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 8_000)
    with pytest.warns(DrawingWarning, match=r"drawn at 1x; use the SVG, or draw fewer"):
        assert size(png(picture(), scale=2)) == (200, 40)


def test_an_immense_scale_is_lowered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 8_000)
    with pytest.warns(DrawingWarning):
        assert size(png(picture(), scale=1e200)) == (200, 40)


def test_characters_that_the_font_lacks_are_named() -> None:
    with pytest.warns(DrawingWarning, match="東京"):
        png(text("API 東京"))


def test_a_title_that_is_not_drawn_needs_no_font() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png(picture("<title>東京</title>"))


@pytest.mark.parametrize("scale", [0, -4, 0.001, float("nan"), float("inf")])
def test_a_scale_that_draws_nothing_is_refused(scale: float) -> None:
    with pytest.raises(DesignError, match="such as 2"):
        png(picture(), scale=scale)


@pytest.mark.parametrize(
    "broken",
    [
        b"<svg",
        b"<svg/>",
        picture(width=0),
        picture(width=-1),
        picture().replace(b"200", b"NaN"),
        picture("<g>" * 3_000 + "</g>" * 3_000),
    ],
    ids=["cut", "no size", "empty", "negative", "no number", "too deep"],
)
def test_a_picture_that_cannot_be_drawn_is_an_engine_error(broken: bytes) -> None:
    with pytest.raises(EngineError, match="could not be drawn"):
        png(broken)


def test_without_the_rasteriser_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resvg", None)
    with pytest.raises(EngineError, match="pip install resvg"):
        png(picture())


def missing(file: Path) -> None:
    file.unlink()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40_000])


def altered(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"glyf", b"gone"))


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The shipped fonts, to be broken: copies from which all is drawn."""
    copies = [Path(shutil.copy(file, tmp_path)) for file in (*FONT_FILES, HAND_FILE)]
    monkeypatch.setattr(font, "FONT_FILES", tuple(copies[:2]))
    monkeypatch.setattr(font, "HAND_FILE", copies[2])
    return copies


def test_the_copies_of_the_fonts_draw(fonts: list[Path]) -> None:
    assert inked_columns(png(text("API")))


@pytest.mark.parametrize("harm", [missing, empty, cut, altered, a_folder])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_broken_font_is_an_error_and_no_picture_without_words(
    which: int, harm: Callable[[Path], None], fonts: list[Path]
) -> None:
    harm(fonts[which])
    with pytest.raises(EngineError, match=rf"{fonts[which].name}.*install sddiagram again"):
        png(text("API"))


def test_nor_is_there_a_pdf_without_words(fonts: list[Path]) -> None:
    missing(fonts[0])
    with pytest.raises(EngineError, match="install sddiagram again"):
        sd.render(sd.load("rag"), "pdf")
