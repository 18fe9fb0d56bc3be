"""One picture of two designs: matched plain, missing faint and dashed, extra standing out."""

import re

import pytest

import sddiagram as sd
from sddiagram.compare import compare
from sddiagram.compare.beside import merged
from sddiagram.model.marks import Marks
from sddiagram.render.board.scope import plain
from sddiagram.render.checking import audit

users, api, store = sd.Client("Users"), sd.Service("API"), sd.Database("Store", group="Region")
cache = sd.Cache("Cache", note="TTL", group="Region")
REFERENCE = sd.Pattern(
    "Reference", users >> api >> "get" >> cache, api >> "misses" >> store >> sd.copies("log") >> api
)
MINE = sd.Pattern("Mine", users >> api >> "SQL" >> store, api >> sd.Queue("Audit"))


@pytest.fixture(scope="module")
def both() -> tuple[sd.Pattern, Marks]:
    return merged(compare(MINE.view(), REFERENCE.view()))


@pytest.fixture(scope="module")
def picture(both: tuple[sd.Pattern, Marks]) -> str:
    return plain(sd.render(both[0], marks=both[1])).decode()


def test_it_holds_mine_and_what_is_missing_with_its_arrows(
    both: tuple[sd.Pattern, Marks],
) -> None:
    view = both[0].view()
    assert [one.label for one in view.components] == ["Users", "API", "Store", "Audit", "Cache"]
    ghost = view.component("cache")
    assert ghost.group == view.component("store").group
    assert ("api", "cache") in {(arrow.source, arrow.target) for arrow in view.arrows}


def test_marks_tell_the_missing_and_the_extra(both: tuple[sd.Pattern, Marks]) -> None:
    marks = {one: mark.text for one, mark in both[1].items() if isinstance(one, str)}
    assert marks == {"cache": "missing", "audit": "extra"}


def test_the_missing_is_faint_and_the_extra_stands_out(picture: str) -> None:
    assert 'class="card ghosted data" id="cache"' in picture
    assert 'class="card new messaging" id="audit"' in picture
    assert 'class="edge ghosted calls" id="api--cache"' in picture
    assert re.search(r"\.ghosted \.face[^}]*\}[^}]*stroke-dasharray", picture)


def test_a_legend_says_what_the_looks_mean(picture: str) -> None:
    legend = picture[picture.index('class="legend"') :]
    assert re.findall(r'class="detail"[^>]*>([^<]+)<', legend)[-2:] == ["missing", "extra"]


def test_the_legend_names_no_verb_that_only_ghosts_have(picture: str) -> None:
    assert "copies" not in picture[picture.index('class="legend"') :]


def test_a_heading_says_the_score(picture: str) -> None:
    assert "Mine beside Reference" in picture
    assert "Score 0.62: 5 of 8 points, 1 missing." in picture


@pytest.mark.parametrize("theme", ["auto", "dark", "print", "sketch"])
def test_a_merged_picture_is_clean(both: tuple[sd.Pattern, Marks], theme: str) -> None:
    assert audit(sd.render(both[0], marks=both[1], theme=theme)) == []


def test_a_picture_without_such_marks_has_no_rules_for_them() -> None:
    assert b"ghosted" not in sd.render(MINE, marks={"api": sd.Mark("busy")})


def test_what_does_half_of_the_job_says_so() -> None:
    reference = sd.Pattern("R", users >> api >> sd.Stream("S") >> sd.StreamProcessor("Counter"))
    mine = sd.Pattern("M", users >> api >> sd.Stream("S") >> sd.Worker("Mailer"))
    _, marks = merged(compare(mine.view(), reference.view()))
    assert marks["mailer"].text == "in part"


def test_a_ghost_that_is_called_as_something_else_keeps_its_own_card() -> None:
    reference = sd.Pattern("R", users >> api >> sd.Cache("Sessions"))
    mine = sd.Pattern("M", users >> api >> sd.ModelRegistry("Sessions"))
    pattern, marks = merged(compare(mine.view(), reference.view()))
    assert {one.label for one in pattern.view().components} >= {"Sessions", "Sessions (missing)"}
    assert {one: mark.text for one, mark in marks.items() if isinstance(one, str)} == {
        "sessions": "extra",
        "sessions-missing": "missing",
    }


def test_mermaid_draws_the_missing_dashed(both: tuple[sd.Pattern, Marks]) -> None:
    chart = sd.render(both[0], "mermaid", marks=both[1]).decode()
    assert "stroke-dasharray:6 4" in chart and "missing" in chart
