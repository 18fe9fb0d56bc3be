"""What was practised, how it went, and what to do next, day by day until the interview."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sddiagram.errors import DesignError
from sddiagram.guide import section
from sddiagram.library import built_in
from sddiagram.practice.log import FOLDER
from sddiagram.practice.plain import read_object, write_object
from sddiagram.practice.record import Record
from sddiagram.practice.spacing import EASY, FORGOT, GOOD, HARD, Memory

FILE = FOLDER / "progress.json"
"""The day of the interview."""
_DAYS = 7
"""How far a plan reaches when no day is given."""
_LONGEST = 60
"""How far it reaches at most."""
_FIRST = 3
"""Days after which a design that went well is practised again for the first time, assumed.

For a test in ten days, the best gap is 2 to 4 days: 20 to 40% of the time until a test was best for
one a week away (N. J. Cepeda and others, "Spacing effects in learning", Psychological Science 19,
2008).
"""
_SCORES = ((0.85, EASY), (0.7, GOOD), (0.5, HARD))
"""From which score on a round counts as such a grade; assumed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What to do on a day."""

    day: date
    name: str
    """The pattern to practise; empty on a day for something else."""
    why: str


def until(path: Path = FILE) -> date | None:
    """The day of the interview that was given, if one was."""
    said = read_object(path).get("until")
    try:
        return date.fromisoformat(str(said)) if said else None
    except ValueError as error:
        raise DesignError(
            f"{path}: {said!r} is no day; give one: sddiagram progress --until 2026-12-15."
        ) from error


def set_until(said: str, today: date, path: Path = FILE) -> date | None:
    """Keep the day of the interview; `none` forgets it.

    Raises `DesignError` for what is no day, or one that is over.
    """
    if said.casefold() == "none":
        write_object(path, {})
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise DesignError(f"--until {said}: write the day so: 2026-12-15.") from error
    if day <= today:
        raise DesignError(f"--until {said}: this day is over; give one after {today}.")
    write_object(path, {"until": day.isoformat()})
    return day


def grade_of(record: Record) -> int:
    """How well a finished round went, as a grade of the spacing rule."""
    result = record.result
    if result is None or result.why_not:
        return FORGOT
    if result.score is None:
        return HARD if result.errors else GOOD
    return next((grade for least, grade in _SCORES if result.score >= least), FORGOT)


def memories(records: Iterable[Record], until: date | None = None) -> dict[str, Memory]:
    """How well each pattern is known, from its finished rounds, the oldest first."""
    found: dict[str, Memory] = {}
    for one in records:
        if one.is_finished:
            day = date.fromisoformat(one.started[:10])
            found[one.name] = found.get(one.name, Memory()).graded(
                grade_of(one), day, until, _FIRST
            )
    return found


def plan(records: Sequence[Record], today: date, until: date | None) -> list[Planned]:
    """A round for each day until the interview: what is due, then what is new, by priority.

    The day before the interview brings only what went badly.
    """
    known = memories(records, until)
    done_today = any(one.is_finished and one.started[:10] == today.isoformat() for one in records)
    days = _DAYS if until is None else min(_LONGEST, (until - today).days)
    new = [name for name in priorities() if name not in known]
    planned = []
    for number in range(days):
        day = today + timedelta(days=number)
        if number == 0 and done_today:
            planned.append(Planned(day, "", "You practised today. Well done; take a quiz."))
            continue
        chosen = _chosen(day, known, new, is_last=until is not None and number == days - 1)
        planned.append(chosen)
        if chosen.name:
            # As if it will go well, so that the days after are filled.
            known[chosen.name] = known.get(chosen.name, Memory()).graded(GOOD, day, until, _FIRST)
            new = [name for name in new if name != chosen.name]
    return planned


def _chosen(
    day: date, known: Mapping[str, Memory], new: Sequence[str], *, is_last: bool
) -> Planned:
    due = sorted(
        (one.due, name)
        for name, one in known.items()
        if one.is_due(day) and (one.last < GOOD or not is_last)
    )
    if due:
        name = due[0][1]
        return Planned(day, name, "it went badly" if known[name].last == FORGOT else "again")
    if is_last:
        return Planned(day, "", "Read the checklist, and rest: sddiagram guide checklist.")
    if new:
        return Planned(day, new[0], "new")
    return Planned(day, "", "Nothing is due; take a quiz.")


def priorities() -> list[str]:
    """The built-in patterns, those first that the guide names first."""
    first = [item.patterns[0] for item in section("priorities").items if item.patterns]
    named = [name for item in section("plan").items for name in item.patterns]
    there = [one.name for one in built_in()]
    return [name for name in dict.fromkeys((*first, *named, *there)) if name in there]


def rows(records: Iterable[Record]) -> Iterator[dict[str, object]]:
    """What was practised, a row for each round, the oldest first."""
    for one in records:
        result = one.result
        yield {
            "name": one.name,
            "when": one.started.replace("T", " "),
            "minutes": round(sum(lap.spent for lap in one.session.laps) / 60, 1),
            "finished": one.is_finished,
            "asked": f"{one.shown} of {len(one.questions)}",
            "errors": result.errors if result and not result.why_not else None,
            "score": result.score if result else None,
            "missed": len(result.missed) if result else None,
        }
