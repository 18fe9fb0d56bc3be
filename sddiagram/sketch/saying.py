"""A name with what is said of it: `App servers x3 (stateless) @ 2k rps`."""

import re
from dataclasses import dataclass
from typing import NoReturn

from sddiagram.model.facts import MOST
from sddiagram.model.text import clean
from sddiagram.quantity import Quantity
from sddiagram.sketch.amounts import amount, part
from sddiagram.sketch.place import Place, refuse, short
from sddiagram.sketch.understanding import Meaning, kind_of_words, technology_of, understood
from sddiagram.sketch.words import words

LONGEST = 120
"""Characters of a name; more is a text."""
_LONGEST_TEXT = 1_000
"""The same with all that is said of it."""
_PROSE, _LONG_PROSE = 6, 9
"""Words that make a name without arrows a text: of an unknown name, and of any."""
_NOTE = re.compile(r"\(([^()]{0,400})\)")
_TIMES_BEHIND = re.compile(r"(?:^|(?<=\s)|(?<=\)))[x×*]\s?(\d{1,9})(?=[\s,;]|$)", re.IGNORECASE)
_TIMES_BEFORE = re.compile(r"^(\d{1,9})\s?[x×]\s+|^(\d{1,5})\s+(?=[A-Za-z][A-Za-z ]*s$)")
_AT = re.compile(r"@\s*([^@]{0,60}?)(?=\s+(?:hit|max|cap|ttl|capacity)\b|@|$)", re.IGNORECASE)
_HIT = re.compile(
    r"\bhit(?:s|[ -]?rat(?:e|io))?[ :=]*(\d{1,3}(?:\.\d{1,4})?\s?%?)"
    r"|(\d{1,3}(?:\.\d{1,4})?\s?%)\s+hits?\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:max|cap|capacity)[ :=]+(\d[^@]{0,40}?)(?=\s+(?:hit|ttl)\b|@|$)", re.IGNORECASE
)
_TTL = re.compile(r"\bttl[ :=]*(\d[^@]{0,20}?)(?=\s+(?:hit|max|cap)\b|@|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A component, as one place of the sketch speaks of it."""

    name: str
    place: Place
    meaning: Meaning
    note: str = ""
    replicas: int | None = None
    at: Quantity | None = None
    """What stands behind an @: a rate that comes in, or the time of a visit, or a size held."""
    most: Quantity | None = None
    """What one replica carries."""
    hit: float | None = None
    stale: Quantity | None = None


def said(text: str, place: Place) -> Said:
    """What `text` says, which stands at `place`; raises `DesignError` for what it cannot mean."""
    if len(text) > _LONGEST_TEXT:
        _refuse_long(text, place)
    text = clean(text)
    notes: list[str] = []
    facts: dict[str, str] = {}
    for note in _NOTE.findall(text):
        rest = _facts(note.strip(), facts).strip(" ,;")
        if not rest:
            continue
        notes.append(rest)
    name = _facts(_NOTE.sub(" ", text), facts).strip(" ,;:.-–—*")
    name = clean(name.strip("\"'`"))
    if not name and notes:
        name = notes.pop(0)
    for note in notes:
        # A database (replica) is a replica, and not the database.
        noun = kind_of_words(words(f"{note} {name}"))
        if noun and noun != understood(name).kind.noun:
            name = f"{note} {name}"
            notes.remove(note)
            break
    hint = next((note for note in notes if _is_hint(note, name)), "")
    if hint:
        notes.remove(hint)
    if not any(letter.isalnum() for letter in name):
        refuse(place, f"{short(text)} names nothing; write a name, such as Database.")
    if len(name) > LONGEST:
        _refuse_long(name, place)
    return Said(
        name,
        place,
        understood(name, hint),
        "; ".join(notes),
        _replicas(facts.get("replicas"), place),
        _quantity(facts.get("at"), "@", "@ 2k rps", place),
        _quantity(facts.get("most"), "max", "max 500 rps", place),
        _share(facts.get("hit"), place),
        _quantity(facts.get("ttl"), "ttl", "ttl 60 s", place),
    )


def is_prose(text: str, place: Place) -> bool:
    """Whether a name without arrows is a sentence: `A user speaks to the phone app.`"""
    count = len(text.split())
    if count >= _LONG_PROSE and "(" not in text:
        return True
    return count >= _PROSE and not said(text, place).meaning.is_known


def _refuse_long(text: str, place: Place) -> NoReturn:
    refuse(
        place,
        f"the name {short(text)} has {len(text):,} characters; write a short name, and the rest in "
        "parentheses behind it.",
    )


def _facts(text: str, facts: dict[str, str]) -> str:
    """`text` without the facts in it, which are added to `facts`."""
    for fact, pattern in (
        ("hit", _HIT), ("most", _MOST), ("ttl", _TTL), ("at", _AT), ("replicas", _TIMES_BEHIND),
        ("replicas", _TIMES_BEFORE),
    ):  # fmt: skip
        if found := pattern.search(text):
            facts.setdefault(fact, next(group for group in found.groups() if group is not None))
            text = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return text


def _is_hint(text: str, name: str) -> bool:
    """Whether what stands in parentheses behind `name` says what it is."""
    if technology_of(text):
        return True
    noun = kind_of_words(words(text))
    alone = understood(name)
    return noun is not None and (not alone.is_known or alone.kind.noun == noun)


def _replicas(text: str | None, place: Place) -> int | None:
    if text is None:
        return None
    count = int(text)
    if not 1 <= count <= MOST:
        refuse(place, f"x{text} is no number of replicas; write 1 to {MOST:,}, such as x3.")
    return count


def _quantity(text: str | None, word: str, example: str, place: Place) -> Quantity | None:
    if text is None:
        return None
    found = amount(text)
    if found is None:
        refuse(
            place, f"{short(f'{word} {text}'.strip())} says no amount; write it as in {example}."
        )
    return found


def _share(text: str | None, place: Place) -> float | None:
    if text is None:
        return None
    found = part(text)
    if found is None:
        refuse(place, f"hit {text} is no part of the whole; write 0 to 100 %, such as hit 90%.")
    return found
