"""What follows from a design's facts: a value that texts quote and commands print.

`sddiagram.estimate` makes it. Every number keeps how it follows, as text made from the facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import inf
from typing import overload

from sddiagram.errors import DesignError
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow, Flow
from sddiagram.model.latency import Delay
from sddiagram.model.text import shown
from sddiagram.model.traffic import Records, Requests
from sddiagram.units import Quantity, rps


class Verdict(Enum):
    """How a component stands at the peak, with one zone lost."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    MANAGED = "managed"
    """Others run it, spread over zones, and its load is within its quota, if one is stated."""
    NOT_ASSESSED = "not assessed"
    NOT_ASKED = "no load"


@dataclass(frozen=True, slots=True)
class Arriving:
    """A class of requests as it enters the design."""

    requests: Requests
    how: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a component is asked at the peak, and what stands against it."""

    component: Component
    rate: Quantity
    capacity: Quantity | None
    """Of one replica."""
    instances: int
    serving: int
    """Those that answer; of copies, one does."""
    use: float | None
    """Part of what its replicas carry that is asked; unknown without a capacity."""
    zone_lost: float | None
    """The same with the replicas of one zone lost; infinite where none is left."""
    verdict: Verdict
    how: str
    source: str = ""
    """Where its capacity comes from, if not from the pattern."""

    @property
    def breaks_at(self) -> float | None:
        """At how many times the load it is full."""
        return None if self.use is None else (1 / self.use if self.use else inf)


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes along an arrow at the peak."""

    arrow: Arrow
    rate: Quantity
    how: str
    along: Quantity | None = None
    """Bytes per second, where sizes are said."""
    back: Quantity | None = None
    """Bytes per second of answers, where the class says the size of a response."""
    bytes_how: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store holds once its records have been kept as long as they are."""

    records: str
    size: Quantity
    how: str


@dataclass(frozen=True, slots=True)
class Age:
    """How old what a class of requests is answered with may be."""

    most: Quantity | None
    """None where something on its path does not say its part."""
    how: str
    unknown: tuple[str, ...] = ()
    """What says no stale=: caches, copies, and what is filled in the background."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How long a class of requests takes to be answered, and how often its path is there."""

    requests: Requests
    delay: Delay | None = None
    """None where a time on its path is unknown, or something there is asked too much."""
    longest: Delay | None = None
    """Along its longest way, where every cache misses."""
    worst: Quantity | None = None
    """The p99s along its longest way, added: an upper bound, never the p99."""
    unknown: tuple[str, ...] = ()
    """What on its path states no latency."""
    full: tuple[str, ...] = ()
    """What on its path is asked more than it carries, so that requests queue without end."""
    availability: float | None = None
    unproven: tuple[str, ...] = ()
    """What on its path states no availability."""
    hops: tuple[tuple[str, str], ...] = ()
    """What it waits for, with the time of one visit."""
    calls: Mapping[str, Delay] = field(default_factory=dict)
    """How long a call to each component on its path, by its id, takes to be answered."""
    age: Age | None = None


