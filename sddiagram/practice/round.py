"""A round that is going on: what is said when it begins, at each key, and as time passes.

It keeps its log in step after every event. Time and keys come from outside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from sddiagram.errors import SddiagramError
from sddiagram.files import write_whole
from sddiagram.model.pattern import Pattern
from sddiagram.practice import log
from sddiagram.practice.design import loaded, probes, questions, skeleton
from sddiagram.practice.judging import judged
from sddiagram.practice.record import Record
from sddiagram.practice.session import FIVE_MINUTES, Session, as_clock
from sddiagram.practice.steps import interview_steps
from sddiagram.practice.turn import turn

DRAWING = 1
"""The step from which on the design is drawn, counted from 0."""
_SCALE = 3
"""The step in which the interviewer's turn comes at the latest."""
_PROBED = (2, 3, 4)
"""The steps in which an interviewer probes."""


class Manner(Enum):
    """How something is said."""

    TITLE = "title"
    PLAIN = "plain"
    POINT = "point"
    INTERVIEWER = "interviewer"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said."""

    text: str
    manner: Manner = Manner.PLAIN


class Round:
    """A round with its log in `path`; `rounds` and `turns` are those of earlier rounds."""

    def __init__(
        self, record: Record, path: Path, reference: Pattern, rounds: int, turns: Sequence[str]
    ) -> None:
        self.record, self.path, self._reference = record, path, reference
        self._turns, self._rounds = turns, rounds
        self._skeleton = skeleton(reference)
        self._pending = ""
        """The answer to what the interviewer asked last."""
        self._warned: set[tuple[int, float]] = set()

    @property
    def design(self) -> Path:
        """The file of the design."""
        return self.path.with_name(self.record.design)

    @property
    def is_drawing(self) -> bool:
        """Whether the design is being drawn."""
        return self.record.session.current >= DRAWING and not self.record.session.is_over

    def begin(self, now: float) -> Iterator[Said]:
        """The task and the first step; or, of a round that goes on, the step that it is at."""
        # A record that was read knows no hidden answers.
        self.record = replace(self.record, questions=questions(self._reference))
        if not self.design.exists():
            write_whole(self.design, self._skeleton.encode())
        goes_on = bool(self.record.session.events)
        self.record = replace(self.record, session=self.record.session.begun(now))
        self._keep(now)
        yield Said(f"{self.record.title}: a mock interview", Manner.TITLE)
        if self.record.prompt:
            yield Said(self.record.prompt, Manner.INTERVIEWER)
        if not self.record.session.is_over:
            yield from self._step(now, asks=not goes_on)
        if goes_on and (asked := self.record.asked_last):
            self._pending = asked.answer
            yield from self._asked_aloud(asked.question)

    def advance(self, now: float, *, skipping: bool = False) -> Iterator[Said]:
        """On to the next step."""
        self._session(self.record.session.advanced(now, skipping=skipping), now)
        if not self.record.session.is_over:
            yield from self._step(now)

    def toggle(self, now: float) -> Iterator[Said]:
        """Pause, or go on."""
        session = self.record.session
        self._session(session.begun(now) if session.is_paused else session.paused(now), now)
        is_paused = self.record.session.is_paused
        yield Said(
            "Paused. Press p to go on." if is_paused else "The clock goes on.", Manner.NOTICE
        )

    def extend(self, now: float) -> Iterator[Said]:
        """Five minutes more for this step."""
        self._session(self.record.session.extended(now), now)
        yield Said(f"This step has {FIVE_MINUTES / 60:g} minutes more.", Manner.NOTICE)

    def ask(self, now: float) -> Iterator[Said]:
        """The answer to what the interviewer asked, or the next question of the brief."""
        if self._pending:
            said, self._pending = self._pending, ""
            yield Said(said, Manner.POINT)
            return
        record = self.record
        if record.shown >= len(record.questions):
            seen = "You have seen all questions of this task."
            none = "This task has no questions of its own; ask those of the step above aloud."
            yield Said(seen if record.questions else none, Manner.NOTICE)
            return
        one = record.questions[record.shown]
        self.record = replace(record, shown=record.shown + 1)
        self._session(record.session.noted(now, f"asked: {one.question}"), now)
        left = len(record.questions) - self.record.shown
        yield Said(f"{one.topic}: {one.question} {one.answer}", Manner.INTERVIEWER)
        if left:
            yield Said(f"{left} more. Say the next one aloud before you press a.", Manner.NOTICE)

    def pass_time(self, now: float) -> Iterator[Said]:
        """What time alone brings: the interviewer's turn, and the end of a step's minutes."""
        session = self.record.session
        if session.is_over or session.is_paused:
            return
        is_free = self.record.turn is None and self.is_drawing and self.record.with_clock
        if is_free and session.elapsed(now) >= session.whole / 2:
            yield from self._take_turn(now)
            session = self.record.session
        key = session.current, session.lap.planned
        if self.record.with_clock and session.left(now) <= 0 and key not in self._warned:
            self._warned.add(key)
            self._session(session.noted(now, f"time is up: {session.lap.title}"), now)
            yield Said(
                "The time of this step is over. Press Enter for the next step, or + for five "
                "minutes more.",
                Manner.NOTICE,
            )

    def stop(self, now: float) -> None:
        """Keep what there is; the round can go on later."""
        session = replace(self.record.session.as_of(now), since=None)
        self._session(session.noted(now, "stopped"), now)

    def finish(self, now: float) -> Iterator[Said]:
        """Look at the design: the picture, the review, the numbers and the comparison."""
        mine, why_not = loaded(self.design, self._skeleton)
        record = self.record
        result = judged(mine, why_not, self._reference, record.questions[record.shown :])
        picture = self._picture(mine) if mine else ""
        self.record = replace(record, result=result, picture=picture)
        self._keep(now)
        yield Said("Review", Manner.TITLE)
        if result.why_not:
            yield Said(result.why_not)
        elif not result.findings:
            yield Said("Nothing was found. Well done.")
        yield from _most(result.findings, 6)
        if result.numbers:
            yield Said("Numbers", Manner.TITLE)
            yield from _most(result.numbers, 8)
        if result.score is not None:
            yield Said(f"Compared with the reference: score {result.score:.2f} of 1", Manner.TITLE)
        for title, lines in result.compared:
            yield Said(f"{title}:")
            yield from _most(lines, 5)
        if result.missed:
            yield Said("What was missed", Manner.TITLE)
            yield from _most(result.missed, 8)

    def _step(self, now: float, *, asks: bool = True) -> Iterator[Said]:
        session = self.record.session
        index, lap, steps = session.current, session.lap, interview_steps()
        time = f" ({as_clock(lap.planned)})" if self.record.with_clock else ""
        yield Said(f"Step {index + 1} of {len(session.laps)}: {lap.title}{time}", Manner.TITLE)
        for point in steps[index].points:
            yield Said(point, Manner.POINT)
        if index == 0 and self.record.questions:
            yield Said(
                f"The interviewer can answer {len(self.record.questions)} questions. Say one "
                "aloud, then press a to see one with its answer.",
                Manner.NOTICE,
            )
        if index >= _SCALE and self.record.turn is None:
            yield from self._take_turn(now)
        elif index in _PROBED and asks:
            yield from self._probe(now)

    def _probe(self, now: float) -> Iterator[Said]:
        chosen = probes(self._reference, self._rounds, len(_PROBED))
        asked = {one.question for one in self.record.probes}
        fresh = [one for one in chosen if one.question not in asked]
        if not fresh:
            return
        one = fresh[0]
        self._pending = one.answer
        self.record = replace(self.record, probes=(*self.record.probes, one))
        self._session(self.record.session.noted(now, f"was asked: {one.question}"), now)
        yield from self._asked_aloud(one.question)

    def _take_turn(self, now: float) -> Iterator[Said]:
        mine, _ = loaded(self.design, self._skeleton)
        try:
            taken = turn(mine, self._reference, self._turns)
        except SddiagramError:
            taken = turn(None, self._reference, self._turns)
        self._pending = taken.answer
        self.record = replace(self.record, turn=taken)
        self._session(self.record.session.noted(now, f"the interviewer: {taken.said}"), now)
        yield from self._asked_aloud(taken.said)

    def _asked_aloud(self, said: str) -> Iterator[Said]:
        yield Said(said, Manner.INTERVIEWER)
        yield Said("Answer aloud, then press a to see a good answer.", Manner.NOTICE)

    def _picture(self, mine: Pattern) -> str:
        from sddiagram.render import render

        path = self.path.with_suffix(".svg")
        try:
            write_whole(path, render(mine))
        except SddiagramError:
            return ""
        return path.name

    def _session(self, session: Session, now: float) -> None:
        self.record = replace(self.record, session=session)
        self._keep(now)

    def _keep(self, now: float) -> None:
        record = self.record
        log.write(self.path, replace(record, session=record.session.as_of(now)))


def _most(lines: Sequence[str], most: int) -> Iterator[Said]:
    """The first lines; the log has all of them."""
    for text in lines[:most]:
        yield Said(text, Manner.POINT)
    if len(lines) > most:
        yield Said(f"The log has {len(lines) - most} more.", Manner.NOTICE)
