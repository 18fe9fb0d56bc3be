"""The page to present from answers what if, out of tables that Python computed."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import sddiagram as sd
from sddiagram.estimate.states import LOADS
from sddiagram.render.board.scope import plain

users = sd.Client("Users", sends=sd.Requests("read", 1_000 * sd.rps, peak=1))
app = sd.Service("App", capacity=500 * sd.rps, latency=5 * sd.ms)
# Named as what every object of a page has.
cache = sd.Cache("Constructor", hit_ratio=0.9, capacity=10_000 * sd.rps, latency=1 * sd.ms)
store = sd.Database("Store </script>", capacity=500 * sd.rps, replicas=1, latency=5 * sd.ms)
shop = sd.Pattern(
    "Shop",
    sd.Stage("One", users >> app >> store),
    sd.Stage(
        "Two",
        app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        drops=[app >> store],
    ),
)


@pytest.fixture(scope="module")
def page() -> str:
    return sd.render(shop, "html").decode()


def tables(page: str) -> dict[str, Any]:
    found = re.search(r'id="states">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def said(page: str, stage: int, case: str, load: int) -> dict[str, str]:
    """What the page looks up for a stage: by owner the words of its mark, then the sentences."""
    data = tables(page)
    board = data["stages"][str(stage)]
    rows = (data["rows"][row] for row in board["cases"][case])
    words = [data["words"][row[LOADS.index(load)]][0] for row in rows]
    return dict(zip([*board["marks"], "says", "answers"], words, strict=True))


def drawn(pattern: sd.Pattern, stage: int) -> dict[str, str]:
    picture = plain(sd.render(pattern, numbers=True, stage=stage)).decode()
    return dict(
        re.findall(r'data-of="([^"]+)"><rect[^>]*><text class="number"[^>]*>(.*?)<', picture)
    )


@pytest.mark.parametrize(
    ("case", "load", "asked"),
    [
        ("", 1, shop),
        ("", 50, sd.scaled(shop, 50)),
        (cache.id, 10, sd.without(sd.scaled(shop, 10), cache)),
        ("+zone", 3, sd.zone_lost(sd.scaled(shop, 3))),
        (f"{store.id}+zone", 2, sd.zone_lost(sd.without(sd.scaled(shop, 2), store))),
    ],
)
def test_the_page_looks_up_what_a_picture_of_that_what_if_shows(
    page: str, case: str, load: int, asked: sd.Pattern
) -> None:
    found = said(page, 2, case, load)
    sentences = found.pop("says"), found.pop("answers")
    assert {one: words for one, words in found.items() if words} == drawn(asked, 2)
    assert all(sentences)


def test_sentences_follow_the_situation(page: str) -> None:
    assert said(page, 2, "", 1)["says"] == (
        "At the peak, 1k rps. First to break: App, full at 2.5 times the load."
    )
    assert "read p50" in said(page, 2, "", 1)["answers"]
    assert said(page, 2, "", 100)["answers"] == "Time to an answer: read waits without end."
    assert said(page, 2, store.id, 2)["says"].endswith("Lost: 200 rps to Store </script>.")


def test_what_is_not_on_the_board_of_a_stage_does_not_fail_there(page: str) -> None:
    assert cache.id not in tables(page)["stages"]["1"]["cases"]


def test_who_asks_does_not_fail(page: str) -> None:
    assert "users" not in tables(page)["stages"]["2"]["cases"]


def test_a_pattern_without_numbers_has_no_slider() -> None:
    bare = sd.render(sd.Pattern("Bare", sd.Client("A") >> sd.Service("B")), "html").decode()
    assert 'type="range"' not in bare and "what-if" not in bare


def test_a_page_is_drawn_where_no_number_follows() -> None:
    """Such as of a circle that amplifies: nobody asked for numbers."""
    one, other = sd.Service("One"), sd.Service("Other")
    amplifying = sd.Pattern(
        "Loop",
        sd.Client("Users") >> one,
        one >> sd.calls("asks", times=2) >> other >> "asks" >> one,
        brief=sd.Brief("Go round.", traffic=10 * sd.rps),
    )
    assert b'type="range"' not in sd.render(amplifying, "html")
    with pytest.raises(sd.DesignError):
        sd.render(amplifying, "html", numbers=True)


def test_a_page_tells_what_was_asked_before() -> None:
    asked = sd.changed(shop, app.but(replicas=2))
    assert "What if: App.replicas=2." in sd.render(asked, "html").decode()


def test_a_page_begins_with_numbers_if_they_are_asked_for(page: str) -> None:
    assert '<html lang="en">' in page
    counting = sd.render(shop, "html", numbers=True).decode()
    assert '<html lang="en" class="counting">' in counting


def test_a_design_of_15_cards_is_a_page_of_under_400_kb() -> None:
    large = [sd.Service(f"Service number {at}", capacity=100 * sd.rps) for at in range(13)]
    flow = users >> large[0]
    for other in large[1:]:
        flow = flow >> "asks for its part" >> other
    pattern = sd.Pattern("Large", flow >> store)
    assert len(pattern.view().components) == 15
    assert len(sd.render(pattern, "html")) < 400_000


ASKS = """
const [load, down] = ["load", "down"].map((id) => document.getElementById(id));
load.value = 4;
load.dispatchEvent(new Event("input", { bubbles: true }));
const card = document.getElementById("stage-2-constructor");
card.dispatchEvent(new MouseEvent("click", { bubbles: true }));
"""


@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium on PATH")
def test_a_browser_shows_what_a_reader_chooses(page: str, tmp_path: Path) -> None:
    asks = page.replace("</body>", f"<script>{ASKS}</script></body>")
    (tmp_path / "asked.html").write_text(asks, encoding="utf-8")
    address = (tmp_path / "asked.html").as_uri()
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--dump-dom", f"{address}#2"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    shown = re.sub(r"\s+", " ", done.stdout)
    marks = re.findall(r'class="(\w+) mark" data-of="stage-2-([^"]+)".*?<text[^>]*>([^<]+)<', shown)
    asked = sd.without(sd.scaled(shop, 10), cache)
    assert {owner: words for _, owner, words in marks} == drawn(asked, 2)
    assert ("alarm", cache.id, "down") in marks
    assert '<p id="says" aria-live="polite">At the peak, 10k rps. First to break: Store' in shown
    assert '<output id="times" for="load">10x</output>' in shown
    assert re.search(r'id="stage-2-constructor"[^>]*aria-pressed="true"', shown)
