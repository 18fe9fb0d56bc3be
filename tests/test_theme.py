"""Themes: five built in, one of your own in a small file, all readable."""

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.errors import EngineError
from sddiagram.model.component import Family
from sddiagram.render.board import embedded
from sddiagram.render.board.contrast import contrast
from sddiagram.render.theme import DARK, LIGHT, PRINT, SKETCH, THEMES, Theme, theme_named

PATTERN = sd.Pattern(
    "P", sd.Client("Users") >> "ask" >> sd.Cache("Cache", group=sd.Group("Zone"), replicas=2)
)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT, SKETCH], ids=lambda theme: theme.name)
def test_every_text_meets_wcag_aa_on_every_ground(theme: Theme) -> None:
    for ground in (theme.ground, theme.card, theme.panel, theme.accent_tint):
        for ink in (theme.ink, theme.muted, theme.accent):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for family in Family:
        for ground in (theme.card, theme.accent_tint):
            assert contrast(theme.families[family], ground) >= 4.5, (family, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_draws_svg_and_png(theme: str) -> None:
    ElementTree.fromstring(sd.render(PATTERN, "svg", theme=theme))
    assert sd.render(PATTERN, "png", theme=theme)


def test_without_the_handwriting_a_sketch_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "HAND_FILE", tmp_path / "PatrickHand-Regular.ttf")
    with pytest.raises(EngineError, match="install sddiagram again"):
        sd.render(PATTERN, "svg", theme="sketch")


def test_no_two_themes_draw_the_same() -> None:
    pictures = sorted(sd.render(PATTERN, "svg", theme=theme) for theme in THEMES)
    assert all(one != other for one, other in pairwise(pictures))


def test_auto_follows_the_reader_and_light_does_not() -> None:
    query = b"@media (prefers-color-scheme:dark)"
    assert query in sd.render(PATTERN, "svg", theme="auto")
    assert query not in sd.render(PATTERN, "svg", theme="light")


def test_words_stand_in_the_same_place_in_every_theme() -> None:
    def places(theme: str) -> list[tuple[str | None, ...]]:
        svg = ElementTree.fromstring(sd.render(PATTERN, "svg", theme=theme))
        texts = svg.iter("{http://www.w3.org/2000/svg}text")
        return [(one.text, one.get("x"), one.get("y"), one.get("textLength")) for one in texts]

    assert places("sketch") == places("light")


def test_a_sketch_is_the_same_every_time() -> None:
    assert sd.render(PATTERN, "svg", theme="sketch") == sd.render(PATTERN, "svg", theme="sketch")


def test_a_theme_of_ones_own_says_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "team.toml"
    file.write_text('base = "dark"\naccent = "#ff00aa"\n[families]\ndata = "#00ff00"\n')
    theme = theme_named(str(file))
    assert (theme.accent, theme.families[Family.DATA]) == ("#ff00aa", "#00ff00")
    assert theme.ground == DARK.ground


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('acent = "#ff00aa"', "Did you mean 'accent'"),
        ('accent = "red"', "give a colour such as"),
        ('[families]\ndate = "#00ff00"', "Did you mean 'data'"),
        ("accent =", "cannot be read as a theme"),
        ('base = "lite"', "No theme named 'lite'"),
    ],
)
def test_a_broken_theme_is_one_clear_error(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "team.toml"
    file.write_text(content)
    with pytest.raises(sd.SddiagramError, match=message):
        theme_named(str(file))


def test_an_unknown_theme_is_answered_with_the_known_ones() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'dark'"):
        sd.render(PATTERN, theme="drak")


def test_a_missing_theme_file_is_named() -> None:
    with pytest.raises(sd.NotFoundError, match=r"nowhere\.toml: there is no such theme file"):
        sd.render(PATTERN, theme="nowhere.toml")
