"""The file in which a design is written during a round: its first text, and what it says now."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

from sddiagram.errors import SddiagramError
from sddiagram.estimate.telling import told
from sddiagram.files import read_whole
from sddiagram.library import load
from sddiagram.model.pattern import Pattern
from sddiagram.practice.record import Asked
from sddiagram.template import filled


def task(reference: Pattern) -> str:
    """What the interviewer asks for: the brief's prompt, or else a sentence with the title."""
    brief = reference.brief
    return brief.prompt if brief else f"Design this system: {reference.title}."


def skeleton(reference: Pattern) -> str:
    """The text that a design starts from: who asks, one service, and the task."""
    return filled(
        "practice_pattern.py.j2",
        title=reference.title.replace('"', "'").replace("\\", "/"),
        mine=_literal(f"{reference.title}, mine"),
        prompt=_literal(task(reference)),
    )


def loaded(path: Path, start: str) -> tuple[Pattern | None, str]:
    """The design in `path`, or why there is none to look at; `start` is what it began as."""
    try:
        text = read_whole(path).decode("utf-8", "replace")
        if text.split() == start.split():
            return None, f"{path.name} is still as you were given it, so there is no design yet."
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pattern = load(path)
            told(pattern)
    except SddiagramError as error:
        return None, str(error)
    return pattern, ""


def questions(reference: Pattern) -> tuple[Asked, ...]:
    """What the brief of the reference asks, with the answers that it assumes."""
    brief = told(reference).brief
    topics = brief.topics if brief else {}
    return tuple(
        Asked(topic, question, str(answer))
        for topic, pairs in topics.items()
        for question, answer in pairs
    )


def probes(reference: Pattern, rounds: int, many: int) -> Sequence[Asked]:
    """Some of its probes; after so many rounds, those that come next."""
    found = [Asked("Probe", str(one.question), str(one.answer)) for one in told(reference).probes]
    start = rounds * many
    return [found[(start + index) % len(found)] for index in range(min(many, len(found)))]


def _literal(text: str) -> str:
    """A text of Python; JSON writes it alike."""
    return json.dumps(text, ensure_ascii=False)
