"""Logs of rounds: Markdown to read, with the record as JSON at its end, to go on from.

A log is written whole after every event. What its reader wrote under "My notes" stays.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sddiagram.errors import DesignError, SddiagramError
from sddiagram.files import read_whole, write_whole
from sddiagram.practice.record import Record, as_data, from_data
from sddiagram.practice.session import Lap, as_clock

FOLDER = Path("practice")
"""Where logs are, from the current folder."""
_NOTES = "## My notes"
_RECORD = "## Record"
_BLOCK = re.compile(r"^## Record$.*?^```json\n(?P<data>.*?)^```$", re.MULTILINE | re.DOTALL)


def write(path: Path, record: Record) -> None:
    """Put the log into `path`; the notes that are there already stay.

    Raises `OutputError` when it cannot be written.
    """
    notes = _notes_in(_text(path)) if path.is_file() else ""
    write_whole(path, as_markdown(record, notes).encode())


def read(path: Path) -> Record:
    """The record in a log; raises `DesignError`, with the way out, for a file that has none."""
    found = _BLOCK.search(_text(path))
    if not found:
        raise DesignError(f"{path}: there is no record of a round in it; move it elsewhere.")
    try:
        return from_data(json.loads(found["data"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DesignError(
            f"{path}: its record cannot be read ({error}); undo the change, or move it elsewhere."
        ) from error


def logs(folder: Path = FOLDER) -> tuple[list[tuple[Path, Record]], list[SddiagramError]]:
    """All logs, the oldest first, and what is wrong with those that cannot be read.

    Other Markdown in the folder, which has no record, is passed over.
    """
    found: list[tuple[Path, Record]] = []
    problems: list[SddiagramError] = []
    for path in sorted(folder.glob("*.md")):
        try:
            if _BLOCK.search(_text(path)):
                found.append((path, read(path)))
        except SddiagramError as error:
            problems.append(error)
    return sorted(found, key=lambda one: one[1].started), problems


def unfinished(name: str, folder: Path = FOLDER) -> tuple[Path, Record] | None:
    """The newest log of this pattern that was not finished."""
    found, _ = logs(folder)
    open_ones = [one for one in found if one[1].name == name and not one[1].is_finished]
    return open_ones[-1] if open_ones else None


def as_markdown(record: Record, notes: str = "") -> str:
    """The log as it is read."""
    # A line for each fact: short enough to look at, and no line starts with backticks.
    facts = (f"{json.dumps(name)}: {_json(value)}" for name, value in as_data(record).items())
    data = "{\n" + ",\n".join(facts) + "\n}"
    parts = [
        *_written(record),
        f"{_NOTES}\n\n{notes.strip() or 'Write here what you want to remember.'}",
        f"{_RECORD}\n\nsddiagram reads this part to go on, and to plan what comes next.",
        f"```json\n{data}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _text(path: Path) -> str:
    return read_whole(path).decode("utf-8", "replace").replace("\r\n", "\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _notes_in(text: str) -> str:
    _, found, after = text.partition(f"\n{_NOTES}\n")
    return after.rpartition(f"\n{_RECORD}\n")[0] if found else ""


def _written(record: Record) -> Iterator[str]:
    session = record.session
    yield f"# Practice: {record.title}"
    taken = as_clock(sum(lap.spent for lap in session.laps))
    if record.is_finished:
        state = "Finished."
    else:
        state = f"Not finished. Go on with `sddiagram practice {record.name} --resume`."
    clock = f"{taken} of {as_clock(session.whole)}" if record.with_clock else f"{taken}, no limit"
    yield (
        f"- Started: {record.started.replace('T', ' ')}\n- Time: {clock}\n- State: {state}\n"
        f"- Design: [{record.design}]({quote(record.design)})"
    )
    if record.picture:
        yield f"![The design]({quote(record.picture)})"
    if record.prompt:
        yield f"## The task\n\n{_escaped(record.prompt)}"
    yield "## Time\n\n" + _table(record)
    if record.questions:
        yield "## Questions\n\n" + "\n".join(_questions(record))
    if turn := record.turn:
        answer = f"\n\n{_escaped(turn.answer)}" if record.is_finished else ""
        yield f"## The interviewer's turn\n\n> {_escaped(turn.said)}{answer}"
    if record.probes:
        yield "## Asked on the way\n\n" + _listed(
            [f"{one.question} {one.answer}" for one in record.probes]
            if record.is_finished
            else [one.question for one in record.probes]
        )
    yield from _results(record)
    yield "## What happened\n\n" + _listed(
        [f"{as_clock(event.at)} {event.what}" for event in session.events]
    )


def _table(record: Record) -> str:
    rows = [_row(lap, index, record) for index, lap in enumerate(record.session.laps)]
    head = "| Step | Planned | Taken | |\n| --- | ---: | ---: | --- |"
    return "\n".join((head, *rows))


def _row(lap: Lap, index: int, record: Record) -> str:
    over = lap.spent - lap.planned
    if lap.skipped:
        said = "skipped"
    elif index > record.session.current or (index == record.session.current and not lap.spent):
        said = "not reached"
    elif record.with_clock and over >= 1:
        said = f"{as_clock(over)} over"
    else:
        said = ""
    planned = as_clock(lap.planned) if record.with_clock else ""
    return f"| {lap.title} | {planned} | {as_clock(lap.spent)} | {said} |"


def _questions(record: Record) -> Iterator[str]:
    yield f"You asked {record.shown} of {len(record.questions)}.\n"
    for one in record.questions[: record.shown]:
        yield f"- {one.topic}: {_escaped(one.question)} {_escaped(one.answer)}"
    # The answers of the others stay hidden until the round is over.
    for one in record.questions[record.shown :]:
        answer = f" {_escaped(one.answer)}" if record.is_finished else ""
        yield f"- {one.topic}, not asked: {_escaped(one.question)}{answer}"


def _results(record: Record) -> Iterator[str]:
    result = record.result
    if result is None:
        return
    if result.why_not:
        yield f"## Review\n\n{_escaped(result.why_not)}"
    else:
        yield "## Review\n\n" + _listed(result.findings or ("Nothing was found.",))
    if result.numbers:
        yield "## Numbers\n\n" + _listed(result.numbers)
    if result.compared:
        yield "## Compared with the reference"
        for title, lines in result.compared:
            yield f"### {title}\n\n" + _listed(lines)
    if result.missed:
        yield "## What was missed\n\n" + _listed(result.missed)


def _listed(lines: tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"- {_escaped(line)}" for line in lines)


def _escaped(text: str) -> str:
    r"""The text with what Markdown would take for marks made plain.

    >>> print(_escaped("a_b <c> *d*"))
    a\_b \<c> \*d\*
    """
    return re.sub(r"([\\`*_\[<|])", r"\\\1", " ".join(text.split()))
