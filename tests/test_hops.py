"""Percentiles do not add: hops one after another, side by side, and of several classes."""

from collections.abc import Callable
from math import exp

import pytest
from hypothesis import given, strategies as st

import sddiagram as sd
from sddiagram.estimate.hops import Classes, Delay, Hop, Slowest, series, sum_of_p99s

times = st.floats(min_value=0.1, max_value=1_000)
factors = st.floats(min_value=1, max_value=20)


def hop(p50: float, p99: float) -> Hop:
    return Hop(p50 * sd.ms, p99 * sd.ms)


def in_ms(time: sd.Quantity) -> float:
    return float(time / sd.ms)


def test_a_hop_has_the_median_and_the_p99_that_it_was_given() -> None:
    assert in_ms(hop(2, 15).p50) == pytest.approx(2, rel=1e-6)
    assert in_ms(hop(2, 15).p99) == pytest.approx(15, rel=1e-4)


def test_the_mean_of_a_hop_lies_above_its_median_by_its_tail() -> None:
    assert in_ms(hop(1, exp(2.3263)).mean) == pytest.approx(exp(0.5), rel=1e-6)


def test_a_hop_that_always_takes_the_same_time_is_a_step() -> None:
    fixed = hop(3, 3)
    assert (fixed.within(2.9 * sd.ms), fixed.within(3 * sd.ms)) == (0, 1)
    assert in_ms(fixed.p99) == pytest.approx(3)


def test_fixed_hops_in_a_series_add() -> None:
    assert in_ms(series([hop(3, 3), hop(4, 4)]).p99) == pytest.approx(7)


def test_a_single_hop_is_its_own_series() -> None:
    assert series([hop(1, 4)]) == hop(1, 4)


def test_the_p99_of_a_series_is_below_the_sum_of_the_p99s() -> None:
    path = [hop(0.5, 2), hop(1, 4), hop(1, 4)]
    assert in_ms(sum_of_p99s(path)) == pytest.approx(10, rel=1e-4)
    assert series(path).p99 < sum_of_p99s(path)


@given(st.lists(st.tuples(times, factors), min_size=2, max_size=6))
def test_the_means_of_a_series_add(facts: list[tuple[float, float]]) -> None:
    hops = [hop(median, median * factor) for median, factor in facts]
    total = sum(in_ms(one.mean) for one in hops)
    assert in_ms(series(hops).mean) == pytest.approx(total, rel=1e-9)


def test_the_slowest_of_seven_shards_has_a_p99_that_one_meets_999_times_in_700() -> None:
    shard = hop(0.7, 3)
    slowest = Slowest([shard] * 7)
    assert in_ms(slowest.p99) == pytest.approx(4.52, rel=0.001)
    assert slowest.p99 == pytest.approx(shard.quantile(0.99 ** (1 / 7)).value * sd.s)


@given(st.lists(st.tuples(times, factors), min_size=1, max_size=4))
def test_waiting_for_all_is_never_sooner_than_for_one(facts: list[tuple[float, float]]) -> None:
    hops = [hop(median, median * factor) for median, factor in facts]
    for one in hops:
        assert Slowest(hops).p99.value >= one.p99.value * (1 - 1e-9)


def test_hits_and_misses_have_one_p50_and_another_p99() -> None:
    mixed = Classes([(0.9, hop(1, 2)), (0.1, hop(20, 60))])
    assert in_ms(mixed.p50) < 1.1
    assert in_ms(mixed.p99) > 20
    assert in_ms(mixed.mean) == pytest.approx(
        0.9 * in_ms(hop(1, 2).mean) + 0.1 * in_ms(hop(20, 60).mean)
    )


@pytest.mark.parametrize(
    "delay",
    [hop(2, 15), Slowest([hop(3, 12), hop(2, 15)]), Classes([(0.5, hop(1, 2)), (0.5, hop(9, 30))])],
    ids=["one", "side by side", "classes"],
)
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.999])
def test_a_quantile_undoes_the_share_within(delay: Delay, share: float) -> None:
    assert delay.within(delay.quantile(share)) == pytest.approx(share, abs=1e-9)


def test_a_mixed_delay_goes_into_a_series_by_its_median_and_its_p99() -> None:
    sources = Slowest([hop(3, 12), hop(2, 15)])
    assert series([sources, hop(1, 5)]) == series([Hop(sources.p50, sources.p99), hop(1, 5)])


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: hop(5, 1), "p99 of 1 ms is below its median of 5 ms"),
        (lambda: hop(0, 1), "above 0"),
        (lambda: hop(-1, 1), "above 0"),
        (lambda: Hop(1 * sd.rps, 2 * sd.rps), "another unit"),
        (lambda: series([]), "at least one"),
        (lambda: Slowest([]), "at least one"),
        (lambda: Classes([(0.5, hop(1, 2))]), "sum to 0.5"),
        (lambda: Classes([(1.5, hop(1, 2)), (-0.5, hop(1, 2))]), "0 to 1"),
        (lambda: hop(1, 2).quantile(1), "below 1"),
        (lambda: hop(1, 2).quantile(0), "above 0"),
        (lambda: hop(1, 2).quantile(float("nan")), "0 to 1"),
    ],
)
def test_what_cannot_be_is_refused(made: Callable[[], object], told: str) -> None:
    with pytest.raises(sd.DesignError, match=told):
        made()
