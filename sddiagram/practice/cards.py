"""Cards of the quiz: probes and figures of the library, and the numbers of the guide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from sddiagram.errors import NotFoundError
from sddiagram.estimate.telling import told
from sddiagram.guide import section
from sddiagram.guide.items import Item, Table
from sddiagram.library import built_in, load
from sddiagram.library.metadata import index_of, metadata_of
from sddiagram.library.naming import Entry
from sddiagram.model.pattern import Pattern
from sddiagram.model.study import Figure
from sddiagram.practice.amounts import Amount, amount, worked_out

NUMBERS = "numbers"
"""The topic of the guide's numbers."""
_KEY = re.compile(r"\s*\[[A-Z0-9, ]+\]")
_ASIDE = re.compile(r"\s*\((?:assumed|measured)[^)]*\)|,? assumed$|, rounded (?:up|down)$")
_CLOSE = 0.06
"""How far arithmetic with rounded numbers may be from the value that it is to give."""
_MOST = 5
"""Numbers of a sum that one can work out in one's head."""
_NUMBER = re.compile(r"\d[\d,.]*")
_FORMULA = ("quantity", "formula", "example", "result")


@dataclass(frozen=True, slots=True)
class Card:
    """A question with its answer."""

    id: str
    topic: str
    """The category of its pattern, or `numbers`."""
    source: str
    """What it is about: a pattern's title, or a page of the guide."""
    question: str
    answer: str
    number: Amount | None = None
    """The number that is asked for, if it is one."""


def cards(topic: str = "") -> tuple[Card, ...]:
    """The cards of a topic: a category, the name of a pattern, or `numbers`; of all without one.

    Raises `NotFoundError` with the known topics.
    """
    there = built_in()
    categories = {one.name: _category(one) for one in there}
    wanted = topic.casefold().strip()
    known = (NUMBERS, *dict.fromkeys(categories.values()), *categories)
    if wanted and wanted not in known:
        topics = ", ".join((NUMBERS, *dict.fromkeys(categories.values())))
        way_out = f"Topics are {topics}, and the names of patterns."
        raise NotFoundError.among("topic", topic, known, way_out)
    chosen = [one for one in there if wanted in ("", one.name, categories[one.name])]
    found = [card for one in chosen for card in _of_pattern(load(one.path))]
    if wanted in ("", NUMBERS):
        found += _of_guide()
    return tuple({card.id: card for card in found}.values())


def _category(entry: Entry) -> str:
    said = metadata_of(entry.path, index_of(entry.path.parent))
    return said.category if said else ""


def _of_pattern(pattern: Pattern) -> Iterator[Card]:
    pattern = told(pattern)
    for probe in pattern.probes:
        question = str(probe.question)
        yield Card(
            _id(pattern.name, question),
            pattern.category,
            pattern.title,
            question,
            str(probe.answer),
        )
    for figure in pattern.figures:
        if card := _of_figure(pattern, figure):
            yield card


def _of_figure(pattern: Pattern, figure: Figure) -> Card | None:
    """A figure as a sum to work out in one's head, where its derivation is one."""
    sum_of, value = str(figure.derivation).partition(" = ")[0], amount(str(figure))
    if value is None or not _gives(sum_of, value):
        return None
    question = f"{figure.label}: work out {_bare(sum_of)}."
    answer = f"{figure} ({figure.derivation})"
    return Card(
        _id(pattern.name, figure.label), pattern.category, pattern.title, question, answer, value
    )


def _gives(sum_of: str, value: Amount) -> bool:
    """Whether the arithmetic says all that is needed for its value."""
    if not 2 <= len(_NUMBER.findall(sum_of)) <= _MOST or "e-" in sum_of:
        return False
    found = worked_out(_bare(sum_of))
    return found is not None and abs(found - value.value) <= _CLOSE * abs(value.value)


def _of_guide() -> Iterator[Card]:
    for item in section(NUMBERS).items:
        for table in item.tables:
            yield from _of_table(item, table)


def _of_table(item: Item, table: Table) -> Iterator[Card]:
    for row in table.rows:
        match table.columns:
            case ("operation", "time", "source"):
                yield from _numeric(item, f"How long does this take: {row[0]}?", row[1], row[2])
            case ("technology", "planned", *_):
                question = f"What do you plan for {row[0]}, per node?"
                yield from _numeric(item, question, row[1], row[2])
            case ("availability", *periods):
                for period, down in zip(periods, row[1:], strict=True):
                    question = f"How long may a system of {row[0]} be down {period}?"
                    yield from _numeric(item, question, down, "")
            case ("what", "value", _):
                question = f"How much is this: {row[0]}?"
                yield from _numeric(item, question, row[1], row[2])
            case columns if columns == _FORMULA:
                question = f"{row[0]}: {_bare(row[1])}. Work out {_bare(row[2])}."
                yield from _numeric(item, _first(question), row[3], row[2])
            case ("item", "list price", _):
                yield from _numeric(item, f"What is the list price of {row[0]}?", row[1], row[2])
            case ("servers", *uses):
                for use, waits in zip(uses, row[1:], strict=True):
                    pool = "one server" if row[0] == "1" else f"{row[0]} servers behind one queue"
                    question = f"{table.title}: {pool}, {use}?"
                    yield from _numeric(item, question, waits, "M/M/c")


def _numeric(item: Item, question: str, value: str, how: str) -> Iterator[Card]:
    number = amount(value)
    if number is not None and number.number:
        answer = f"{value} ({how})" if how else value
        yield Card(_id(NUMBERS, question), NUMBERS, item.title, question, answer, number)


def _bare(text: str) -> str:
    """The text without its keys of sources and asides."""
    return _ASIDE.sub("", _KEY.sub("", text)).strip()


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _id(owner: str, question: str) -> str:
    """A name that stays the same while the question does."""
    return f"{owner}/{crc32(question.encode()):08x}"
