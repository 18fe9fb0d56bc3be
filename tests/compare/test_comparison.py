"""What a comparison says: the missing in an interviewer's order with reasons, the score, JSON."""

import json
from pathlib import Path

import jsonschema
import pytest

import sddiagram as sd
from sddiagram.compare import compare
from sddiagram.compare.sheet import comparison_sheet
from sddiagram.compare.telling import compared, headline
from sddiagram.compare.values import Comparison
from sddiagram.model.flow import Arrow

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "compare.schema.json").read_text(encoding="utf-8")
)
COMPARISON = {**SCHEMA, "$ref": "#/$defs/comparison"}

reads = sd.Requests("read", 1_000 * sd.rps)
users = sd.Client("Users", sends=reads)
api = sd.Service("API", capacity=500 * sd.rps)
cache = sd.Cache("Page cache", hit_ratio=0.9)
pages = sd.Database("Pages", capacity=2_000 * sd.rps)
queue, worker = sd.Queue("Jobs"), sd.Worker("Thumbnails")
registry, watch = sd.ModelRegistry("Registry"), sd.Monitoring("Monitor")
model = sd.ModelServer("Model")
FULL = sd.Pattern(
    "Full",
    sd.Stage("Plain", users >> api >> "read" >> pages, api >> model),
    sd.Stage(
        "Faster",
        api >> "get" >> cache,
        api >> sd.calls("misses", after=cache) >> pages,
        api >> sd.emits("job") >> queue >> worker,
        drops=api >> "read" >> pages,
        why="Pages take too many reads.",
        tradeoffs=[sd.TradeOff("a cache with a TTL", "few reads", "stale pages")],
    ),
    sd.Stage(
        "Looped", registry >> sd.copies("release") >> model >> watch >> "roll back" >> registry
    ),
    risks=[sd.Risk("the cache is empty", "all reads reach the database", "warm it up")],
)


def plain(*flows: sd.Flow) -> Comparison:
    return compare(
        sd.Pattern("Mine", users >> api >> pages, api >> model, *flows).view(), FULL.view()
    )


def test_the_missing_come_as_an_interviewer_raises_them() -> None:
    said = [one.said for one in plain().missing]
    assert said == [
        "a cache before Pages (Page cache)",
        "a queue or log before Thumbnails (Jobs)",
        "workers beside the request (Thumbnails)",
        "a model registry (Registry)",
        "monitoring (Monitor)",
    ]


def test_why_it_matters_is_said_in_numbers_and_in_the_references_words() -> None:
    (first, *_) = plain().missing
    assert first.reasons == (
        "At the peak it is asked 3k rps.",
        "Without it, Pages is asked 3k rps instead of 300 rps.",
        "The stage “Faster” brings it: Pages take too many reads.",
        "Trade-off: a cache with a TTL gains “few reads”.",
        "Risk: the cache is empty; then all reads reach the database.",
    )


def test_a_text_that_speaks_of_something_else_is_no_reason() -> None:
    (jobs,) = (one for one in plain().missing if one.where == "jobs")
    assert jobs.reasons == (
        "At the peak it is asked 3k rps.",
        "The stage “Faster” brings it: Pages take too many reads.",
    )


def test_a_cache_that_hits_seldom_is_missed_by_nobody() -> None:
    seldom = cache.but(hit_ratio=0.1)
    reference = sd.Pattern(
        "R", users >> api >> seldom, api >> sd.calls("misses", after=seldom) >> pages
    )
    (found,) = compare(sd.Pattern("M", users >> api >> pages).view(), reference.view()).missing
    assert found.reasons == ("At the peak it is asked 3k rps.",)


def test_an_arrow_that_is_asked_for_by_itself_is_missing_only_between_what_is_there() -> None:
    found = plain(registry >> sd.copies("release") >> model >> watch)
    (way,) = (one for one in found.missing if isinstance(one.where, Arrow))
    assert way.said == "a way back to the last model in Registry"
    assert not any(isinstance(one.where, Arrow) for one in plain().missing)


def test_the_score_is_the_part_of_the_points_of_the_rubric() -> None:
    found = plain()
    points, most = (sum(getattr(one, what) for one in found.rubric) for what in ("points", "most"))
    assert (points, most) == (8, 21)
    assert found.score == round(8 / 21, 4)


def test_an_extra_costs_nothing() -> None:
    found = plain(api >> sd.SearchIndex("Search"))
    assert [one.label for one in found.extra] == ["Search"]
    assert found.score == plain().score


def test_a_stage_can_be_held_against_the_whole() -> None:
    assert compare(FULL.view(1), FULL.view()).score < compare(FULL.view(2), FULL.view()).score < 1


def test_the_words_name_the_missing_first_and_a_reason_once() -> None:
    found = plain()
    assert headline(found) == "Mine beside the reference Full: score 0.38"
    parts = compared(found)
    title, lines = next(iter(parts.items()))
    assert title == "Missing, in the order in which an interviewer would raise it"
    assert sum("Pages take too many reads" in line for line in lines) == 1
    assert len(parts["How the score is calculated"]) == 5


@pytest.mark.parametrize("name", ["rag", "url-shortener", "chat"])
def test_the_sheet_is_of_the_schema(name: str) -> None:
    reference = sd.load(name).view()
    found = compare(reference.pattern.view(1), reference)
    jsonschema.validate(json.loads(json.dumps(comparison_sheet(found))), COMPARISON)
