from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sddiagram.errors import DesignError
from sddiagram.practice.progress import grade_of, memories, plan, priorities, set_until, until
from sddiagram.practice.record import Record, Result
from sddiagram.practice.session import Session
from sddiagram.practice.spacing import EASY, FORGOT, GOOD, HARD

TODAY = date(2026, 11, 30)
OVER = Session.planned(["Draw"], [5]).begun(0).advanced(60)


def practised(name: str, day: str, result: Result | None = None) -> Record:
    return Record(
        name, name, f"{day}T18:00", 45, True, OVER, f"{name}.py", result=result or Result()
    )


@pytest.mark.parametrize(
    ("result", "grade"),
    [
        (Result(score=0.9), EASY),
        (Result(score=0.7), GOOD),
        (Result(score=0.5), HARD),
        (Result(score=0.2), FORGOT),
        (Result(), GOOD),
        (Result(errors=2), HARD),
        (Result(why_not="There is no design."), FORGOT),
    ],
)
def test_a_round_is_graded_by_its_score_or_else_by_its_review(result: Result, grade: int) -> None:
    assert grade_of(practised("rag", "2026-11-30", result)) == grade


def test_without_any_round_the_plan_follows_the_priorities_of_the_guide() -> None:
    planned = plan([], TODAY, None)
    assert [one.name for one in planned[:3]] == priorities()[:3]
    assert priorities()[:2] == ["llm-serving", "feature-store"]
    assert len(planned) == 7


def test_what_went_badly_comes_again_tomorrow() -> None:
    planned = plan([practised("chat", "2026-11-29", Result(score=0.1))], TODAY, None)
    assert (planned[0].name, planned[0].why) == ("chat", "it went badly")


def test_what_went_well_comes_again_after_some_days() -> None:
    planned = plan([practised("chat", "2026-11-29")], TODAY, None)
    assert [one.name for one in planned].index("chat") == 2


def test_who_practised_today_is_done_for_today() -> None:
    assert not plan([practised("chat", "2026-11-30")], TODAY, None)[0].name


def test_the_plan_reaches_to_the_day_before_the_interview() -> None:
    planned = plan([], TODAY, date(2026, 12, 10))
    assert planned[-1].day == date(2026, 12, 9)
    assert all(one.name for one in planned[:-1])


def test_on_the_eve_comes_only_what_went_badly() -> None:
    badly = practised("chat", "2026-11-29", Result(score=0.1))
    well = practised("chat", "2026-11-20", Result(score=0.8))
    for record, name in ((badly, "chat"), (well, "")):
        (eve,) = plan([record], TODAY, date(2026, 12, 1))
        assert eve.name == name


def test_on_the_eve_of_the_interview_one_reads_and_rests() -> None:
    (eve,) = plan([], TODAY, date(2026, 12, 1))
    assert not eve.name and "sddiagram guide checklist" in eve.why


def test_every_design_comes_again_before_the_interview_if_it_can() -> None:
    interview = date(2026, 12, 15)
    found = memories([practised("chat", "2026-11-29"), practised("rag", "2026-11-30")], interview)
    assert all(one.due < interview.isoformat() for one in found.values())


def test_a_round_that_was_not_finished_counts_for_nothing() -> None:
    assert not memories([replace(practised("chat", "2026-11-29"), result=None)])


def test_the_day_of_the_interview_is_kept_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    assert until(path) is None
    assert set_until("2026-12-15", TODAY, path) == until(path) == date(2026, 12, 15)
    assert set_until("none", TODAY, path) is until(path) is None


@pytest.mark.parametrize("said", ["tomorrow", "2026-11-30", "15.12.2026", "2026-02-30"])
def test_what_is_no_day_to_come_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(DesignError, match=f"--until {said}"):
        set_until(said, TODAY, tmp_path / "progress.json")
