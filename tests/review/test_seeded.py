"""The review is held to account: it finds what is seeded, and leaves good variants alone."""

import pytest

from benchmarks.review.trial import SYSTEMS, Trial, trials


@pytest.fixture(scope="module", params=SYSTEMS)
def tried(request: pytest.FixtureRequest) -> list[Trial]:
    """All faults and variants of one design."""
    return trials(request.param)


def test_each_fault_is_found_by_the_right_rule(tried: list[Trial]) -> None:
    faults = [one for one in tried if one.rule]
    assert len(faults) >= 10
    assert [(one.name, one.rule, one.spoken) for one in faults if not one.is_right] == []


def test_a_good_variant_is_left_alone(tried: list[Trial]) -> None:
    good = [one for one in tried if not one.rule]
    assert len(good) >= 5
    assert [(one.name, one.new) for one in good if not one.is_right] == []
