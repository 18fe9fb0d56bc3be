"""Notes and the gallery show the numbers that follow, and the chart of how they grow."""

import re

import pytest

import sddiagram as sd
from sddiagram.telling.gallery import gallery
from sddiagram.telling.notes import notes

opens = sd.Requests("open", 864_000 * sd.per_day, peak=1)
users = sd.Client("Users", sends=opens)
api = sd.Service(
    "API", capacity=5 * sd.rps, replicas=1, latency=sd.latency(5 * sd.ms, p99=9 * sd.ms)
)
cache = sd.Cache("Cache", technology="redis", hit_ratio=0.9)
SHOP = sd.Pattern(
    "Shop",
    sd.Stage("One", users >> api),
    sd.Stage("Many", api >> "get" >> cache, changes=[api.but(replicas=None)]),
    brief=sd.Brief("Design a shop.", non_functional=[("How fast?", sd.at_most(1 * sd.ms))]),
)
SILENT = sd.Pattern("Silent", sd.Client("Users") >> sd.Service("API"))


def text(pattern: sd.Pattern, format: str, *, stages: bool = False) -> str:
    return notes(pattern, format, stages=stages)[f"{pattern.name}-notes.{format}"].decode()


@pytest.mark.parametrize("format", ["md", "html"])
@pytest.mark.parametrize(
    "said",
    [
        "open: 10 rps",
        "10 rps / (5 rps x 0.65) x 3/2, so 5",
        "not assessed, since no latency is stated for Cache",
        "API: full at 2.5 times the load",
        "not derived: How fast? p99 at most 1 ms",
        "one process",
        "Redis benchmark",
        "each is used to 65% at the peak",
    ],
)
def test_notes_show_the_sheet_with_its_derivations(format: str, said: str) -> None:
    assert said in text(SHOP, format).replace("\\", "")


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_replicas_are_derived_and_not_stated(format: str) -> None:
    assert "5 stated" not in text(SHOP, format)


def test_each_stage_has_its_table_where_stages_are_asked_for() -> None:
    assert text(SHOP, "md").count("| Component | Load |") == 1
    staged = text(SHOP, "md", stages=True)
    assert staged.count("| Component | Load |") == 3
    assert "loaded with 2 times its capacity" in staged


def test_the_chart_stands_beside_markdown_and_inside_a_page() -> None:
    files = notes(SHOP)
    assert "](shop-scale.svg)" in files["shop-notes.md"].decode()
    assert b"as its load grows" in files["shop-scale.svg"]
    assert list(notes(SHOP, "html")) == ["shop-notes.html"]


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_design_without_numbers_shows_none(format: str) -> None:
    files = notes(SILENT, format, stages=True)
    assert "Capacity each" not in text(SILENT, format)
    assert "silent-scale.svg" not in files


def test_a_page_of_the_gallery_has_the_sheet_and_its_chart() -> None:
    files = dict(gallery([SHOP, SILENT]))
    page = files["shop.html"].decode()
    assert "10 rps / (5 rps x 0.65) x 3/2, so 5" in page
    assert re.search('src="shop-scale.svg"', page) and "shop-scale.svg" in files
    assert "silent-scale.svg" not in files
