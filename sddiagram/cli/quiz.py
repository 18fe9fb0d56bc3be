"""`sddiagram quiz`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.cli.names import complete_pattern

if TYPE_CHECKING:
    from sddiagram.practice.cards import Card

_GRADES = "1 not known, 2 barely, 3 known, 4 at once"


def quiz(
    topic: Annotated[
        str,
        typer.Option(
            "--topic",
            help="Cards of a category such as ml, of a pattern, or numbers.",
            autocompletion=complete_pattern,
        ),
    ] = "",
    count: Annotated[int, typer.Option("--count", help="How many cards.")] = 10,
) -> None:
    """Ask questions of interviewers and numbers to know, each again before you forget it.

    Think, press Enter for the answer, and grade yourself from 1 to 4. A number is right within
    20%. What you know is kept in practice/quiz.json.

    Example: sddiagram quiz --topic ml --count 10
    """
    from datetime import date

    from sddiagram.practice.cards import cards
    from sddiagram.practice.progress import until
    from sddiagram.practice.quiz import FILE, deck, next_day, remember, remembered
    from sddiagram.practice.spacing import FORGOT, Memory

    today, day = date.today(), until()
    known, there = remembered(), cards(topic)
    chosen = deck(there, known, today, count)
    if not chosen:
        print(f"Nothing is due today. Come back on {next_day(there, known)}.")
        return
    waiting, again, right, seen = list(chosen), set[str](), 0, 0
    while waiting:
        card = waiting.pop(0)
        grade = _asked(card, f"{seen + 1}. " if card.id not in again else "Again. ")
        if grade is None:
            break
        if card.id in again:
            continue
        known[card.id] = known.get(card.id, Memory()).graded(grade, today, day)
        remember(known)
        seen, right = seen + 1, right + (grade > FORGOT)
        if grade == FORGOT:
            again.add(card.id)
            waiting.append(card)
    if not seen:
        print("\nNo card was answered, so nothing was changed.")
        return
    print(f"\nYou knew {right} of {seen}. What you know is kept in {FILE}.")


def _asked(card: "Card", start: str) -> int | None:
    """Ask a card; its grade, or None where the reader stops."""
    from sddiagram.cli.wrapping import wrapped

    print(f"\n{wrapped(f'{start}{card.source}: {card.question}', hanging='')}")
    return _number(card) if card.number else _words(card)


def _number(card: "Card") -> int | None:
    from sddiagram.practice.quiz import grade_of
    from sddiagram.practice.spacing import FORGOT

    said = _read("Your estimate, such as 1.2 TB; Enter shows it, q stops: ")
    if said is None:
        return None
    assert card.number
    grade = grade_of(said, card.number)
    verdict = "Right" if grade > FORGOT else "Not yet" if said else "The answer"
    _show(f"{verdict}: {card.answer}")
    return grade


def _words(card: "Card") -> int | None:
    from sddiagram.practice.spacing import GRADES

    if _read("Think, then press Enter for the answer; q stops: ") is None:
        return None
    _show(card.answer)
    while True:
        said = _read(f"How well did you know it? {_GRADES}: ")
        if said is None:
            return None
        if said.isdigit() and int(said) in GRADES:
            return int(said)


def _show(text: str) -> None:
    from sddiagram.cli.wrapping import wrapped

    print(wrapped(text, "  ", ""))


def _read(prompt: str) -> str | None:
    """A line that is typed; None at the end of the input, or where the reader stops."""
    print(prompt, end="", flush=True)
    line = sys.stdin.readline() if sys.stdin else ""
    if not (sys.stdin and sys.stdin.isatty()):
        print()
    said = line.strip()
    return None if not line or said.casefold() == "q" else said
