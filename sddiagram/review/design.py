"""What a rule is given: one board, the numbers that follow, and views of it as a graph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from sddiagram.estimate.derived import glance
from sddiagram.finding import Finding, Severity
from sddiagram.model.accepted import Accepted
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import View
from sddiagram.model.prose import Prose
from sddiagram.review.calls import reads, writes
from sddiagram.review.graph import dominators, reached
from sddiagram.review.refused import numbers_of
from sddiagram.review.roles import CACHES, TELEMETRY, is_a, is_broker, is_client, is_staff, is_store


class Design:
    """A board as the rules look at it. What is worked out is worked out once."""

    def __init__(
        self,
        view: View,
        found: Numbers | None = None,
    ) -> None:
        self.view = view
        self.numbers, self.refused = (found, "") if found else numbers_of(view)
        """What follows from the facts; or nothing, and why nothing follows."""
        self.there = {one.id: one for one in view.components}
        self.arrows: Sequence[Arrow] = view.arrows
        self.into: dict[str, list[Arrow]] = {id: [] for id in self.there}
        self.out_of: dict[str, list[Arrow]] = {id: [] for id in self.there}
        for arrow in self.arrows:
            self.into[arrow.target].append(arrow)
            self.out_of[arrow.source].append(arrow)
        self.unneeded: Sequence[Accepted] = ()
        """Acceptances that no finding of another rule needs; the review says them."""

    @property
    def is_start(self) -> bool:
        """Whether it is the first of several stages, which is judged as a start."""
        return self.view.number == 1 and len(self.view.pattern.stages) > 1

    @property
    def is_final(self) -> bool:
        """Whether no stage comes after it."""
        return self.view.number == len(self.view.pattern.stages)

    def label(self, id: str) -> str:
        """The component's name."""
        return self.there[id].label

    def said(self, arrow: Arrow) -> str:
        """An arrow as one says it: `API → Orders database`."""
        return f"{self.label(arrow.source)} → {self.label(arrow.target)}"

    def text(self, prose: Prose) -> str:
        """What prose says; a function is told the numbers, and says nothing where it fails."""
        if not callable(prose):
            return prose
        try:
            return str(prose(self.numbers))
        except Exception:
            return ""

    def note(self, component: Component) -> str:
        """The component's note."""
        return self.text(component.note)

    def has_words(self, about: str | Arrow, pattern: str) -> bool:
        """Whether a component's name, note or technology, or an arrow's label, says something.

        `pattern` is a regular expression in any case. Of a component its arrows' labels count too.
        Words are grounds for silence, never for a finding.
        """
        if isinstance(about, Arrow):
            return bool(re.search(pattern, about.link.label, re.IGNORECASE))
        one = self.there[about]
        said = [one.label, self.note(one), one.technology.name if one.technology else ""]
        said += [arrow.link.label for arrow in (*self.into[about], *self.out_of[about])]
        return bool(re.search(pattern, " | ".join(said), re.IGNORECASE))

    @cached_property
    def told(self) -> str:
        """What the pattern's risks, trade-offs, answers and reasons say, up to this stage."""
        pattern = self.view.pattern
        said: list[Prose] = []
        for stage in pattern.stages[: self.view.number]:
            said.append(stage.why)
            for one in stage.tradeoffs:
                said += [one.decision, one.gain, one.cost]
        for risk in pattern.risks:
            said += [risk.failure, risk.effect, risk.mitigation]
        for probe in pattern.probes:
            said += [probe.question, probe.answer]
        return " | ".join(self.text(one) for one in said)

    def tells(self, pattern: str) -> bool:
        """Whether the pattern's texts say something of what cannot be drawn."""
        return bool(re.search(pattern, self.told, re.IGNORECASE))

    def count(self, id: str) -> int:
        """How many there are of a component, stated or derived."""
        load = self.numbers.loads.get(id)
        one = self.there[id]
        if self.refused and one.replicas is None and one.limits:
            # They would follow from numbers that do not, so that they are more than one.
            return 2
        return max(one.instances, load.instances if load else 1)

    def waits(self, arrow: Arrow) -> bool:
        """Whether a request goes on only after this arrow: a call, and no fill, answer or watch.

        What waits in a queue is taken from there later, so that nobody waits behind it.
        """
        verb, source, target = arrow.link.verb, self.there[arrow.source], self.there[arrow.target]
        return (
            verb.is_waited_for
            and not verb.is_background
            and not verb.is_answer
            and arrow.link.after != arrow.target
            and not is_broker(source)
            # A store asks nobody; a cache may ask the store behind it.
            and not (is_store(source) and not (is_a(source, CACHES) and is_store(target)))
            and not is_client(target)
            and not is_a(target, TELEMETRY)
            and not is_a(source, TELEMETRY)
        )

    @cached_property
    def calls(self) -> tuple[Arrow, ...]:
        """The arrows that somebody waits for."""
        return tuple(arrow for arrow in self.arrows if self.waits(arrow))

    @cached_property
    def calls_onward(self) -> dict[str, list[str]]:
        """Whom each component calls and waits for."""
        onward: dict[str, list[str]] = {}
        for arrow in self.calls:
            onward.setdefault(arrow.source, []).append(arrow.target)
        return onward

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Where requests start: the clients that send some, or all clients where none says so.

        Without a client it is what says that it sends requests: an app, or a service of others.
        Without that too nobody waits for an answer.
        """
        sending = [one for one in self.there.values() if one.sends]
        clients = [one for one in self.there.values() if is_client(one)]
        found = [one for one in clients if one.sends] or clients or sending
        return tuple(one.id for one in found)

    @cached_property
    def on_path(self) -> dict[str, None]:
        """The ids of what a client waits for, the clients left out."""
        return self._behind(self.starts)

    @cached_property
    def for_users(self) -> dict[str, None]:
        """The ids of what somebody waits for who is no staff: people outside, or programs."""
        public = [id for id in self.starts if not is_staff(self.there[id])]
        return self._behind(public)

    def _behind(self, starts: Sequence[str]) -> dict[str, None]:
        """The ids of what is called from `starts`, which are left out, and so are all clients."""
        left = {*self.starts, *(id for id, one in self.there.items() if is_client(one))}
        return {id: None for id in reached(starts, self.calls_onward) if id not in left}

    @cached_property
    def dominators(self) -> dict[str, str | None]:
        """What every way of a request to a component passes last."""
        return dominators(self.starts, self.calls_onward)

    @cached_property
    def dominated(self) -> dict[str, set[str]]:
        """All that cannot be reached without a component, itself left out."""
        found: dict[str, set[str]] = {}
        for id in self.dominators:
            above = self.dominators[id]
            while above:
                found.setdefault(above, set()).add(id)
                above = self.dominators[above]
        return found

    def callers(self, id: str) -> list[str]:
        """Who calls a component and waits, each once."""
        return list(dict.fromkeys(one.source for one in self.into[id] if self.waits(one)))

    @cached_property
    def after(self) -> dict[str, list[Arrow]]:
        """The arrows that carry what a cache missed, by its id."""
        found: dict[str, list[Arrow]] = {}
        for arrow in self.arrows:
            if arrow.link.after:
                found.setdefault(arrow.link.after, []).append(arrow)
        return found

    def past(self, id: str) -> dict[str, None]:
        """All that data from a component comes to, by arrows of any verb."""
        onward = {source: [one.target for one in many] for source, many in self.out_of.items()}
        return reached([id], onward)

    def is_write(self, arrow: Arrow) -> bool:
        """Whether a call changes what its target holds: by its label, or by its classes' names."""
        return writes(arrow)

    def is_only_read(self, arrow: Arrow) -> bool:
        """Whether a call says that it reads."""
        return reads(arrow)

    def rate(self, on: str | Arrow) -> str:
        """What a component is asked, or an arrow carries, at the peak; nothing if unknown."""
        if isinstance(on, Arrow):
            carried = self.numbers.arrows.get(on)
            return glance(carried.rate) if carried and carried.rate.value else ""
        load = self.numbers.loads.get(on)
        return glance(load.rate) if load and load.rate.value else ""


def found(
    on: Component | Arrow | str | None,
    fact: str,
    *,
    why: str = "",
    way_out: str,
    asks: str = "",
    number: str = "",
) -> Finding:
    """What a rule found; the review adds which rule it was, how much it weighs, and where it is."""
    place = on.id if isinstance(on, Component) else on
    return Finding("", fact, way_out, on=place, number=number, why=why, asks=asks)


def unknown(on: Component | Arrow | str | None, fact: str, *, way_out: str) -> Finding:
    """What a rule cannot assess, and the fact that it would take."""
    return replace(found(on, fact, way_out=way_out), severity=Severity.NOT_ASSESSED)


def named(labels: Iterable[str], most: int = 3) -> str:
    """Names in a row: `API, Cart and Search`."""
    names = list(dict.fromkeys(labels))
    if len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
