"""Sources by their keys: which ones the texts and the facts of a pattern lean on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from sddiagram.model.component import Component
from sddiagram.model.pattern import Pattern
from sddiagram.quantity import Quantity
from sddiagram.technology.sources import SOURCES, Source

_KEYS = re.compile(r"\[([A-Z][A-Z0-9]*(?:, [A-Z][A-Z0-9]*)*)\]")


def keys_in(text: str) -> list[str]:
    """The keys that `text` cites, in their order.

    >>> keys_in("0.5 ms per read [NM], measured twice [RED, KAF]")
    ['NM', 'RED', 'KAF']
    """
    return [key for many in _KEYS.findall(text) for key in many.split(", ")]


def known_sources(pattern: Pattern) -> Mapping[str, Source]:
    """All sources that a key may name in `pattern`: its own, and those of the library's tables."""
    own = {one.key: one for one in pattern.sources if isinstance(one, Source)}
    return SOURCES | own


def cited_keys(pattern: Pattern) -> list[str]:
    """Each key that a text or a fact of `pattern`, as it is told, cites, once."""
    said = dict.fromkeys(key for text in _texts(pattern) for key in keys_in(text))
    return [*said]


def _texts(value: object) -> Iterator[str]:
    """Every text in a pattern, and in what it holds: stages, boards, components, facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Quantity):
        yield getattr(value, "how", "")
    elif isinstance(value, Pattern):
        for name in ("stages", "brief", "figures", "risks", "probes", "api", "levels", "learning"):
            yield from _texts(getattr(value, name))
        for board in value.boards:
            yield from _texts(board.components)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Component):
        for fact in (value.note, value.limits, value.cost):
            yield from _texts(fact)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("flow", "changes", "replaces", "drops"):
                yield from _texts(getattr(value, field.name))
