"""Quantities keep their units through arithmetic."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, strategies as st

import sddiagram as sd

numbers = st.floats(min_value=1e-6, max_value=1e9)


def test_a_rate_times_a_size_is_a_throughput() -> None:
    assert str(1_000 * sd.rps * (2 * sd.KB)) == "2 MB/s"


def test_a_million_a_day_is_nearly_twelve_a_second() -> None:
    assert float((1_000_000 * sd.per_day) / sd.rps) == pytest.approx(11.574, abs=1e-3)


@given(numbers, numbers)
def test_addition_is_of_the_values(one: float, other: float) -> None:
    assert (one * sd.GB + other * sd.GB).value == pytest.approx((one + other) * 1e9)


@given(numbers, numbers)
def test_division_undoes_multiplication(one: float, other: float) -> None:
    assert (one * sd.rps * (other * sd.s) / (other * sd.s)).value == pytest.approx(one)


def test_different_units_do_not_add() -> None:
    with pytest.raises(sd.DesignError, match="different units"):
        _ = 1 * sd.GB + 1 * sd.rps


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (20 * sd.GB, "20 GB"),
        (150 * sd.ms, "150 ms"),
        (69_444.4 * sd.rps, "69,444 rps"),
        (0.5 * sd.rps, "0.5 rps"),
        (90 * sd.s, "1.5 min"),
        (1.5 * sd.PB, "1.5 PB"),
        (2 * sd.KB, "2 KB"),
        (40 * sd.ns, "40 ns"),
        (8 * sd.Mbps, "1 MB/s"),
        (2 * sd.weeks, "14 days"),
        (5 * sd.requests / sd.s, "5 rps"),
        (5_000 * sd.tokens / sd.s, "5,000 tokens/s"),
        (90 * sd.events / sd.minute, "1.5 events/s"),
        (1 * sd.tokens, "1 token"),
        (12_000 * sd.connections, "12,000 connections"),
        (2 * sd.GB / (25_000 * sd.tokens), "80 KB/token"),
        (20 * sd.ms / sd.tokens, "20 ms/token"),
        (3 * sd.MB / sd.s / sd.users, "3 MB/user/s"),
        (50 * sd.rps / sd.connections, "50 rps/connection"),
        (4 * sd.points * sd.points, "4 (mixed unit)"),
        (8_680_556 * sd.rps, "8.68M rps"),
        (999_999 * sd.rps, "999,999 rps"),
        (999_999_999 * sd.rps, "1bn rps"),
        (12e9 * sd.tokens, "12bn tokens"),
        (160 * sd.KiB, "160 KiB"),
        (163_840 * sd.B / sd.tokens, "160 KiB/token"),
        (5 * sd.GiB, "5 GiB"),
        (512 * sd.KB, "512 KB"),
        (5_000 * sd.usd, "$5,000"),
        (1_215_000 * sd.usd, "$1.22M"),
        (2 * sd.usd / sd.hour, "$2/h"),
        (6.6e-5 * sd.usd, "$0.000066"),
        (0.0059 * sd.usd, "$0.0059"),
    ],
)
def test_a_quantity_reads_as_an_engineer_writes_it(quantity: sd.Quantity, text: str) -> None:
    assert str(quantity) == text


COUNTS = [sd.connections, sd.events, sd.keys, sd.messages, sd.points, sd.rows, sd.tokens, sd.users]


@pytest.mark.parametrize("unit", COUNTS, ids=str)
def test_what_is_counted_is_not_added_to_requests(unit: sd.Quantity) -> None:
    with pytest.raises(sd.DesignError, match="different units"):
        _ = 5 * unit / sd.s + 5 * sd.rps
    with pytest.raises(sd.DesignError, match="different units"):
        _ = 5 * unit / sd.s < 5 * sd.rps
    assert 5 * unit / sd.s != 5 * sd.rps


def test_a_count_cancels_when_divided_by_its_like() -> None:
    assert float(600 * sd.tokens / (20 * sd.tokens)) == 30
    assert 5_000 * sd.tokens / sd.s / (500 * sd.tokens) == 10 * sd.rps
    assert 2 * sd.rps * (500 * sd.tokens) == 1_000 * sd.tokens / sd.s


def test_a_count_is_no_number() -> None:
    with pytest.raises(sd.DesignError, match="600 tokens has a unit"):
        float(600 * sd.tokens)


def test_equal_quantities_are_one_however_they_came_about() -> None:
    one = sd.tokens * sd.events / sd.s
    other = sd.events / sd.s * sd.tokens
    assert len({one, other, one * (3 * sd.rows) / (3 * sd.rows)}) == 1


def test_a_unit_of_ones_own_counts_what_it_is_called() -> None:
    scores = sd.unit("score")
    assert str(7_400_000 * scores / sd.s) == "7.4M scores/s"
    assert scores == sd.unit("score") != sd.unit("key")


def test_a_unit_called_request_is_what_rps_counts() -> None:
    assert 5 * sd.unit("request") / sd.s == 5 * sd.rps


@pytest.mark.parametrize("name", ["", " ", "scores", "a b", "<b>", "a/b", "1;2", 5, None])
def test_what_is_no_name_of_one_thing_is_no_unit(name: object) -> None:
    with pytest.raises(sd.DesignError, match=r"^unit\("):
        sd.unit(name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sd.qps, sd.rps),
        (sd.tps, sd.rps),
        (sd.per_second, sd.rps),
        (sd.seconds, sd.s),
        (sd.sec, sd.s),
        (sd.minutes, sd.minute),
        (sd.hours, sd.hour),
        (sd.days, sd.day),
        (sd.kB, sd.KB),
        (60 * sd.per_hour, sd.per_minute),
        (365 * sd.days, sd.year),
        (1_024 * sd.GiB, sd.TiB),
    ],
)
def test_several_names_are_one_unit(one: sd.Quantity, other: sd.Quantity) -> None:
    assert one == other


def test_sizes_can_be_summed() -> None:
    assert sum([1 * sd.GB, 500 * sd.MB]) == 1.5 * sd.GB


ODD = [float("nan"), float("inf"), -float("inf"), "5", None, [5], 10**400, 1j]


@pytest.mark.parametrize("number", ODD, ids=lambda number: repr(number)[:10])
def test_only_a_finite_number_is_a_quantity(number: object) -> None:
    value: Any = number
    calculations: list[Callable[[], sd.Quantity]] = [
        lambda: value * sd.rps,
        lambda: sd.rps * value,
        lambda: sd.rps / value,
        lambda: sd.Quantity(value, (0, 1)),
    ]
    for calculation in calculations:
        with pytest.raises(sd.DesignError, match="is no quantity; give a finite number"):
            calculation()


def test_a_result_that_no_number_holds_is_refused() -> None:
    with pytest.raises(sd.DesignError, match="inf is no quantity"):
        _ = 1e200 * sd.GB * (1e200 * sd.GB)


@pytest.mark.parametrize("zero", [0, 0.0, 0 * sd.s])
def test_nothing_is_divided_by_zero(zero: float | sd.Quantity) -> None:
    with pytest.raises(sd.DesignError, match="divided by zero"):
        _ = 1 * sd.GB / zero


def test_a_number_without_a_unit_is_not_added() -> None:
    with pytest.raises(sd.DesignError, match="different units"):
        _ = 5 + 1 * sd.rps
    with pytest.raises(sd.DesignError, match="different units"):
        _ = 1 * sd.rps + 5  # type: ignore[operator]


def test_a_capacity_in_tokens_is_not_said_to_be_requests() -> None:
    import json

    model = sd.LLM("Model", capacity=5_000 * sd.tokens / sd.s)
    drawn = json.loads(sd.render(sd.Pattern("Chat", model), "json"))
    assert drawn["components"][0]["capacity_rps"] is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (8 * sd.kbps, 1 * sd.KB / sd.s),
        (8 * sd.Mbps, 1 * sd.MB / sd.s),
        (8 * sd.Gbps, 1 * sd.GB / sd.s),
        (1 * sd.day, 24 * sd.hours),
        (12 * sd.month, 1 * sd.year),
        (1 * sd.PB, 1_000 * sd.TB),
        (86_400 * sd.per_day, 1 * sd.rps),
    ],
    ids=str,
)
def test_a_unit_is_exactly_as_large_as_what_it_is_made_of(
    one: sd.Quantity, other: sd.Quantity
) -> None:
    assert one.value == pytest.approx(other.value, rel=1e-9)
    assert one.dimension == other.dimension


def test_what_is_taken_away_is_less() -> None:
    assert 5 * sd.GB - 2 * sd.GB == 3 * sd.GB


def test_ratios_are_compared_with_numbers_and_with_each_other() -> None:
    used = 650 * sd.rps / (1_000 * sd.rps)
    assert 0.6 < used <= 0.65 and used >= 65 * sd.percent and not used > 0.65


def test_a_rate_is_not_compared_with_a_number() -> None:
    with pytest.raises(sd.DesignError, match="different units"):
        _ = 5 * sd.rps < 5


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (f"{69_444.4 * sd.rps:.0f}", "69444 rps"),
        (f"{69_444.4 * sd.rps:,.1f}", "69,444.4 rps"),
        (f"{150.25 * sd.ms:.1f}", "150.2 ms"),
        (f"{5_000 * sd.usd:,.2f}", "$5,000.00"),
        (f"{650 * sd.rps / (1_000 * sd.rps):.0%}", "65%"),
        (f"{5 * sd.GB:>8}", "    5 GB"),
        (f"{187.2 * sd.usd:.2g}", "$190"),
        (f"{6.63e-5 * sd.usd:.2g}", "$0.000066"),
        (f"{187.2 * sd.rps:.1e}", "1.9e+02 rps"),
    ],
)
def test_a_format_is_of_the_number_and_keeps_the_unit(said: str, text: str) -> None:
    assert said == text


def test_a_sum_keeps_its_unit() -> None:
    assert sum([1 * sd.GB, 500 * sd.MB]) == 1.5 * sd.GB
