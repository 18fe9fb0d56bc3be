"""What is kept of a round, as a value, and as the plain data that a log carries."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sddiagram.practice.session import Event, Lap, Session
from sddiagram.practice.turn import Turn

VERSION = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the brief, with the answer that the design assumes."""

    topic: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a round came to, in sentences under their titles."""

    findings: tuple[str, ...] = ()
    """What an interviewer would say of the design, the gravest first."""
    errors: int = 0
    """How many of them an interviewer would stop at."""
    numbers: tuple[str, ...] = ()
    compared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The comparison with the reference: titles, and the lines under each."""
    score: float | None = None
    """How much of the reference the design can do, from 0 to 1; None: not compared."""
    missed: tuple[str, ...] = ()
    why_not: str = ""
    """Why the design was not reviewed, if it was not."""


@dataclass(frozen=True, slots=True)
class Record:
    """A round of practice: what the task was, how it went, and what it came to."""

    name: str
    """The pattern that was practised."""
    title: str
    started: str
    """When, as `2026-11-30T18:05`."""
    minutes: float
    with_clock: bool
    session: Session
    design: str
    """The file of the design, beside the log."""
    prompt: str = ""
    questions: tuple[Asked, ...] = ()
    shown: int = 0
    """How many of the questions were shown with their answers."""
    probes: tuple[Asked, ...] = ()
    """What the interviewer asked on the way, with strong answers."""
    turn: Turn | None = None
    picture: str = ""
    result: Result | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the round came to its end."""
        return self.session.is_over and self.result is not None

    @property
    def asked_last(self) -> Asked | None:
        """What the interviewer asked last in the step that the round is at."""
        asked = {f"was asked: {one.question}": one for one in self.probes}
        if self.turn:
            one = Asked("Turn", self.turn.said, self.turn.answer)
            asked[f"the interviewer: {one.question}"] = one
        for event in reversed(self.session.events):
            if event.what.startswith(("done: ", "skipped: ")):
                return None
            if event.what in asked:
                return asked[event.what]
        return None


def as_data(record: Record) -> dict[str, Any]:
    """The record as plain values, for JSON; answers that are still hidden are left out."""
    data = asdict(record)
    del data["session"]["since"]
    for lap in data["session"]["laps"]:
        lap["spent"] = round(lap["spent"], 1)
    if not record.is_finished:
        for one in data["questions"][record.shown :]:
            one["answer"] = ""
    return {"version": VERSION, **data}


def from_data(data: Mapping[str, Any]) -> Record:
    """The record that was written as `data`; its clock stands still.

    Raises `KeyError`, `TypeError` or `ValueError` for what is no record.
    """
    if data["version"] != VERSION:
        raise ValueError(f"its version is {data['version']}, not {VERSION}")
    said = {name: value for name, value in data.items() if name != "version"}
    said["session"] = _session(said["session"])
    for asked in ("questions", "probes"):
        said[asked] = tuple(Asked(**one) for one in said[asked])
    said["turn"] = Turn(**said["turn"]) if said["turn"] else None
    said["result"] = _result(said["result"]) if said["result"] else None
    said["minutes"], said["shown"] = float(said["minutes"]), int(said["shown"])
    datetime.fromisoformat(said["started"])
    if Path(said["design"]).name != said["design"]:
        raise ValueError(f"its design is {said['design']!r}, which is not beside it")
    return Record(**said)


def _session(said: Mapping[str, Any]) -> Session:
    laps = tuple(
        Lap(str(lap["title"]), float(lap["planned"]), float(lap["spent"]), bool(lap["skipped"]))
        for lap in said["laps"]
    )
    events = tuple(Event(float(event["at"]), str(event["what"])) for event in said["events"])
    return Session(laps, int(said["current"]), None, events)


def _result(said: Mapping[str, Any]) -> Result:
    lists = {name: tuple(said[name]) for name in ("findings", "numbers", "missed")}
    compared = tuple((title, tuple(lines)) for title, lines in said["compared"])
    score = None if said["score"] is None else float(said["score"])
    errors = int(said["errors"])
    return Result(**{**said, **lists, "compared": compared, "score": score, "errors": errors})
