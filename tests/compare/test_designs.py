"""Designs drawn by hand in other words: what each covers of a reference, and what it lacks."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.compare import compare
from sddiagram.compare.values import Capability, Comparison
from sddiagram.model.flow import Arrow
from sddiagram.roles import role_of

DESIGNS = Path(__file__).parent / "designs"
SAID = {
    "rag": ("model, ranker, embedder, vectors, search, outside", "broker, evaluation"),
    "url-shortener": ("door, service, identifiers, cache, database, broker", "edge cache"),
    "chat": ("door, service, database, cache, files", "worker, broker"),
    "llm-serving": ("model, door, limiter, cache, schedule", "evaluation, guard"),
    "ml-serving": ("model, door, online features, training, registry", "cache"),
    "two-stage-recommendation": ("online features, vectors, ranker, training", "cache, candidates"),
    "scalable-api": ("edge cache, cache, database, replica, worker", "broker, files"),
}
"""Roles that each design covers of the reference of its name, and roles of which it lacks one."""


@pytest.fixture(scope="module", params=SAID)
def found(request: pytest.FixtureRequest) -> tuple[str, Comparison]:
    mine = sd.load(DESIGNS / f"{request.param.replace('-', '_')}.py")
    return request.param, compare(mine.view(), sd.load(request.param).view())


def roles(found: Comparison, capabilities: tuple[Capability, ...]) -> set[str]:
    """The roles of the components that give these."""
    return {
        role_of(found.reference.component(one.where)).name
        for one in capabilities
        if not isinstance(one.where, Arrow)
    }


def test_what_it_has_in_other_words_is_covered(found: tuple[str, Comparison]) -> None:
    name, comparison = found
    assert set(SAID[name][0].split(", ")) <= roles(comparison, comparison.covered)


def test_what_it_lacks_is_named(found: tuple[str, Comparison]) -> None:
    name, comparison = found
    assert set(SAID[name][1].split(", ")) <= roles(comparison, comparison.missing)


def test_it_scores_between_a_stranger_and_the_reference(found: tuple[str, Comparison]) -> None:
    assert 0.4 < found[1].score < 0.9
