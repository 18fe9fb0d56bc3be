"""How long each class of requests takes along its path, and how often the path is there.

What is waited for: calls, one after another in the order in which they are drawn; calls to a list
side by side, and so is a call `beside` another. What a cache missed is waited for in its misses
alone; a fill is not waited for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, prod
from typing import cast

from sddiagram.estimate.hops import Classes, Delay, Hop, Later, Slowest
from sddiagram.estimate.queueing import erlang_c
from sddiagram.estimate.rates import Rates, caches_of
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import CALLS, Arrow
from sddiagram.model.latency import Latency, UnderLoad
from sddiagram.model.numbers import Answered, Load
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Quantity
from sddiagram.units import s

MOST = 24
"""Ways through a part of the design that are told apart; more are taken as one."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the design: how often it is gone, and the time that it takes."""

    part: float
    mean: float = 0.0
    variance: float = 0.0
    worst: float = 0.0
    """The p99s of its hops, added."""
    shape: Delay | None = None
    """Of the one hop on it that has a distribution of its own, and is no lognormal."""

    def then(self, other: "Way") -> "Way":
        """This way, and then the other."""
        return Way(
            self.part * other.part,
            self.mean + other.mean,
            self.variance + other.variance,
            self.worst + other.worst,
            self.shape or other.shape if not (self.shape and other.shape) else None,
        )

    @property
    def delay(self) -> Delay:
        """The lognormal of this mean and variance, as Fenton and Wilkinson match it.

        A hop with a distribution of its own that makes nearly all of the variance keeps its shape.
        """
        if self.shape and Hop.like(self.shape).variance.value >= _NEARLY_ALL * self.variance:
            return Later(self.shape, max(0.0, self.mean - self.shape.mean.value) * s)
        return Hop.matched(max(self.mean, _LEAST), self.variance)


