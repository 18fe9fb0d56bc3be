"""Quantities keep their units through arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ],
)
def test_a_quantity_reads_as_an_engineer_writes_it(quantity: sd.Quantity, text: str) -> None:
    assert str(quantity) == text
