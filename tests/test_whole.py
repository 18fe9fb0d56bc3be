"""Formats that hold all stages in one file: the page, the animation, the paper and the sheet."""

import io
import re
from xml.etree import ElementTree

import pypdf
import pytest

import sddiagram as sd
from sddiagram.render.board.scope import plain
from sddiagram.sentence import sentence

SVG = "{http://www.w3.org/2000/svg}"
USERS, API = sd.Client("Users"), sd.Service("API")
STORE, CACHE = sd.SQLPrimary("Store", technology="postgres"), sd.Cache("Cache")
PATTERN = sd.Pattern(
    "Shop <&>",
    sd.Stage("Sell", USERS >> "buy" >> API >> STORE, why="It works."),
    sd.Stage("Reuse", API >> "look" >> CACHE, why="Most look & few buy."),
    sd.Stage("Forget", USERS >> API, drops=STORE),
)


def text(format: str, **options: object) -> str:
    return plain(sd.render(PATTERN, format, **options)).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("format", ["html", "animated"])
def test_every_stage_has_its_frame(format: str) -> None:
    assert re.findall(r'class="frame stage-\d" id="stage-(\d)"', text(format)) == ["1", "2", "3"]


@pytest.mark.parametrize("format", ["html", "animated"])
def test_no_id_stands_twice(format: str) -> None:
    ids = re.findall(r' id="([^"]+)"', text(format))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("format", ["html", "animated", "pdf"])
def test_the_stages_up_to_one_are_shown(format: str) -> None:
    assert sd.render(PATTERN, format, stage=2) != sd.render(PATTERN, format)


def test_the_words_of_a_pdf_are_whole() -> None:
    pattern = sd.load("llm-serving")
    pages = pypdf.PdfReader(io.BytesIO(sd.render(pattern, "pdf"))).pages
    assert len(pages) == len(pattern.stages)
    for number, page in enumerate(pages, 1):
        drawn = ElementTree.fromstring(sd.render(pattern, stage=number)).iter(f"{SVG}text")
        said = "".join(page.extract_text().split())
        assert [one.text for one in drawn if "".join((one.text or "").split()) not in said] == []


@pytest.mark.parametrize("format", ["html", "animated", "pdf"])
def test_the_same_design_gives_the_same_bytes(format: str) -> None:
    assert sd.render(PATTERN, format) == sd.render(PATTERN, format)


def test_the_page_asks_for_nothing_outside() -> None:
    page = text("html")
    assert re.findall(r'(?:src|href)="(?!#|data:)', page) == []
    assert re.findall(r"url\((?!#|data:)|@import|fetch\(", page) == []


def test_the_page_says_what_to_say_and_escapes_it() -> None:
    assert "Add Cache. Most look &amp; few buy." in text("html")
    assert "<title>Shop &lt;&amp;&gt;</title>" in text("html")


def test_the_page_follows_the_reader_unless_the_theme_is_fixed() -> None:
    assert "prefers-color-scheme: dark" in text("html")
    assert 'id="dark"' not in text("html", theme="print")


def test_an_animation_ends_on_the_last_stage_where_nothing_moves() -> None:
    root = ElementTree.fromstring(text("animated"))
    frames = [one for one in root.iter(f"{SVG}g") if "frame" in one.get("class", "").split()]
    assert [one.get("visibility") for one in frames] == ["hidden", "hidden", None]


def test_an_animation_shows_one_stage_at_a_time() -> None:
    style = text("animated")
    shown = re.findall(r"([\d.]+)%\{visibility:visible\}([\d.]+)%", style)
    times = [(float(start), float(end)) for start, end in shown]
    assert times == [(0.0, 25.0), (25.0, 50.0), (50.0, 100.0)]


def test_a_pdf_has_a_page_a_stage() -> None:
    pdf = sd.render(PATTERN, "pdf")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type */Page\b", pdf)) == 3


def test_a_missing_pdf_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(sd.EngineError, match=r"pip install 'sddiagram\[pdf\]'"):
        sd.render(PATTERN, "pdf")


def test_a_sheet_holds_all_stages_without_overlap() -> None:
    root = ElementTree.fromstring(text("svg", sheet=True))
    edges = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "border"]
    assert len({(one.get("x"), one.get("y")) for one in edges}) == 3
    assert sd.render(PATTERN, "png", sheet=True).startswith(b"\x89PNG")


def test_a_sheet_of_another_format_is_refused() -> None:
    with pytest.raises(sd.DesignError, match="json cannot use sheet; formats that can: svg, png"):
        sd.render(PATTERN, "json", sheet=True)


def test_a_sentence_tells_what_comes_and_what_goes() -> None:
    gateway = sd.Gateway("Gateway")
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", USERS >> API >> STORE),
        sd.Stage("Two", USERS >> gateway >> STORE, replaces=API, why="Keys."),
        sd.Stage("Three", drops=STORE, why="Enough."),
        sd.Stage("Four", USERS >> sd.emits("x") >> gateway),
        sd.Stage("Five", USERS >> sd.Gateway("Gateway", replicas=3) >> CACHE, replaces=gateway),
    )
    assert [sentence(view) for view in pattern.views] == [
        "Start with Users, API and Store.",
        "Replace API with Gateway. Keys.",
        "Take Store away. Enough.",
        "Connect Users and Gateway.",
        "Add Cache, change Gateway.",
    ]