class Paths:
    """The ways of one class of requests through a board."""

    def __init__(
        self,
        requests: Requests,
        rates: Rates,
        loads: Mapping[str, Load],
        there: Mapping[str, Component],
        network: Latency | Quantity | None = None,
    ) -> None:
        self.requests, self.loads, self.there = requests, loads, there
        self.network = Way(1.0) if network is None else _way(network)
        self._asked: dict[str, float] = {}
        for arrow, flow in rates.carried.items():
            if not arrow.link.verb.is_answer:
                many = self._asked.get(arrow.target, 0.0)
                self._asked[arrow.target] = many + sum(flow.values())
        self.visited: dict[str, None] = {}
        """Ids of all that a request may wait for, in the order in which it comes by."""
        self.spared: set[str] = set()
        """Ids of caches beside their callers, who go on without them."""
        self._found: dict[str, list[Way]] = {}
        self._calls: dict[str, list[Arrow]] = {}
        for arrow, parts in rates.parts.items():
            part = parts.get(requests.id)
            if part and part.size and is_waited_for(arrow, there):
                self._calls.setdefault(arrow.source, []).append(arrow)
        self._apart: set[Arrow] = set()
        """Calls made in a share of the requests, whatever else is called."""
        for calls in self._calls.values():
            shared = [one for one in calls if _takes_a_share(one)]
            if sum(one.link.share or 0 for one in shared) > 1 + _ROUNDING:
                self._apart.update(shared)

    def of(self, start: str) -> list[Way]:
        """The ways of a request from its arrival at a component to its answer.

        What a component calls is worked out before it. Where calls run in a circle, the first
        visit counts alone. The stack is one of our own, since designs may be deeper than Python's.
        """
        if start in self._found:
            return self._found[start]
        stack, opened = [start], {start}
        self.visited[start] = None
        while stack:
            id = stack[-1]
            onward = (one.target for one in self._calls.get(id, []))
            missing = next((one for one in onward if one not in opened), None)
            if missing is None:
                self._found[id] = self._worked_out(stack.pop())
            else:
                opened.add(missing)
                self.visited[missing] = None
                stack.append(missing)
        return self._found[start]

    def _worked_out(self, id: str) -> list[Way]:
        own, hop = self._visit(self.there[id]), self.hop_from(id)
        found: list[Way] = []
        for part, taken in self._events(id):
            ways = [replace(own, part=part)]
            for group in _side_by_side(taken):
                onward = [way.then(hop) for way in self._group(group)]
                if len(ways) * len(onward) > MOST:
                    onward = [_as_one(onward)]
                ways = [way.then(other) for way in ways for other in onward]
            found += ways
        return _few(found)

    def _made(self, arrow: Arrow) -> list[Way]:
        """The ways of one call, and that it is not made, if that is apart from all else."""
        ways = self._found.get(arrow.target) or [self._visit(self.there[arrow.target])]
        if arrow not in self._apart:
            return ways
        share = arrow.link.share or 0.0
        return [Way(1 - share), *(replace(way, part=share * way.part) for way in ways)]

    def hop_from(self, id: str) -> Way:
        """The network of one call from a component; that of clients is not the design's."""
        return Way(1.0) if self.there[id].kind.family is Family.CLIENT else self.network

    def below(self, id: str) -> dict[str, None]:
        """Ids of a component and of all that a call to it may wait for."""
        found, waiting = {id: None}, [id]
        while waiting:
            for arrow in self._calls.get(waiting.pop(), ()):
                if arrow.target not in found:
                    found[arrow.target] = None
                    waiting.append(arrow.target)
        return found

    def _visit(self, component: Component) -> Way:
        """What one visit takes: its own time, and the wait for a replica that is free."""
        stated = component.latency
        if stated is None:
            return Way(1.0)
        if isinstance(stated, UnderLoad):
            return _under_load(stated, self.loads.get(component.id))
        own = _way(stated)
        load = self.loads.get(component.id)
        if load is None or load.capacity is None or not load.use or load.use >= 1:
            return own
        # A worker has one call at a time, which may cost many keys or scores of the capacity.
        calls = load.capacity.value * self._asked[component.id] / load.rate.value
        carried = calls * load.serving
        workers = max(1, round(calls * own.mean)) * load.serving
        waiting = erlang_c(workers, load.use * workers) if workers <= MOST_WORKERS else 0.0
        wait = 1 / (carried * (1 - load.use))
        return own.then(Way(1.0, waiting * wait, waiting * (2 - waiting) * wait**2))

    def _group(self, group: Sequence[Arrow]) -> list[Way]:
        """The ways of calls that are made at the same time: the slowest one counts."""
        many = [arrow for arrow in group for _ in range(_calls_at_once(arrow))]
        if len(many) == 1:
            return self._made(many[0])
        branches = [_as_one(self._made(arrow)) for arrow in many]
        known = [one for one in branches if one.mean]
        if not known:
            return [Way(1.0)]
        slowest = Hop.like(Slowest([one.delay for one in known]))
        worst = max(one.worst for one in known)
        return [Way(1.0, slowest.mean.value, slowest.variance.value, worst)]

    def _events(self, id: str) -> list[tuple[float, list[Arrow]]]:
        """What may happen at a component, with its probability, and the calls then made.

        Its caches hit or miss, its own memory too. Of calls whose shares add up to no more than 1
        one is made, or none; others are made apart from each other.
        """
        calls = self._calls.get(id, [])
        caches = caches_of(self.there[id], calls, self.requests, self.there)
        beside = (self.there[one.target] for one in calls)
        self.spared |= {
            one.id for one in beside if one.hit_ratio is not None and one.id not in self._calls
        }
        found = []
        for hits in product((True, False), repeat=len(caches)):
            state = dict(zip(caches, hits, strict=True))
            part = prod(caches[name] if hit else 1 - caches[name] for name, hit in state.items())
            made = [one for one in calls if _is_made(one, calls, state)]
            for share, kept in _choices(made, self._apart):
                if part * share:
                    found.append((part * share, kept))
        return _likely(found)


def answered(
    requests: Requests,
    sender: str,
    rates: Rates,
    loads: Mapping[str, Load],
    there: Mapping[str, Component],
    network: Latency | Quantity | None = None,
) -> Answered:
    """The time to an answer of a class of requests, and how often its path is there."""
    paths = Paths(requests, rates, loads, there, network)
    ways = paths.of(sender)
    visited = [there[id] for id in paths.visited]
    inside = [one for one in visited if one.id != sender]
    unknown = tuple(one.label for one in inside if one.latency is None)
    full = tuple(
        one.label for one in inside if (load := loads.get(one.id)) and (load.use or 0) >= 1
    )
    unknown_or_full = {one.id for one in inside if one.latency is None or one.label in full}
    needed = [one for one in inside if one.id not in paths.spared]
    unproven = tuple(one.label for one in needed if one.availability is None)
    parts = [one.availability for one in needed if one.availability is not None]
    known = Answered(
        requests,
        unknown=unknown,
        full=full,
        unproven=unproven,
        availability=prod(parts) if parts and not unproven else None,
        hops=tuple((one.label, str(one.latency)) for one in visited if one.latency),
        calls={
            one.id: _mixed([way.then(paths.network) for way in paths.of(one.id)])
            for one in inside
            if not paths.below(one.id).keys() & unknown_or_full
        },
    )
    if not inside or unknown or full:
        return known
    delay = _mixed(ways)
    longest = max(ways, key=lambda way: way.mean)
    return replace(known, delay=delay, longest=longest.delay, worst=longest.worst * s)


