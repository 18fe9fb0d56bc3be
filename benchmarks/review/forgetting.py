"""What a candidate forgot: components, arrows and words that are gone, from the texts, too."""

import re
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import fields, is_dataclass, replace

import sddiagram as sd
from benchmarks.review.edits import design, redrawn
from sddiagram.estimate.telling import told
from sddiagram.review.roles import is_a


def forgotten(pattern: sd.Pattern, words: str, nouns: Collection[str] = ()) -> sd.Pattern:
    """The pattern without components of these kinds, and without all that says these `words`.

    What is named so goes, unless a request passes it; a note goes, and what an arrow says; so does
    a risk, a trade-off, a question or a stage's reason.
    """
    asked = told(pattern)
    told_of = re.compile(words, re.IGNORECASE)
    board, path = asked.boards[-1], design(asked).on_path
    kept = {
        one.id: one.but(note="") if told_of.search(str(one.note)) else one
        for one in board.components
        if not is_a(one, nouns) and (one.id in path or not told_of.search(one.label))
    }
    arrows = tuple(
        replace(arrow, link=replace(arrow.link, label="", after=_there(arrow.link.after, kept)))
        if told_of.search(arrow.link.label)
        else replace(arrow, link=replace(arrow.link, after=_there(arrow.link.after, kept)))
        for arrow in board.arrows
        if {arrow.source, arrow.target} <= kept.keys()
    )
    silent = copy(redrawn(asked, replace(board, components=tuple(kept.values()), arrows=arrows)))
    facts: dict[str, object] = {
        "risks": _without(asked.risks, told_of),
        "probes": _without(asked.probes, told_of),
        "stages": tuple(_quiet(stage, told_of) for stage in asked.stages),
        "learning": None,
    }
    for fact, value in facts.items():
        object.__setattr__(silent, fact, value)
    return silent


def _there(id: str, kept: Collection[str]) -> str:
    return id if id in kept else ""


def _quiet(stage: sd.Stage, words: re.Pattern[str]) -> sd.Stage:
    quiet = copy(stage)
    object.__setattr__(quiet, "tradeoffs", _without(stage.tradeoffs, words))
    if words.search(str(stage.why)):
        object.__setattr__(quiet, "why", "")
    return quiet


def _without(said: Iterable[object], words: re.Pattern[str]) -> tuple[object, ...]:
    return tuple(one for one in said if not words.search(_text(one)))


def _text(said: object) -> str:
    """All that a risk or a trade-off says."""
    if not is_dataclass(said):
        return str(said)
    return " ".join(str(getattr(said, field.name)) for field in fields(said))
