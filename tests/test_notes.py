"""Notes tell the whole design in the five steps, in Markdown and as one page."""

import re
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.telling.notes import notes

USERS = sd.Client("Users")
API = sd.Service("API | v2", capacity=1_000 * sd.rps, replicas=3, note="state*less*")
CACHE = sd.Cache("Cache", hit_ratio=0.9)
PATTERN = sd.Pattern(
    "Shop <1>",
    sd.Stage("Sell", USERS >> "buy" >> API, why="It works."),
    sd.Stage(
        "Reuse",
        API >> sd.emits("look") >> CACHE,
        why="Few buy.",
        tradeoffs=[sd.TradeOff("cache", gain="speed", cost="stale", instead_of="replicas")],
    ),
    brief=sd.Brief("Design a shop.", scale=[("How many?", "Many.")], traffic=100 * sd.rps),
    figures=[sd.Figure("Peak", 100 * sd.rps, "given"), sd.Figure("Nodes", 3, "assumed", "nodes")],
    risks=[sd.Risk("it burns", effect="nothing", mitigation="insurance")],
    probes=[sd.Probe("Why?", "Because.")],
    sources=["Kleppmann"],
)


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_five_steps_come_in_order(format: str) -> None:
    text = notes(PATTERN, format)[f"shop-1-notes.{format}"].decode()
    places = [text.index(f"{number}. {step.value}") for number, step in enumerate(sd.Step, 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("format", ["md", "html"])
def test_everything_that_was_said_is_there(format: str) -> None:
    text = notes(PATTERN, format)[f"shop-1-notes.{format}"].decode()
    for said in (
        *("Design a shop.", "How many?", "Many.", "100 rps", "3 nodes", "90%", "It works."),
        *("it burns", "insurance", "Why?", "Because.", "Kleppmann", "replicas", "stale"),
    ):
        assert said in text, said


def test_markdown_links_the_pictures_beside_it() -> None:
    files = notes(PATTERN, "md", stages=True)
    links = re.findall(r"\]\(([^)]+)\)", files["shop-1-notes.md"].decode())
    stages = ["shop-1-stage-1.svg", "shop-1-stage-2.svg"]
    assert links == ["shop-1.svg", *stages, "shop-1-scale.svg"]
    assert set(links) < set(files)


def test_words_that_are_markup_are_shown_as_they_are() -> None:
    markdown = notes(PATTERN)["shop-1-notes.md"].decode()
    assert r"API \| v2" in markdown and r"state\*less\*" in markdown
    assert (
        "<title>Shop &lt;1&gt;: notes</title>"
        in notes(PATTERN, "html")["shop-1-notes.html"].decode()
    )


def test_the_page_is_one_file_that_asks_for_nothing() -> None:
    files = notes(PATTERN, "html", stages=True)
    (page,) = files.values()
    assert re.findall(rb'(?:src|href)="(?!data:|#)', page) == []
    assert page.count(b"<img") == 4  # the design, its two stages, and how its load grows


def test_a_design_without_more_than_a_flow_has_notes_too() -> None:
    text = notes(sd.Pattern("P", USERS >> API))["p-notes.md"].decode()
    assert "What breaks" not in text and "\n\n\n" not in text


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_step_of_which_nothing_is_said_has_no_heading(format: str) -> None:
    text = notes(sd.Pattern("P", USERS >> API), format)[f"p-notes.{format}"].decode()
    headings = re.findall(r"(?m)^(?:## |<h2>)(\d)", text)
    assert headings == ["2", "3"]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (925_000, "$ a month", "$925,000 a month"),
        (0.85, "M$ a day", "$0.85M a day"),
        (-12.5, "€", "-€12.5"),
        (12.5, "%", "12.5%"),
        (3.0, "nodes", "3 nodes"),
    ],
)
def test_money_is_written_as_one_says_it(value: float, unit: str, said: str) -> None:
    assert str(sd.Figure("Cost", value, "given", unit)) == said


def test_a_template_of_ones_own_wins(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "notes.md.j2").write_text("Mine: {{ pattern.title }}")
    assert (
        notes(PATTERN, templates=tmp_path / "templates")["shop-1-notes.md"] == b"Mine: Shop <1>\n"
    )


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(sd.NotFoundError, match="Known: md, html"):
        notes(PATTERN, "docx")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("~~~", r"\~\~\~"),
        ("- x", r"\- x"),
        ("3. x", r"3\. x"),
        ("# x", r"\# x"),
        ("&amp;", r"\&amp;"),
        ("see https://example.com/a_b.", "see <https://example.com/a_b>."),
        ("https://example.org/CAP_(theorem)", "<https://example.org/CAP_(theorem)>"),
        ("(https://example.org/a_(b))", "(<https://example.org/a_(b)>)"),
    ],
)
def test_no_text_becomes_markup_and_addresses_stay_whole(text: str, shown: str) -> None:
    written = notes(sd.Pattern("P", USERS >> API, summary=text))["p-notes.md"].decode()
    assert written.splitlines()[2] == shown