MOST_WORKERS = 10_000
"""Of a larger pool, nobody waits before it is full."""
_NEARLY_ALL = 0.9
_LEAST = 1e-9
"""Seconds that what takes no time takes all the same, so that it has a distribution."""


def _under_load(stated: UnderLoad, load: Load | None) -> Way:
    """What one visit takes at the load of one replica; nothing where it has none, or too much."""
    if load is None or not load.use or load.use >= 1:
        return Way(1.0)
    delay = cast("Delay", stated.under(load.rate / load.serving))
    own = Hop.like(delay)
    return Way(1.0, delay.mean.value, own.variance.value, own.percentile_99.value, delay)


def _way(time: Latency | Quantity) -> Way:
    """A visit, or a call's network, that takes this time."""
    hop = Hop(time.p50, time.p99) if isinstance(time, Latency) else Hop(time, time)
    return Way(1.0, hop.mean.value, hop.variance.value, hop.percentile_99.value)


def _mixed(ways: Sequence[Way]) -> Classes:
    """The time of requests that take one of these ways each."""
    total = sum(way.part for way in ways)
    return Classes([(way.part / total, way.delay) for way in ways])


def is_waited_for(arrow: Arrow, there: Mapping[str, Component]) -> bool:
    """Whether a request waits for what it asks along `arrow`."""
    is_fill = arrow.link.after == arrow.target
    is_client = there[arrow.target].kind.family is Family.CLIENT
    return arrow.link.verb == CALLS and not is_fill and not is_client


def _calls_at_once(arrow: Arrow) -> int:
    return max(1, min(64, ceil(arrow.link.times)))


def _is_made(arrow: Arrow, calls: Sequence[Arrow], hits: Mapping[str, bool]) -> bool:
    """Whether a call is made when the caches hit or miss so."""
    link = arrow.link
    cache = link.after or link.hits_of or arrow.source
    if cache not in hits:
        return True
    if cache != arrow.source:
        asked = [one for one in calls if one.target == cache and one is not arrow]
        if not any(_is_made(one, calls, hits) for one in asked):
            return False
    return hits[cache] if link.hits_of else not hits[cache]


def _choices(calls: list[Arrow], apart: Collection[Arrow]) -> list[tuple[float, list[Arrow]]]:
    """Which of the calls are made, with the probability of each case."""
    chosen = [one for one in calls if _takes_a_share(one) and one not in apart]
    shares = [one.link.share or 0.0 for one in chosen]
    cases = list(zip(shares, chosen, strict=True))
    found = [
        (share, [one for one in calls if one not in chosen or one is it]) for share, it in cases
    ]
    if (none := 1 - sum(shares)) > _ROUNDING:
        found.append((none, [one for one in calls if one not in chosen]))
    return found


def _takes_a_share(arrow: Arrow) -> bool:
    return arrow.link.share is not None and arrow.link.share < 1


def _likely(cases: list[tuple[float, list[Arrow]]]) -> list[tuple[float, list[Arrow]]]:
    """The likeliest cases, which stand for all where they are too many."""
    if len(cases) <= MOST:
        return cases
    kept = sorted(cases, key=lambda case: -case[0])[:MOST]
    total, likely = sum(part for part, _ in cases), sum(part for part, _ in kept)
    return [(part * total / likely, made) for part, made in kept]


_ROUNDING = 1e-9


def _side_by_side(arrows: Sequence[Arrow]) -> list[list[Arrow]]:
    """The calls in their order, those to a list together."""
    groups: list[list[Arrow]] = []
    for arrow in arrows:
        last = groups[-1][-1] if groups else None
        together = [group for group in groups if arrow.link.beside in _targets(group)]
        if together:
            together[0].append(arrow)
        elif last and arrow.beside and arrow.beside == last.beside and arrow.link == last.link:
            groups[-1].append(arrow)
        else:
            groups.append([arrow])
    return groups


def _targets(arrows: Sequence[Arrow]) -> set[str]:
    return {arrow.target for arrow in arrows}


def _as_one(ways: Sequence[Way]) -> Way:
    """The mixture of ways as one, of the same mean and variance."""
    total = sum(way.part for way in ways)
    mean = sum(way.part * way.mean for way in ways) / total
    square = sum(way.part * (way.variance + way.mean**2) for way in ways) / total
    return Way(1.0, mean, max(0.0, square - mean**2), max(way.worst for way in ways))


def _few(ways: list[Way]) -> list[Way]:
    """The ways, or one that stands for all of them where they are too many."""
    if len(ways) <= MOST:
        return ways
    return [replace(_as_one(ways), part=sum(way.part for way in ways))]
