"""The library as an interviewer would find it: nothing is left that its authors do not accept."""

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.finding import Severity
from sddiagram.review import answered_later, review

NAMES = [entry.name for entry in library.built_in()]


@pytest.mark.parametrize("name", NAMES)
def test_a_final_stage_has_no_finding_that_is_not_accepted(name: str) -> None:
    pattern = sd.load(name)
    if pattern.levels is None:
        pytest.skip("not written for the review yet")
    left = [
        f"{one.rule} at {one.where}"
        for one in review(pattern.view())
        if not one.accepted and one.severity is not Severity.NOT_ASSESSED
    ]
    assert left == []


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_of_an_early_stage_is_answered_later_or_stays(name: str) -> None:
    pattern = sd.load(name)
    last = {(one.rule, one.on) for one in review(pattern.view())}
    for stage, answered in answered_later(pattern).items():
        known = {(one.rule, one.on) for one, _ in answered}
        found = {
            (one.rule, one.on)
            for one in review(pattern.view(stage))
            if not one.accepted and one.severity is not Severity.NOT_ASSESSED
        }
        assert found <= known | last
        assert all(stage < answer <= len(pattern.stages) for _, answer in answered)
