"""Rounds that begin, and rounds that go on from their log."""

from datetime import datetime
from pathlib import Path

from sddiagram.errors import NotFoundError
from sddiagram.library import load
from sddiagram.practice import log
from sddiagram.practice.design import task
from sddiagram.practice.record import Record
from sddiagram.practice.round import Round
from sddiagram.practice.session import Session
from sddiagram.practice.steps import interview_steps, minutes_of


def begun(name: str, minutes: float, when: datetime, *, with_clock: bool = True) -> Round:
    """A new round of the pattern with this name, or in this file.

    Without a brief its title is the task. Raises as `load` does.
    """
    reference = load(name)
    steps = interview_steps()
    session = Session.planned([one.title for one in steps], minutes_of(steps, minutes))
    path = _free(log.FOLDER, f"{reference.name}-{when:%Y-%m-%d-%H%M}")
    record = Record(
        name=reference.name,
        title=reference.title,
        started=when.isoformat(timespec="minutes"),
        minutes=minutes,
        with_clock=with_clock,
        session=session,
        design=f"{path.stem}.py",
        prompt=task(reference),
    )
    return Round(record, path, reference, *_before(record))


def resumed(name: str) -> Round:
    """The newest round of this pattern that was not finished.

    Raises `NotFoundError` when there is none.
    """
    reference = load(name)
    found = log.unfinished(reference.name)
    if found is None:
        raise NotFoundError(
            f"There is no unfinished round of {reference.name} in {log.FOLDER}; begin one with "
            f"`sddiagram practice {name}`."
        )
    path, record = found
    return Round(record, path, reference, *_before(record))


def _before(record: Record) -> tuple[int, list[str]]:
    """How many earlier rounds of the pattern there were, and the kind of the last turn."""
    found, _ = log.logs()
    earlier = [one for _, one in found if one.name == record.name and one.started < record.started]
    turns = [one.turn.kind for one in earlier if one.turn]
    return len(earlier), turns[-1:]


def _free(folder: Path, stem: str) -> Path:
    """The file of a new log, beside which there is no other of its name."""
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1_000))
    taken = {path.stem for path in folder.glob("*")}
    return folder / next(f"{name}.md" for name in names if name not in taken)
