"""Capabilities that arrows give: a way back, a gate, a fallback, a stream to the user."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sddiagram.model.component import Component, Family
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.roles import is_a
from sddiagram.roles.nouns import CACHES, DATABASES, FILES, LOGS, QUEUES
from sddiagram.roles.table import Section


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow that an interviewer asks for by itself; `is_one` says of which arrows it is."""

    name: str
    said: str
    """What it is, with the labels of its `{source}` and `{target}`."""
    section: Section
    weight: float
    is_one: Callable[[Component, Arrow, Component], bool]


def _says(arrow: Arrow, words: str) -> bool:
    return bool(re.search(words, arrow.link.label, re.IGNORECASE))


def _streams_back(source: Component, arrow: Arrow, target: Component) -> bool:
    is_told = target.kind.family is Family.CLIENT and source.kind.family is not Family.CLIENT
    streams = arrow.link.verb.name == "streams"
    return is_told and (streams or _says(arrow, r"tokens?\b|socket|push|stream|live"))


def _invalidates(source: Component, arrow: Arrow, target: Component) -> bool:
    return is_a(target, CACHES | {"CDN"}) and _says(arrow, r"delet|invalidat|purg|evict|drop|remov")


def _tells_changes(source: Component, arrow: Arrow, target: Component) -> bool:
    is_read = target.kind.family is Family.MESSAGING or is_a(target, ("StreamProcessor", "Worker"))
    return is_a(source, DATABASES) and is_read and arrow.link.verb.name in ("emits", "streams")


def _goes_back(source: Component, arrow: Arrow, target: Component) -> bool:
    return is_a(target, ("ModelRegistry",)) and (
        _says(arrow, r"roll|back|revert") or is_a(source, ("Monitoring", "Alerting"))
    )


def _is_gate(source: Component, arrow: Arrow, target: Component) -> bool:
    return is_a(source, ("Evaluator",)) and is_a(target, ("ModelRegistry",))


def _steps_in(source: Component, arrow: Arrow, target: Component) -> bool:
    return bool(arrow.link.fallback) or _says(arrow, r"\bif\b.*\bfails?\b|fall.?back")


def _learns(source: Component, arrow: Arrow, target: Component) -> bool:
    is_log = is_a(source, QUEUES | LOGS | {"Logging"})
    return is_log and is_a(target, FILES | {"TrainingJob", "Evaluator", "ExperimentTracker"})


WAYS = (
    Way(
        "streams back",
        "answers stream back to {target}",
        Section.PATH,
        1,
        _streams_back,
    ),
    Way("fallback", "a way out to {target} when another fails", Section.PATH, 1, _steps_in),
    Way("invalidation", "{target} drops what was written", Section.DATA, 1, _invalidates),
    Way(
        "changes",
        "the changes of {source} go on to {target} with their commit",
        Section.ASYNCHRONY,
        1,
        _tells_changes,
    ),
    Way("feedback", "what was served comes back to {target}", Section.OPERATIONS, 1, _learns),
    Way("gate", "a gate before {target}", Section.OPERATIONS, 1, _is_gate),
    Way("way back", "a way back to the last model in {target}", Section.OPERATIONS, 1, _goes_back),
)


def ways_of(view: View) -> list[tuple[Way, Arrow]]:
    """The ways on the board of `view`, each with its arrow; one for each source and target."""
    there = {one.id: one for one in view.components}
    found: dict[tuple[str, str, str], tuple[Way, Arrow]] = {}
    for way in WAYS:
        for arrow in view.arrows:
            if way.is_one(there[arrow.source], arrow, there[arrow.target]):
                found.setdefault((way.name, arrow.source, arrow.target), (way, arrow))
    return [*found.values()]