@dataclass(frozen=True, slots=True)
class CostItem:
    """What the replicas of one component cost per month."""

    label: str
    month: Quantity
    how: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What the design costs, as far as its parts state it."""

    month: Quantity | None
    each_thousand: Quantity | None
    """Of a thousand requests, at the average rate."""
    items: tuple[CostItem, ...]
    unknown: tuple[str, ...]
    """What states no cost."""


class Met(Enum):
    """How a requirement stands."""

    MET = "met"
    MISSED = "missed"
    NOT_DERIVED = "not derived"


@dataclass(frozen=True, slots=True)
class Requirement:
    """An answer of the brief, and what follows for it."""

    question: str
    answer: str
    verdict: Met
    how: str


@dataclass(frozen=True, eq=False, repr=False)
class Numbers:
    """What follows from the facts of one board; `sd.estimate(pattern)` gives it.

    `n[component]` is how many replicas it has, `n[requests]` the average rate of a class,
    `n[records]` the bytes that they take in the end; `n.at(...)` is a rate at the peak and
    `n.how(...)` the derivation.
    """

    title: str
    stage: int
    what_if: tuple[str, ...]
    traffic: tuple[Arriving, ...]
    sent: Mapping[str, Quantity]
    """What each component that sends requests sends at the peak, by its id."""
    loads: Mapping[str, Load]
    """By the component's id, in the order of the board."""
    arrows: Mapping[Arrow, Carried]
    stored: Mapping[str, tuple[Stored, ...]]
    """What each store holds, by its id."""
    answered: tuple[Answered, ...]
    """The latency and the availability of each class of requests."""
    cost: Cost
    requirements: tuple[Requirement, ...]
    """The answers of the brief that can be held against what follows, and those that cannot."""

    @overload
    def __getitem__(self, what: Component) -> int: ...
    @overload
    def __getitem__(self, what: Requests | Records) -> Quantity: ...
    def __getitem__(self, what: Component | Requests | Records) -> int | Quantity:
        if isinstance(what, Component):
            return self._load(what).instances
        if isinstance(what, Requests):
            return self._arriving(what).requests.rate
        if isinstance(what, Records):
            return self._stored(what).size
        raise DesignError(
            f"n[{shown(what)}]: numbers are of a component, of requests or of records."
        )

    @property
    def peak(self) -> Quantity:
        """All requests that enter at the peak; other things that enter are counted apart."""
        rates = [one.requests.at_peak for one in self.traffic]
        plain = [rate for rate in rates if not rate.counts]
        if not plain and len({rate.counts for rate in rates}) == 1:
            plain = rates
        return sum(plain[1:], plain[0]) if plain else 0 * rps

    def at(self, what: Component | Flow) -> Quantity:
        """What a component is asked at the peak, or what goes along an arrow: `users >> api`.

        Of a client it is what it sends.
        """
        if isinstance(what, Component):
            is_client = what.id not in self.loads and what.id in self.sent
            return self.sent[what.id] if is_client else self._load(what).rate
        rates = [one.rate for one in self._carried(what)]
        return sum(rates[1:], rates[0])

    def use(self, component: Component) -> float | None:
        """The part of what its replicas carry that is asked at the peak; None: not assessed."""
        return self._load(component).use

    def delay(self, component: Component) -> Delay | None:
        """How long a call to `component` takes, its network and all that it waits for included.

        None where a time on its way is unknown, or something there is asked too much. Where
        several classes of requests call it, it is the delay of the one that waits for longest.
        """
        self._load(component)
        found = [one.calls[component.id] for one in self.answered if component.id in one.calls]
        return max(found, key=lambda delay: delay.p99, default=None)

    def how(self, what: Component | Flow | Requests | Records) -> str:
        """How the number of `what` follows from the facts."""
        if isinstance(what, Component):
            return self._load(what).how
        if isinstance(what, Requests):
            return self._arriving(what).how
        if isinstance(what, Records):
            return self._stored(what).how
        return "; ".join(one.how for one in self._carried(what))

    @property
    def breaks_first(self) -> tuple[Load, ...]:
        """The components that can be assessed, the one that is full first before the others."""
        known = [load for load in self.loads.values() if load.use]
        return tuple(sorted(known, key=lambda load: -(load.use or 0)))

    @property
    def not_assessed(self) -> tuple[Load, ...]:
        """What is asked, and has no capacity that could stand against it."""
        return tuple(load for load in self.loads.values() if load.verdict is Verdict.NOT_ASSESSED)

    def _load(self, component: Component) -> Load:
        try:
            return self.loads[component.id]
        except KeyError:
            raise DesignError(
                f"{component.label!r} is not on the board of {self.title}, so it has no numbers."
            ) from None

    def _arriving(self, requests: Requests) -> Arriving:
        for one in self.traffic:
            if one.requests.id == requests.id:
                return one
        raise DesignError(
            f"{requests.name!r} enters {self.title} nowhere; give a client sends=[...]."
        )

    def _stored(self, records: Records) -> Stored:
        for many in self.stored.values():
            for one in many:
                if one.records == records.id:
                    return one
        raise DesignError(
            f"{records.name!r} are held nowhere in {self.title}; give a store holds=[...]."
        )

    def _carried(self, flow: Flow) -> list[Carried]:
        wanted = {(arrow.source, arrow.target) for arrow in flow.arrows}
        labels = {arrow.link.label for arrow in flow.arrows if arrow.link.label}
        found = [
            one
            for arrow, one in self.arrows.items()
            if (arrow.source, arrow.target) in wanted and (not labels or arrow.link.label in labels)
        ]
        if not found:
            raise DesignError(f"{flow!r} is no arrow on the board of {self.title}.")
        return found

    def __iter__(self) -> Iterator[Load]:
        return iter(self.loads.values())

    def __repr__(self) -> str:
        return f"<Numbers of {self.title}: {self.peak} at the peak>"
