"""Good variants of ten references score high, and what is left out of them is named."""

import pytest

import sddiagram as sd
from benchmarks.compare import REFERENCES
from benchmarks.compare_variants import VARIANTS, Parts, drawn, faults, parts_of
from sddiagram.compare import compare
from sddiagram.estimate.telling import told


@pytest.fixture(scope="module")
def references() -> dict[str, sd.View]:
    return {name: sd.load(name).view() for name in REFERENCES}


def parts(view: sd.View) -> Parts:
    return parts_of(told(view.pattern).view(view.number))


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_that_is_as_good_scores_high(
    variant: str, references: dict[str, sd.View]
) -> None:
    scores = {
        name: compare(drawn(VARIANTS[variant](parts(view))), view).score
        for name, view in references.items()
    }
    assert {name: score for name, score in scores.items() if score < 0.88} == {}


def test_what_is_left_out_is_named(references: dict[str, sd.View]) -> None:
    unnamed = [
        f"{name} without {gone.label}"
        for name, view in references.items()
        for gone, left in faults(parts(view))
        if all(one.where != gone.id for one in compare(drawn(left), view).missing)
    ]
    assert unnamed == []
