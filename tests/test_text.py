"""Text measured with the shipped font, and broken into lines that fit."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, strategies as st

from sddiagram.errors import EngineError
from sddiagram.render.measure import text as module
from sddiagram.render.measure.text import FONT_FILES, covered, missing, width, wrap

SYMBOLS = "← ↑ → ↓ ↔ × · µ ≤ ≥ ≈ − – — … • ™ € ² ½ ∞ √"


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert width("AV", 14) == pytest.approx(width("A", 14) + width("V", 14))


def test_width_grows_with_the_size() -> None:
    assert width("API gateway", 28) == pytest.approx(2 * width("API gateway", 14))


def test_bold_is_wider() -> None:
    assert width("API gateway", 14, bold=True) > width("API gateway", 14)


def test_a_wide_character_that_the_font_lacks_counts_as_one_em() -> None:
    assert width("東京한국", 10) == 40


@pytest.mark.parametrize("emoji", ["🚀", "❤️", "👍🏽", "🇩🇪", "👩‍👩‍👧‍👦", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🫨"])
def test_an_emoji_is_one_character_however_many_it_is_made_of(emoji: str) -> None:
    assert width(emoji, 10) == 12.5
    assert width(f"a{emoji}b", 10) == pytest.approx(12.5 + width("ab", 10))


def test_an_indic_syllable_is_as_wide_as_its_letters_that_stand_beside_each_other() -> None:
    assert width("हि", 10) == pytest.approx(11)
    assert width("से", 10) == pytest.approx(5.5)


def test_an_accent_adds_no_width() -> None:
    assert width("e\u0301", 10) == width("e", 10)


def test_another_character_that_the_font_lacks_counts_as_about_half_an_em() -> None:
    assert width("ש", 10) == pytest.approx(5.5)


@pytest.mark.parametrize("text", ["Größe", "Łódź", "Việt Nam", "Ωμέγα", "Київ", SYMBOLS])
def test_the_shipped_font_covers(text: str) -> None:
    assert covered(text)


def test_an_accent_that_composes_is_covered() -> None:
    assert covered(unicodedata.normalize("NFD", "Größe"))


def test_missing_names_each_character_once() -> None:
    assert missing("API 東京東") == "東京"


@pytest.mark.parametrize(("file", "bold"), [(FONT_FILES[0], False), (FONT_FILES[1], True)])
def test_the_table_of_widths_is_that_of_the_shipped_font(file: Path, bold: bool) -> None:
    font = TTFont(file)
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    for code, glyph in font.getBestCmap().items():
        assert width(chr(code), em, bold=bold) == pytest.approx(advances[glyph][0])


@pytest.mark.parametrize("table", [None, "", "{"])
def test_without_the_table_of_widths_nothing_is_measured(
    table: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if table is not None:
        (tmp_path / "metrics.json").write_text(table)
    module._advances.cache_clear()
    monkeypatch.setattr(module, "_FONTS", tmp_path)
    with pytest.raises(EngineError, match="install sddiagram again"):
        width("a", 14)


def test_the_fonts_stay_small_and_keep_their_licence_beside_them() -> None:
    assert all(file.stat().st_size < 100_000 for file in FONT_FILES)
    assert "SIL OPEN FONT LICENSE" in (FONT_FILES[0].parent / "OFL.txt").read_text()


def test_a_short_text_is_one_line() -> None:
    assert wrap("API gateway", 14, 200, 2) == ("API gateway",)


def test_two_lines_are_about_equally_long() -> None:
    assert wrap("one two three four five six", 14, 150, 2) == ("one two three", "four five six")


def test_a_long_word_breaks_after_its_punctuation() -> None:
    assert wrap("feature-store/online_serving", 14, 100, 3) == ("feature-store/", "online_serving")


def test_a_long_word_without_punctuation_breaks_anywhere() -> None:
    assert wrap("w" * 20, 10, 75, 3) == ("w" * 10, "w" * 10)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("API recommendation service", 14, 90, 2) == ("API", "recommend…")


@pytest.mark.parametrize("cluster", ["e\u0301", "q\u0303\u0323", "👩\u200d💻", "👍🏽", "🇫🇷"])
def test_what_a_reader_sees_as_one_character_is_never_split(cluster: str) -> None:
    lines = wrap(cluster * 30, 10, 45, 4)
    assert all(line.removesuffix("…").replace(cluster, "") == "" for line in lines)


@given(st.text(max_size=80), st.integers(1, 4))
def test_lines_fit_and_are_as_few_as_asked(text: str, max_lines: int) -> None:
    lines = wrap(text, 10, 200, max_lines)
    assert len(lines) <= max_lines
    # A single cluster of foreign characters may be wider than any line: it is not split.
    if covered(text):
        assert all(width(line, 10) <= 200 for line in lines)


@given(st.text(alphabet=st.sampled_from("abc -/_é東"), max_size=60))
def test_no_letter_is_lost_when_there_is_room(text: str) -> None:
    lines = wrap(text, 10, 80, 100)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
