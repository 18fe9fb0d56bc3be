"""The quiz: which cards come today, and what is remembered of those that were seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from random import Random

from sddiagram.errors import DesignError
from sddiagram.practice.amounts import Amount, is_near
from sddiagram.practice.cards import Card
from sddiagram.practice.log import FOLDER
from sddiagram.practice.plain import read_object, write_object
from sddiagram.practice.spacing import FORGOT, GOOD, Memory

FILE = FOLDER / "quiz.json"
"""What is remembered: a line for each card that was seen."""
Memories = Mapping[str, Memory]


def remembered(path: Path = FILE) -> dict[str, Memory]:
    """What is known of each card that was seen, by its id.

    Raises `DesignError`, with the way out, for a file that was spoilt.
    """
    found = {}
    for id, said in read_object(path).items():
        try:
            found[id] = _memory(**said)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            raise DesignError(
                f"{path}: {id} cannot be read ({error}); take this line out."
            ) from error
    return found


def _memory(
    *, repetitions: object, easiness: object, interval: object, due: object, last: object
) -> Memory:
    """What was written down; raises `ValueError` for what makes no sense."""
    day = date.fromisoformat(str(due)).isoformat()
    numbers = [int(str(one)) for one in (repetitions, interval, last)]
    return Memory(numbers[0], float(str(easiness)), numbers[1], day, numbers[2])


def remember(memories: Memories, path: Path = FILE) -> None:
    """Write down what is known of each card."""
    write_object(path, {id: asdict(one) for id, one in memories.items()})


def deck(cards: Sequence[Card], memories: Memories, today: date, count: int) -> list[Card]:
    """The cards for today: those that are due, the longest first, and then new ones.

    New ones are mixed, in another way each day. Raises `DesignError` for a count that is none.
    """
    if count < 1:
        raise DesignError(f"--count {count}: give at least 1 card.")
    due = [one for one in cards if one.id in memories and memories[one.id].is_due(today)]
    due.sort(key=lambda one: (memories[one.id].due, one.id))
    new = [one for one in cards if one.id not in memories]
    Random(today.isoformat()).shuffle(new)
    return [*due, *new][:count]


def next_day(cards: Iterable[Card], memories: Memories) -> str:
    """The first day on which one of the cards is due; empty where none was seen."""
    return min((memories[one.id].due for one in cards if one.id in memories), default="")


def grade_of(said: str, expected: Amount) -> int:
    """The grade of a number: good if it is near enough, and else forgotten."""
    return GOOD if is_near(said, expected) else FORGOT
