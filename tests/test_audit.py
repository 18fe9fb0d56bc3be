"""The checker finds what a reader would stumble over, and nothing in the built-in library."""

import re
from functools import cache
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.render.board.scope import plain
from sddiagram.render.checking import audit
from sddiagram.render.checking.faint_text import faint_text
from sddiagram.render.checking.seen import seen_in
from sddiagram.render.layout import Layout, layout
from sddiagram.render.theme import LIGHT, THEMES

PX = r" (at )?\d+ px.*"
BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))
CLEAN = plain(
    sd.render(sd.Pattern("P", sd.Client("Users") >> "ask" >> sd.Service("API", technology="go")))
).decode()


def defects(picture: str) -> set[str]:
    return {finding.rule for finding in audit(picture.encode())}


def test_a_clean_picture_has_no_findings() -> None:
    assert defects(CLEAN) == set()


@cache
def opened(path: Path) -> tuple[sd.Pattern, Layout]:
    """A built-in pattern and where everything in it stands."""
    pattern = library.load(path)
    return pattern, layout(pattern)


def findings(path: Path, theme: str) -> set[str]:
    """What is wrong with any picture of a built-in pattern: its stage, and what and where."""
    pattern, places = opened(path)
    found = set()
    last = len(pattern.stages)
    for stage in (None, *range(1, last + 1)):
        for numbered in (False, True):
            picture = sd.render(pattern, stage=stage, theme=theme, numbered=numbered, layout=places)
            for one in audit(picture):
                found.add(f"stage {stage or last}: {one.rule}: {re.sub(PX, '', one.fact)}")
    return found


@pytest.mark.parametrize("path", BUILT_IN, ids=library.name_of)
def test_the_built_in_library_has_no_findings(path: Path) -> None:
    themes = [LIGHT.name, *(theme.name for theme in THEMES.values() if theme.hand)]
    assert set().union(*(findings(path, theme) for theme in themes)) == set()


@pytest.mark.parametrize("path", BUILT_IN, ids=library.name_of)
def test_a_theme_that_is_not_drawn_by_hand_differs_only_in_style(path: Path) -> None:
    """What is found in no picture of light is then in no picture of these."""
    pattern, places = opened(path)
    drawn = {
        theme.name: sd.render(
            pattern, stage=len(pattern.stages), theme=theme.name, numbered=True, layout=places
        )
        for theme in THEMES.values()
        if not theme.hand
    }
    assert len({without_style(picture) for picture in drawn.values()}) == 1, drawn.keys()


@pytest.mark.parametrize("theme", THEMES)
def test_no_theme_has_faint_text(theme: str) -> None:
    """One picture tells of all, which have the same style sheet: contrast is measured in it."""
    one, other = (
        seen_in(sd.render(pattern, theme=theme, layout=places))
        for pattern, places in map(opened, BUILT_IN[:2])
    )
    assert list(faint_text(one)) == []
    sheets = {re.sub(r"@font-face\{.*?\}", "", seen.style_sheet) for seen in (one, other)}
    assert len(sheets) == 1


def without_style(picture: bytes) -> bytes:
    """`picture` without its style sheet and the filter that makes logos grey."""
    style = rb"<style>.*?</style>|<defs><filter .*?</defs>"
    return re.sub(style, b"", plain(picture), flags=re.DOTALL)


def test_the_design_that_is_compared_with_peers_has_none() -> None:
    path = Path(__file__).parent.parent / "benchmarks" / "peers" / "shop.py"
    assert audit(sd.render(library.load(path))) == []


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ('textLength="', 'textLength="9', "text-outside"),
        ('href="#icon', 'href="http://example.org/#icon', "outside-reference"),
        ('data-to="api"', 'data-to="users"', "edge-ends-away"),
        (".face{fill:#ffffff}", ".face{fill:#777777}", "faint-text"),
        (":is(.ground){fill:#12161d}", ":is(.ground){fill:#dddddd}", "faint-text"),
    ],
)
def test_a_spoilt_picture_is_found_out(old: str, new: str, defect: str) -> None:
    spoilt = CLEAN.replace(old, new)
    assert spoilt != CLEAN
    assert defect in defects(spoilt)


def test_a_picture_too_wide_for_a_note_has_small_text() -> None:
    chain = sd.Flow.of(sd.Client("Users"))
    for number in range(12):
        chain = chain >> sd.Service(f"Service {number}")
    wide = sd.Pattern("Wide", chain, direction=sd.Direction.LEFT_TO_RIGHT)
    assert defects(sd.render(wide).decode()) == {"text-too-small"}


def test_a_theme_of_one_s_own_is_measured(tmp_path: Path) -> None:
    theme = tmp_path / "pale.toml"
    theme.write_text('muted = "#bbbbbb"')
    pattern = sd.Pattern("P", sd.Client("Users") >> sd.Service("API", note="stateless"))
    assert defects(sd.render(pattern, theme=str(theme)).decode()) == {"faint-text"}
