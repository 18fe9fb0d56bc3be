"""What follows from each built-in pattern, at every stage: it runs, and nothing is nonsense."""

import re
from math import isfinite
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.cli.estimate import estimate
from sddiagram.model.numbers import Load

NAMES = sorted(
    file.stem.replace("_", "-")
    for file in (Path(__file__).parents[2] / "patterns").glob("*.py")
    if not file.stem.startswith("_")
)

DECISIONS = {
    "load-balancing 1 backends": "the brief gives 20, and asks how to share the load",
    "load-balancing 2 backends": "the same",
    "model-training-pipeline 2 gpu-workers": "one node; the next stage sizes it",
}
"""Several replicas that are too few, by decision, with the reason; one box alone is a first stage.
"""


@pytest.fixture(params=NAMES, scope="module")
def pattern(request: pytest.FixtureRequest) -> sd.Pattern:
    return sd.load(str(request.param))


def test_the_library_is_there() -> None:
    assert len(NAMES) >= 32


def test_rates_and_counts_are_sound(pattern: sd.Pattern) -> None:
    for view in pattern.views:
        n = sd.estimate(view)
        for load in n:
            assert isfinite(load.rate.value) and load.rate.value >= 0 and load.instances >= 1
        assert all(isfinite(one.rate.value) and one.rate.value >= 0 for one in n.arrows.values())


def too_few(load: Load) -> bool:
    """Whether several replicas do not carry what they are asked, or not with a zone lost."""
    return load.instances > 1 and (load.zone_lost or 0) > 1.005


def test_what_enters_in_the_end_goes_somewhere(pattern: sd.Pattern) -> None:
    n = sd.estimate(pattern)
    assert n.peak.value > 0
    for one in n.traffic:
        peak = one.requests.at_peak.value
        assert any(arrow.rate.value >= 0.5 * peak for arrow in n.arrows.values())


def test_the_command_prints_it(pattern: sd.Pattern, capsys: pytest.CaptureFixture[str]) -> None:
    estimate(pattern.name, how=True)
    printed = capsys.readouterr().out
    assert pattern.title in printed and not re.search(r"\b(nan|inf|None)\b", printed)


def test_no_count_contradicts_its_capacity(pattern: sd.Pattern) -> None:
    found = [
        f"stage {view.number}: {load.component.label} x{load.instances} at {load.use:.0%}"
        for view in pattern.views
        for load in sd.estimate(view)
        if too_few(load) and f"{pattern.name} {view.number} {load.component.id}" not in DECISIONS
    ]
    assert found == []


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_is_still_one(decision: str) -> None:
    name, stage, id = decision.split()
    assert too_few(sd.estimate(sd.load(name), int(stage)).loads[id])
