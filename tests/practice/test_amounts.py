import pytest

from sddiagram.practice.amounts import amount, is_near, worked_out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 TB", 1.2e12),
        ("320 KiB per token", 327_680),
        ("23,148 rps", 23_148),
        ("7.38M rps", 7.38e6),
        ("2.5bn", 2.5e9),
        ("3 million", 3e6),
        ("46.67%", 0.4667),
        ("$1.52", 1.52),
        ("13.3 min", 798),
        ("500 MB/s", 5e8),
        ("50 µs", 5e-5),
        ("1e9", 1e9),
        ("2B", 2e9),
        ("200 B", 200),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, value: float) -> None:
    found = amount(text)
    assert found and found.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "about ten", "x", "TB"])
def test_what_starts_with_no_number_is_no_amount(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize(
    ("said", "is_right"),
    [
        ("100", True),
        ("80 MB/s", True),
        ("120", True),
        ("121", False),
        ("79", False),
        ("0.1 GB/s", True),
        ("100 KB/s", False),
        ("", False),
        ("I do not know", False),
    ],
)
def test_an_answer_is_right_within_a_fifth_in_any_unit(said: str, is_right: bool) -> None:
    expected = amount("100 MB/s")
    assert expected and is_near(said, expected) is is_right


@pytest.mark.parametrize(
    ("arithmetic", "value"),
    [
        ("500M x 40 x 200 B", 4e12),
        ("90 / (2 - 1)", 90),
        ("1 - (1 - 0.01)^100", 0.634),
        ("17,361 rps x 1 ms / 0.6", 28.9),
        ("24 h period + 4 h run + 2 h slack", 108_000),
    ],
)
def test_arithmetic_is_worked_out_and_its_words_are_passed_over(
    arithmetic: str, value: float
) -> None:
    assert worked_out(arithmetic) == pytest.approx(value, rel=0.01)


@pytest.mark.parametrize(
    "text", ["", "the larger of the two", "1 / 0", "(1 + 2", "2 +", "9^9^9^9", "a, b"]
)
def test_what_is_no_arithmetic_has_no_value(text: str) -> None:
    assert worked_out(text) is None
