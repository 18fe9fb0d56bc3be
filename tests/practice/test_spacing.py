from datetime import date, timedelta

import pytest

from sddiagram.practice.spacing import EASY, FORGOT, GOOD, GRADES, HARD, Memory

TODAY = date(2026, 11, 30)


def intervals(*grades: int) -> list[int]:
    """The days between the times that something is seen, each time on its day."""
    memory, found = Memory(), []
    today = TODAY
    for grade in grades:
        memory = memory.graded(grade, today)
        today += timedelta(days=memory.interval)
        found.append(memory.interval)
    return found


def test_what_is_known_comes_back_after_1_day_6_days_and_then_more_and_more() -> None:
    assert intervals(GOOD, GOOD, GOOD, GOOD) == [1, 6, 15, 38]


def test_what_was_forgotten_begins_anew_and_keeps_its_easiness() -> None:
    memory = Memory(4, 2.1, 30, "2026-11-30", GOOD).graded(FORGOT, TODAY)
    assert (memory.repetitions, memory.interval, memory.easiness) == (0, 1, 2.1)


@pytest.mark.parametrize(("grade", "easiness"), [(HARD, 2.36), (GOOD, 2.5), (EASY, 2.6)])
def test_a_grade_moves_the_easiness_as_published(grade: int, easiness: float) -> None:
    assert Memory().graded(grade, TODAY).easiness == easiness


def test_easiness_never_falls_below_the_least() -> None:
    memory = Memory()
    for _ in range(20):
        memory = memory.graded(HARD, TODAY)
    assert memory.easiness == 1.3


@pytest.mark.parametrize("grade", GRADES)
def test_all_is_seen_once_more_before_the_day_that_counts(grade: int) -> None:
    memory = Memory(5, 2.5, 40, "2026-11-30", GOOD).graded(grade, TODAY, date(2026, 12, 15))
    assert TODAY.isoformat() < memory.due < "2026-12-15"


def test_what_was_never_seen_is_not_due() -> None:
    assert not Memory().is_due(TODAY)
    assert Memory(due="2026-11-30").is_due(TODAY) and not Memory(due="2026-12-01").is_due(TODAY)
