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


class Tone(Enum):
    """How something is said."""

    TITLE = "title"
    PLAIN = "plain"
    POINT = "point"
    INTERVIEWER = "interviewer"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said."""

    text: str
    tone: Tone = Tone.PLAIN


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

    def begin(self, now: float) -> Iterator[Line]:
        """The task and the first step; or, of a round that goes on, the step that it is at."""
        # A record that was read knows no hidden answers.
        self.record = replace(self.record, questions=questions(self._reference))
        if not self.design.exists():
            write_whole(self.design, self._skeleton.encode())
        goes_on = bool(self.record.session.events)
        self.record = replace(self.record, session=self.record.session.begun(now))
        self._keep(now)
        yield Line(f"{self.record.title}: a mock interview", Tone.TITLE)
        if self.record.prompt:
            yield Line(self.record.prompt, Tone.INTERVIEWER)
        if not self.record.session.is_over:
            yield from self._step(now, asks=not goes_on)

    def advance(self, now: float, *, skipping: bool = False) -> Iterator[Line]:
        """On to the next step."""
        self._session(self.record.session.advanced(now, skipping=skipping), now)
        if not self.record.session.is_over:
            yield from self._step(now)

    def toggle(self, now: float) -> Iterator[Line]:
        """Pause, or go on."""
        session = self.record.session
        self._session(session.begun(now) if session.is_paused else session.paused(now), now)
        is_paused = self.record.session.is_paused
        yield Line("Paused. Press p to go on." if is_paused else "The clock goes on.", Tone.NOTICE)

    def extend(self, now: float) -> Iterator[Line]:
        """Five minutes more for this step."""
        self._session(self.record.session.extended(now), now)
        yield Line(f"This step has {FIVE_MINUTES / 60:g} minutes more.", Tone.NOTICE)

    def ask(self, now: float) -> Iterator[Line]:
        """The answer to what the interviewer asked, or the next question of the brief."""
        if self._pending:
            said, self._pending = self._pending, ""
            yield Line(said, Tone.POINT)
            return
        record = self.record
        if record.shown >= len(record.questions):
            yield Line("You have seen all questions of this task.", Tone.NOTICE)
            return
        one = record.questions[record.shown]
        self.record = replace(record, shown=record.shown + 1)
        self._session(record.session.noted(now, f"asked: {one.question}"), now)
        left = len(record.questions) - self.record.shown
        yield Line(f"{one.topic}: {one.question} {one.answer}", Tone.INTERVIEWER)
        if left:
            yield Line(f"{left} more. Say the next one aloud before you press a.", Tone.NOTICE)

    def pass_time(self, now: float) -> Iterator[Line]:
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
            yield Line(
                "The time of this step is over. Press Enter for the next step, or + for five "
                "minutes more.",
                Tone.NOTICE,
            )

    def stop(self, now: float) -> None:
        """Keep what there is; the round can go on later."""
        session = replace(self.record.session.as_of(now), since=None)
        self._session(session.noted(now, "stopped"), now)

    def finish(self, now: float) -> Iterator[Line]:
        """Look at the design: the picture, the review, the numbers and the comparison."""
        mine, why_not = loaded(self.design, self._skeleton)
        record = self.record
        result = judged(mine, why_not, self._reference, record.questions[record.shown :])
        picture = self._picture(mine) if mine else ""
        self.record = replace(record, result=result, picture=picture)
        self._keep(now)
        yield Line("Review", Tone.TITLE)
        if result.why_not:
            yield Line(result.why_not)
        elif not result.findings:
            yield Line("Nothing was found. Well done.")
        yield from _most(result.findings, 6)
        if result.numbers:
            yield Line("Numbers", Tone.TITLE)
            yield from _most(result.numbers, 8)
        if result.score is not None:
            yield Line(f"Compared with the reference: score {result.score:.2f} of 1", Tone.TITLE)
        for title, lines in result.compared:
            yield Line(f"{title}:")
            yield from _most(lines, 5)
        if result.missed:
            yield Line("What was missed", Tone.TITLE)
            yield from _most(result.missed, 8)

    def _step(self, now: float, *, asks: bool = True) -> Iterator[Line]:
        session = self.record.session
        index, lap, steps = session.current, session.lap, interview_steps()
        time = f" ({as_clock(lap.planned)})" if self.record.with_clock else ""
        yield Line(f"Step {index + 1} of {len(session.laps)}: {lap.title}{time}", Tone.TITLE)
        for point in steps[index].points:
            yield Line(point, Tone.POINT)
        if index == 0 and self.record.questions:
            yield Line(
                f"The interviewer can answer {len(self.record.questions)} questions. Say one "
                "aloud, then press a to see one with its answer.",
                Tone.NOTICE,
            )
        if index >= _SCALE and self.record.turn is None:
            yield from self._take_turn(now)
        elif index in _PROBED and asks:
            yield from self._probe(now)

    def _probe(self, now: float) -> Iterator[Line]:
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

    def _take_turn(self, now: float) -> Iterator[Line]:
        mine, _ = loaded(self.design, self._skeleton)
        try:
            taken = turn(mine, self._reference, self._turns)
        except SddiagramError:
            taken = turn(None, self._reference, self._turns)
        self._pending = taken.answer
        self.record = replace(self.record, turn=taken)
        self._session(self.record.session.noted(now, f"the interviewer: {taken.said}"), now)
        yield from self._asked_aloud(taken.said)

    def _asked_aloud(self, said: str) -> Iterator[Line]:
        yield Line(said, Tone.INTERVIEWER)
        yield Line("Answer aloud, then press a to see a good answer.", Tone.NOTICE)

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


def _most(lines: Sequence[str], most: int) -> Iterator[Line]:
    """The first lines; the log has all of them."""
    for text in lines[:most]:
        yield Line(text, Tone.POINT)
    if len(lines) > most:
        yield Line(f"{len(lines) - most} more are in the log.", Tone.NOTICE)
