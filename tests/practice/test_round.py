import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.library import load
from sddiagram.practice import log
from sddiagram.practice.design import probes
from sddiagram.practice.round import Round, Said
from sddiagram.practice.starting import begun, resumed
from sddiagram.render import render

WHEN = datetime(2026, 11, 30, 18, 5)
DESIGN = """import sddiagram as sd
users = sd.Client("Users", sends=sd.Requests("open", 20_000 * sd.rps, peak=1))
api = sd.Service("API", capacity=1_000 * sd.rps)
links = sd.SQLPrimary("Links", technology="postgresql", replicas=1)
pattern = sd.Pattern("Mine", users >> api >> links)
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(lines: Iterable[Said]) -> str:
    return "\n".join(line.text for line in lines)


def started(*, steps: int = 0, with_clock: bool = True) -> Round:
    """A round of 45 minutes that is after so many steps, each of a minute."""
    round = begun("url-shortener", 45, WHEN, with_clock=with_clock)
    said(round.begin(0))
    for number in range(steps):
        said(round.advance(60.0 * (number + 1)))
    return round


def drawn(round: Round) -> Round:
    round.design.write_text(DESIGN, encoding="utf-8")
    return round


def test_a_round_begins_with_the_task_and_the_first_step() -> None:
    text = said(begun("url-shortener", 45, WHEN).begin(0))
    assert "Design a service that turns long addresses into short ones" in text
    assert "Step 1 of 5: Clarify requirements (5:00)" in text
    assert "Never skip this step." in text


def test_the_design_starts_as_a_file_that_can_be_drawn() -> None:
    round = started()
    assert round.design == Path("practice/url-shortener-2026-11-30-1805.py")
    assert 'sd.Pattern(\n    "URL shortener, mine"' in round.design.read_text(encoding="utf-8")
    assert render(load(round.design))


def test_each_question_is_shown_with_its_answer_when_it_is_asked() -> None:
    round = started()
    assert "What can a user do? Create a link" in said(round.ask(10))
    assert "Do links expire?" in said(round.ask(20))
    for _ in range(20):
        text = said(round.ask(30))
    assert text == "You have seen all questions of this task."


def test_in_the_detailed_design_the_interviewer_probes() -> None:
    round = started(steps=2)
    (probe,) = round.record.probes
    assert probe in probes(load("url-shortener"), 0, 3)
    assert said(round.ask(130)) == probe.answer


def test_the_turn_comes_when_half_of_the_round_is_over() -> None:
    round = drawn(started(steps=1))
    said(round.pass_time(22 * 60))
    assert round.record.turn is None
    text = said(round.pass_time(22.5 * 60))
    assert round.record.turn and round.record.turn.said in text
    assert "Links" in said(round.ask(23 * 60))


def test_the_turn_comes_with_the_step_of_scale_at_the_latest() -> None:
    round = drawn(started(steps=2))
    assert round.record.turn is None
    said(round.advance(200))
    assert round.record.turn


def test_the_end_of_a_step_is_told_once_and_once_more_after_five_minutes_more() -> None:
    round = started()
    assert not said(round.pass_time(299))
    assert "The time of this step is over." in said(round.pass_time(300))
    assert not said(round.pass_time(301))
    said(round.extend(302))
    assert not said(round.pass_time(310))
    assert "The time of this step is over." in said(round.pass_time(600))


def test_without_a_clock_nothing_presses() -> None:
    round = started(with_clock=False)
    assert "(5:00)" not in said(round.begin(0))
    assert not said(round.pass_time(100_000))


def test_while_it_is_paused_no_time_passes() -> None:
    round = started()
    said(round.toggle(10))
    assert not said(round.pass_time(100_000))
    assert "The clock goes on." in said(round.toggle(100_000))
    assert round.record.session.elapsed(100_010) == 20


def test_the_end_brings_the_review_the_numbers_and_what_was_missed() -> None:
    round = drawn(started(steps=5))
    text = said(round.finish(400))
    assert "error, Links: A failure of Links stops" in text
    assert "Compared with the reference: score 0." in text
    assert "is missing." in text
    assert "Links: loaded with 4 times its capacity" in text
    assert "You did not ask: What can a user do?" in round.path.read_text(encoding="utf-8")
    assert round.record.is_finished
    assert round.path.with_suffix(".svg").exists()


def test_a_design_that_was_never_begun_is_not_reviewed() -> None:
    text = said(started(steps=5).finish(400))
    assert "is still as you were given it, so there is no design yet." in text


def test_a_design_that_does_not_run_is_said_with_its_place_and_the_round_is_whole() -> None:
    round = started(steps=3)
    round.design.write_text("import sddiagram as sd\nsd.Patern()\n", encoding="utf-8")
    said(round.advance(300))
    said(round.advance(310))
    assert ".py:2: " in said(round.finish(400))
    assert log.read(round.path).is_finished


def test_after_every_event_the_log_is_whole() -> None:
    round = started()
    said(round.ask(30))
    kept = log.read(round.path)
    assert kept.shown == 1
    assert kept.session.laps[0].spent == 30


def test_a_round_that_was_stopped_goes_on_where_it_was() -> None:
    round = drawn(started(steps=2))
    said(round.ask(130))
    round.stop(150)
    again = resumed("url-shortener")
    text = said(again.begin(time.time()))
    assert "Step 3 of 5: Detailed design" in text
    assert again.record.probes == round.record.probes
    assert again.record.session.laps[2].spent == 30
    assert again.design.read_text(encoding="utf-8") == DESIGN
    assert all(one.answer for one in again.record.questions)


def test_a_round_that_was_interrupted_during_its_review_goes_on_with_it() -> None:
    round = drawn(started(steps=5))
    round.stop(310)
    again = resumed("url-shortener")
    said(again.begin(1_000))
    assert "Review" in said(again.finish(1_001))
    assert again.record.is_finished


def test_nothing_to_resume_is_said_with_the_way_out() -> None:
    with pytest.raises(NotFoundError, match="begin one with `sddiagram practice chat`"):
        resumed("chat")


def test_two_rounds_of_one_minute_have_two_logs() -> None:
    assert started().path != started().path


def test_the_next_round_has_other_probes_and_another_turn() -> None:
    first = drawn(started(steps=2))
    said(first.advance(200))
    second = drawn(begun("url-shortener", 45, datetime(2026, 12, 1, 9, 0)))
    said(second.begin(0))
    for now in (1, 2, 3):
        said(second.advance(now))
    assert first.record.probes[0] != second.record.probes[0]
    assert first.record.turn and second.record.turn
    assert first.record.turn.kind != second.record.turn.kind


def test_a_rule_that_finds_several_is_told_once() -> None:
    round = drawn(started(steps=5))
    more = DESIGN.replace("users >> api >> links", "users >> api >> [links, sd.Service('Mail')]")
    round.design.write_text(more, encoding="utf-8")
    text = said(round.finish(400))
    assert text.count("What do users see while it is down") == 1
    assert "The same is true of " in text


def test_without_a_brief_the_title_is_the_task() -> None:
    Path("mine.py").write_text(DESIGN, encoding="utf-8")
    round = begun("mine.py", 45, WHEN)
    assert "Design this system: Mine." in said(round.begin(0))
    assert "This task has no questions of its own" in said(round.ask(1))


def test_a_round_that_goes_on_repeats_what_was_asked_in_its_step() -> None:
    first = drawn(started(steps=3))
    first.stop(200)
    assert first.record.turn
    again = resumed("url-shortener")
    assert first.record.turn.said in said(again.begin(300))
    assert said(again.ask(301)) == first.record.turn.answer
    said(again.advance(302))
    again.stop(303)
    assert first.record.turn.said not in said(resumed("url-shortener").begin(400))


@pytest.mark.parametrize("minutes", [0, -5, 1_000, float("nan")])
def test_a_round_of_no_length_is_refused(minutes: float) -> None:
    with pytest.raises(DesignError, match="a round takes from 1 to 240 minutes"):
        begun("url-shortener", minutes, WHEN)
