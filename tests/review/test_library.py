"""The built-in designs pass the review: what is left in the end is accepted, with a reason."""

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.finding import Finding, Severity
from sddiagram.review import answered_later, review

NAMES = [entry.name for entry in library.built_in()]


@pytest.fixture(params=NAMES, scope="module")
def pattern(request: pytest.FixtureRequest) -> sd.Pattern:
    return sd.load(str(request.param))


def left(found: list[Finding]) -> list[Finding]:
    """What nobody accepts; what could not be assessed is none of it."""
    return [one for one in found if not one.accepted and one.severity is not Severity.NOT_ASSESSED]


def test_the_final_design_has_no_finding_that_is_not_accepted(pattern: sd.Pattern) -> None:
    assert [f"{one.rule} at {one.where}" for one in left(review(pattern.view()))] == []


def test_what_an_early_stage_lacks_a_later_one_answers(pattern: sd.Pattern) -> None:
    answered = answered_later(pattern)
    for stage in range(1, len(pattern.stages)):
        by_later = {(one.rule, one.on) for one, _ in answered.get(stage, [])}
        open_ones = [
            f"stage {stage}: {one.rule} at {one.where}"
            for one in left(review(pattern.view(stage)))
            if (one.rule, one.on) not in by_later
        ]
        assert open_ones == []


def test_only_of_what_others_run_something_is_not_assessed(pattern: sd.Pattern) -> None:
    view = pattern.view()
    kinds = {one.id: one.kind.noun for one in view.components}
    unknown = [
        f"{one.rule} at {one.where}"
        for one in review(view)
        if one.severity is Severity.NOT_ASSESSED
        and (not isinstance(one.on, str) or kinds[one.on] != "External")
    ]
    assert unknown == []
