"""Flows in circles are solved exactly, and a circle that amplifies is found and named."""

import pytest
from hypothesis import given, settings, strategies as st

from sddiagram.estimate.linear import Amplifies, solved

PLACES = [f"p{number}" for number in range(8)]


@st.composite
def circles(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """Gains between any places; what leaves one is less than what it is given."""
    gains = {}
    for place in PLACES:
        targets = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=4))
        gains[place] = {target: draw(st.floats(0.01, 0.9 / len(targets))) for target in targets}
    return gains


@settings(max_examples=200, deadline=None)
@given(circles())
def test_each_place_is_given_what_enters_and_what_its_sources_pass_on(
    gains: dict[str, dict[str, float]],
) -> None:
    given_ = solved({"p0": 100.0}, gains)
    for place in PLACES:
        passed_on = sum(
            given_.get(source, 0.0) * onward.get(place, 0.0) for source, onward in gains.items()
        )
        expected = passed_on + (100.0 if place == "p0" else 0.0)
        assert given_.get(place, 0.0) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(circles(), st.floats(1.0, 3.0))
def test_a_circle_that_gives_back_all_or_more_is_named(
    gains: dict[str, dict[str, float]], gain: float
) -> None:
    gains["p0"] = {**gains["p0"], "p1": gain}
    gains["p1"] = {**gains["p1"], "p0": 1.0}
    with pytest.raises(Amplifies):
        solved({"p0": 1.0}, gains)


def test_a_circle_that_nothing_enters_is_no_matter() -> None:
    assert solved({"a": 1.0}, {"a": {"b": 0.5}, "x": {"y": 2.0}, "y": {"x": 2.0}}) == {
        "a": 1.0,
        "b": 0.5,
    }


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = {f"s{number}": {f"s{number + 1}": 1.0} for number in range(5_000)}
    assert solved({"s0": 7.0}, chain)["s5000"] == 7.0


def test_the_loop_is_told_in_its_order_with_its_gain() -> None:
    with pytest.raises(Amplifies) as error:
        solved({"a": 1.0}, {"a": {"b": 2.0}, "b": {"a": 0.75}})
    assert (error.value.loop, error.value.gain) == (["a", "b"], 1.5)
