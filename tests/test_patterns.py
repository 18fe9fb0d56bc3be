"""Every built-in pattern is a design that can be told from its brief to its trade-offs."""

import ast
import re
import runpy
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.estimate.telling import told
from sddiagram.model.prose import plain

FILES = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))

MISSION = {
    "scalable_api",
    "ml_serving",
    "two_stage_recommendation",
    "llm_serving",
    "feature_store",
    "model_training_pipeline",
    "recommendation_system",
    "etl",
    "elt",
    "lambda_architecture",
    "kappa_architecture",
}
BUILDING_BLOCKS = {
    "multi_level_cache",
    "read_replicas",
    "sharding",
    "load_balancing",
    "cap_theorem",
}
MOST_ASKED = {
    "rag",
    "ctr_prediction",
    "fraud_detection",
    "streaming_pipeline",
    "real_time_analytics",
    "distributed_cache",
    "url_shortener",
    "rate_limiter",
    "news_feed",
    "chat",
    "notification_system",
    "typeahead",
    "video_streaming",
    "ride_matching",
    "payment_system",
    "web_crawler",
    "agent_platform",
    "chat_assistant",
    "llm_gateway",
    "search_ranking",
    "content_moderation",
    "experimentation_platform",
}
AI_INFRASTRUCTURE = {
    "gpu_inference_platform",
    "post_training_platform",
    "gpu_cluster_scheduler",
    "llm_evaluation",
}


def whole(figure: str, text: str) -> bool:
    """Whether `text` says `figure`, and not as a part of a longer number or word."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\w)", text))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def pattern(request: pytest.FixtureRequest) -> sd.Pattern:
    found = runpy.run_path(str(request.param))["pattern"]
    assert isinstance(found, sd.Pattern)
    return told(found)


@pytest.mark.parametrize("names", [MISSION, BUILDING_BLOCKS, MOST_ASKED, AI_INFRASTRUCTURE])
def test_the_library_is_whole(names: set[str]) -> None:
    assert names - {file.stem for file in FILES} == set()


def test_a_brief_says_the_prompt_and_the_peak(pattern: sd.Pattern) -> None:
    assert pattern.brief and pattern.brief.prompt and sd.estimate(pattern).peak.value > 0


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
    assert [stage.title for stage in pattern.stages if not 0 < len(plain(stage.why)) <= 90] == []


def test_a_pattern_weighs_three_decisions_or_more(pattern: sd.Pattern) -> None:
    assert sum(len(stage.tradeoffs) for stage in pattern.stages) >= 3


def test_a_tradeoff_names_gain_cost_and_alternative(pattern: sd.Pattern) -> None:
    tradeoffs = [tradeoff for stage in pattern.stages for tradeoff in stage.tradeoffs]
    assert all(one.decision and one.gain and one.cost and one.instead_of for one in tradeoffs)


def test_a_pattern_derives_its_figures(pattern: sd.Pattern) -> None:
    assert len(pattern.figures) >= 3 and all(one.derivation for one in pattern.figures)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_figure_is_computed_and_not_typed(file: Path) -> None:
    typed = [
        ast.unparse(call)
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "sd.Figure"
        if isinstance(call.args[1], ast.Constant)
    ]
    assert typed == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_prose_takes_derived_figures_from_the_facts(file: Path) -> None:
    texts = [
        node.value
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    figures = [str(one) for one in told(runpy.run_path(str(file))["pattern"]).figures]
    typed = [(figure, text) for figure in figures for text in texts if whole(figure, text)]
    assert typed == []


def test_a_pattern_knows_how_it_fails(pattern: sd.Pattern) -> None:
    assert len(pattern.risks) >= 3
    assert all(one.failure and one.effect and one.mitigation for one in pattern.risks)


def test_a_pattern_expects_an_interviewers_questions(pattern: sd.Pattern) -> None:
    assert len(pattern.probes) >= 3 and all(one.question and one.answer for one in pattern.probes)


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


def test_every_queue_and_stream_is_written_and_read(pattern: sd.Pattern) -> None:
    loose = [
        (view.stage.title, one.label)
        for view in pattern.views
        for one in view.components
        if one.kind in (sd.Queue, sd.Stream)
        if one.id not in {arrow.source for arrow in view.arrows}
        or one.id not in {arrow.target for arrow in view.arrows}
    ]
    assert loose == []


def test_what_is_searched_is_filled(pattern: sd.Pattern) -> None:
    searched = (sd.OnlineFeatureStore, sd.VectorIndex, sd.SearchIndex)
    empty = [
        (view.stage.title, one.label)
        for view in pattern.views
        for one in view.components
        if one.kind in searched
        if all(arrow.link.verb == sd.calls for arrow in view.arrows if arrow.target == one.id)
    ]
    assert empty == []


def test_every_arrow_says_what_travels(pattern: sd.Pattern) -> None:
    arrows = {arrow for view in pattern.views for arrow in view.arrows}
    assert [(one.source, one.target) for one in arrows if not one.link.label] == []


def test_every_part_but_a_client_says_what_it_does(pattern: sd.Pattern) -> None:
    parts = [one for view in pattern.views for one in view.components]
    silent = [
        one.label for one in parts if not one.note and one.kind.family is not sd.Family.CLIENT
    ]
    assert silent == []


def test_the_steps_of_the_interview_come_in_order(pattern: sd.Pattern) -> None:
    order = list(sd.Step)
    steps = [order.index(view.step) for view in pattern.views]
    assert steps == sorted(steps)


def test_names_and_notes_fit_a_card(pattern: sd.Pattern) -> None:
    too_long = [
        (component.label, component.note)
        for component in pattern.view().components
        if len(component.label) > 22 or len(plain(component.note)) > 28
    ]
    assert too_long == []


def test_every_share_of_the_calls_is_at_most_one(pattern: sd.Pattern) -> None:
    shares = [arrow.link.share or 0 for view in pattern.views for arrow in view.arrows]
    assert max(shares) <= 1
