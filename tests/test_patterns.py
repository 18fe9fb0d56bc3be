"""Every built-in pattern is a design that can be told from its brief to its trade-offs."""

import runpy
from pathlib import Path

import pytest

import sddiagram as sd

FILES = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))

FIRST_FOUR = {"scalable_api", "ml_serving", "two_stage_recommendation", "llm_serving"}


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def pattern(request: pytest.FixtureRequest) -> sd.Pattern:
    found = runpy.run_path(str(request.param))["pattern"]
    assert isinstance(found, sd.Pattern)
    return found


def test_the_first_four_patterns_are_built_in() -> None:
    assert {file.stem for file in FILES} >= FIRST_FOUR


def test_a_brief_says_the_prompt_and_the_peak(pattern: sd.Pattern) -> None:
    assert pattern.brief and pattern.brief.prompt and pattern.brief.traffic


@pytest.mark.parametrize("topic", ["functional", "scale", "non_functional", "constraints"])
def test_a_brief_clarifies_each_topic(pattern: sd.Pattern, topic: str) -> None:
    assert pattern.brief and getattr(pattern.brief, topic)


def test_a_pattern_names_its_sources(pattern: sd.Pattern) -> None:
    assert pattern.sources


def test_a_pattern_has_a_category_and_a_summary(pattern: sd.Pattern) -> None:
    assert pattern.category != "practice" and pattern.summary


def test_a_pattern_grows_in_three_stages_or_more(pattern: sd.Pattern) -> None:
    assert len(pattern.stages) >= 3


def test_each_stage_says_why_in_a_line(pattern: sd.Pattern) -> None:
    assert [stage.title for stage in pattern.stages if not 0 < len(stage.why) <= 90] == []


def test_a_pattern_names_tradeoffs_with_gain_and_cost(pattern: sd.Pattern) -> None:
    tradeoffs = [tradeoff for stage in pattern.stages for tradeoff in stage.tradeoffs]
    assert tradeoffs and all(one.decision and one.gain and one.cost for one in tradeoffs)


def test_each_stage_changes_the_board(pattern: sd.Pattern) -> None:
    assert [view.stage.title for view in pattern.views if not view.new] == []


def test_no_component_is_without_an_arrow(pattern: sd.Pattern) -> None:
    orphans = [
        (view.stage.title, component.label)
        for view in pattern.views
        for component in view.components
        if not any(component.id in (arrow.source, arrow.target) for arrow in view.arrows)
    ]
    assert orphans == []


def test_the_steps_of_the_interview_come_in_order(pattern: sd.Pattern) -> None:
    order = list(sd.Step)
    steps = [order.index(view.step) for view in pattern.views]
    assert steps == sorted(steps)


def test_names_and_notes_fit_a_card(pattern: sd.Pattern) -> None:
    too_long = [
        (component.label, component.note)
        for component in pattern.view().components
        if len(component.label) > 22 or len(component.note) > 28
    ]
    assert too_long == []


def test_every_share_of_the_calls_is_at_most_one(pattern: sd.Pattern) -> None:
    shares = [arrow.link.share or 0 for view in pattern.views for arrow in view.arrows]
    assert max(shares) <= 1
