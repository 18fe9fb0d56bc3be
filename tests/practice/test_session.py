from sddiagram.practice.session import Session
from sddiagram.practice.steps import interview_steps, minutes_of


def begun(now: float = 0.0) -> Session:
    return Session.planned(["Clarify", "Draw"], [5, 10]).begun(now)


def test_the_steps_are_those_of_the_guide_with_their_points() -> None:
    steps = interview_steps()
    assert [one.title for one in steps][:2] == ["Clarify requirements", "High-level design"]
    assert len(steps) == 5 and all(one.points for one in steps)


def test_a_longer_round_gives_more_to_the_steps_that_may_take_more() -> None:
    short, long = (minutes_of(interview_steps(), minutes) for minutes in (45, 60))
    assert sum(long) == 60
    assert long[4] / long[0] < short[4] / short[0]


def test_a_step_takes_the_time_until_the_next_begins() -> None:
    session = begun().advanced(240).advanced(600)
    assert [lap.spent for lap in session.laps] == [240, 360]
    assert session.is_over


def test_a_pause_takes_no_time() -> None:
    session = begun().paused(60).begun(1_060).advanced(1_090)
    assert session.laps[0].spent == 90


def test_a_step_that_takes_longer_has_less_than_nothing_left() -> None:
    assert begun().left(310) == -10


def test_five_minutes_more_are_five_minutes_more() -> None:
    assert begun().extended(100).left(100) == 500


def test_a_skipped_step_says_so() -> None:
    session = begun().advanced(10, skipping=True)
    assert session.laps[0].skipped and not session.laps[1].skipped


def test_what_happened_is_told_with_the_time_of_the_round() -> None:
    session = begun(1_000).paused(1_030).begun(9_000).advanced(9_030)
    assert [(event.at, event.what) for event in session.events] == [
        (0, "began"),
        (30, "paused"),
        (30, "went on"),
        (60, "done: Clarify"),
    ]


def test_a_clock_that_is_set_back_takes_nothing_away() -> None:
    assert begun(100).elapsed(40) == 0


def test_a_round_that_is_over_stays_over() -> None:
    over = begun().advanced(1).advanced(2)
    assert over.advanced(3) == over and over.extended(3) == over and over.begun(3) == over


def test_a_round_is_written_down_as_of_a_moment_and_goes_on_from_there() -> None:
    kept = begun().as_of(45)
    assert kept.laps[0].spent == 45
    assert kept.elapsed(60) == 60
