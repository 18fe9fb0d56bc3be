"""A pattern from what was read: kinds, facts and verbs that the words mean."""

from collections.abc import Sequence
from dataclasses import replace

from sddiagram import links
from sddiagram.errors import DesignError
from sddiagram.model.component import Component, Family, Group
from sddiagram.model.flow import Arrow, End, Link, joined
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import identity
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Quantity
from sddiagram.sketch.chains import Chain, chains
from sddiagram.sketch.draft import Draft, Edge, Part
from sddiagram.sketch.naming import labels
from sddiagram.sketch.place import short
from sddiagram.sketch.understanding import kind_called, near_names
from sddiagram.sketch.verbs import is_miss
from sddiagram.sketch.words import words

_STORES = frozenset({"Database", "SQLPrimary", "NoSQL", "KeyValue", "Shard", "GraphDB"})
_HOLD = frozenset({"ObjectStorage", "DataWarehouse", "DataLake", "SearchIndex", "VectorDB"})


def pattern_of(draft: Draft, title: str) -> Pattern:
    """The pattern that was read; raises `DesignError` when nothing was."""
    if not draft.parts and draft.remarks:
        raise DesignError(str(draft.remarks[0]))
    if not draft.parts:
        raise DesignError(
            "line 1, column 1: there is nothing to draw; write Users -> API -> Database."
        )
    return _Design(draft).pattern(draft.title or title)


class _Design:
    """The components and arrows of a draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._labels = labels(draft)
        self._entered = {id(edge.target) for edge in draft.edges}
        self._requests = self._sent()
        self._components = {id(part): self._component(part) for part in draft.parts}
        self._ids = {key: one.id for key, one in self._components.items()}

    def pattern(self, title: str) -> Pattern:
        arrows = [self._arrow(edge) for edge in self._draft.edges]
        there = {one.id: one for one in self._components.values()}
        flows: list[End] = [_flow(chain, there) for chain in chains(arrows)]
        drawn = {name for arrow in arrows for name in (arrow.source, arrow.target)}
        alone = [one for id, one in there.items() if id not in drawn]
        return Pattern(title, *flows, *alone)

    def _component(self, part: Part) -> Component:
        kind = kind_called("Service") if self._is_web_server(part) else part.meaning.kind
        self._say_unknown(part)
        group: Group | None = None
        for label in part.group:
            group = Group(label, group)
        one = kind(
            self._labels[id(part)],
            technology=part.meaning.technology,
            note=part.note,
            replicas=part.replicas,
            group=group,
            sends=self._requests.get(id(part), ()),
            capacity=part.most,
            icon=part.icon or None,
        )
        return self._with_facts(one, part)

    def _is_web_server(self, part: Part) -> bool:
        """Whether what is called web, or frontend, stands behind a load balancer or its like."""
        return part.meaning.kind.noun == "Browser" and any(
            edge.target is part
            and edge.verb != "answers"
            and edge.source.meaning.kind.family is Family.EDGE
            for edge in self._draft.edges
        )

    def _say_unknown(self, part: Part) -> None:
        if not part.meaning.is_known:
            self._draft.remark(
                part.place,
                f"{short(part.meaning.label)} is not in the vocabulary, so it is a plain service; "
                f"{_other_kind(part)}.",
            )

    def _with_facts(self, one: Component, part: Part) -> Component:
        """`one` with those facts that its kind can have; what it cannot have is told."""
        noun = one.kind.noun
        if part.hit is not None:
            if noun in ("Cache", "CDN", "OnlineFeatureStore", "Proxy"):
                one = one.but(hit_ratio=part.hit)
            else:
                self._draft.remark(
                    part.place,
                    f"only a cache has hits, and {one.label} is none, so its hit ratio is left "
                    f"out; write {one.label} cache if it is one.",
                )
        if part.stale is not None:
            one = one.but(stale=part.stale)
        if part.at is not None and id(part) not in self._requests:
            one = self._at(one, part, part.at)
        return one

    def _at(self, one: Component, part: Part, at: Quantity) -> Component:
        if at.dimension == (0, 1):
            return one.but(latency=at)
        if at.dimension == (1, 0) and (one.kind.noun in _STORES | _HOLD or _is_data(one)):
            return one.but(holds=at)
        what = "load" if at.dimension == (0, -1) else "size"
        self._draft.remark(
            part.place,
            f"the {what} of {one.label} follows from what enters the design, so {at} is only "
            f"noted; write Users @ {at} for what enters, or {one.label} max {at} for what one "
            "replica carries.",
        )
        return one.but(note=f"{at}; {part.note}" if part.note else str(at))

    def _sent(self) -> dict[int, tuple[Requests, ...]]:
        """What each component sends into the design, from its own rate and those of its arrows."""
        sent: dict[int, list[Requests]] = {}
        entries = [
            part for part in self._draft.parts
            if part.meaning.kind.family is Family.CLIENT or id(part) not in self._entered
        ]  # fmt: skip
        by_part = {id(part): part for part in entries}
        several = len([part for part in entries if _is_rate(part.at)]) > 1
        for part in entries:
            if part.at is not None and _is_rate(part.at):
                name = f"requests of {self._labels[id(part)]}" if several else "requests"
                sent.setdefault(id(part), []).append(_requests(name, part.at))
        for edge in self._draft.edges:
            if edge.rate is None or not _is_rate(edge.rate):
                continue
            if (source := by_part.get(id(edge.source))) and source.at is None:
                name = edge.label or f"requests to {self._labels[id(edge.target)]}"
                one = _requests(name, edge.rate)
                if one.id not in {known.id for known in sent.get(id(source), [])}:
                    sent.setdefault(id(source), []).append(one)
        return {key: tuple(requests) for key, requests in sent.items()}

    def _arrow(self, edge: Edge) -> Arrow:
        source, target = self._components[id(edge.source)], self._components[id(edge.target)]
        link = self._link(edge, source, target)
        return Arrow(source.id, target.id, link)

    def _link(self, edge: Edge, source: Component, target: Component) -> Link:
        verb = getattr(links, _meant(edge, source, target))
        link = Link(verb, edge.label)
        if edge.rate is not None:
            own = [one for one in source.sends if edge.source.at is None]
            name = identity(edge.label or f"requests to {target.label}")
            of = tuple(one for one in own if one.id == name)
            if of:
                return replace(link, label="", of=of) if len(own) > 1 else link
            self._draft.remark(
                edge.place,
                f"a rate inside the design follows from what enters it, so {edge.rate} stands on "
                "the arrow as words only; write the rate behind a client: Users @ 2k rps.",
            )
            return replace(
                link, label=f"{edge.label}, {edge.rate}" if edge.label else str(edge.rate)
            )
        if cache := self._cache_before(edge, target, link):
            return replace(link, after=cache.id)
        return link

    def _cache_before(self, edge: Edge, target: Component, link: Link) -> Component | None:
        """The cache that the same source asked before it calls `target`, if it says so."""
        if link.verb != links.calls or target.hit_ratio is not None:
            return None
        asked = [
            other.target for other in self._draft.edges
            if other.source is edge.source and other.target.hit is not None
            and other.target.meaning.kind.noun == "Cache" and not other.verb
        ]  # fmt: skip
        if len(asked) != 1 or asked[0] is edge.target:
            return None
        if is_miss(edge.label):
            return self._components[id(asked[0])]
        if edge.label or target.kind.noun not in _STORES:
            return None
        cache = self._components[id(asked[0])]
        source = self._labels[id(edge.source)]
        self._draft.remark(
            edge.place,
            f"the arrow from {source} to {target.label} is read as what {cache.label} misses; "
            f"write {source} -> {target.label}: all, if everything goes there.",
        )
        return cache


def _other_kind(part: Part) -> str:
    """How to say that a component is no plain service."""
    if found := near_names(part.name):
        return f"write {' or '.join(found)} if that is meant"
    return f"for another kind write it behind the name, such as {part.meaning.label} (queue)"


def _flow(chain: Chain, there: dict[str, Component]) -> End:
    first, *rest = chain.ends
    flow: End = _end(first, there)
    for link, ends in zip(chain.links, rest, strict=True):
        flow = joined(flow, link) >> _end(ends, there)
    return flow


def _end(ids: Sequence[str], there: dict[str, Component]) -> End:
    return there[ids[0]] if len(ids) == 1 else [there[id] for id in ids]


def _meant(edge: Edge, source: Component, target: Component) -> str:
    """The verb of an arrow: its own, or what the kinds at its ends mean."""
    replicates = target.kind.noun == "ReadReplica" and source.kind.noun in _STORES
    if replicates and (edge.verb == "emits" or not (edge.verb or edge.label)):
        return "copies"
    if edge.verb:
        return edge.verb
    if target.kind.family is Family.CLIENT and words(target.label)[:1] == ("response",):
        return "answers"
    return "calls"


def _requests(name: str, rate: Quantity) -> Requests:
    """A class of requests; a rate per second is the peak's, one in a longer time an average."""
    return Requests(name, rate, peak=1 if _is_per_second(rate) else 3)


def _is_per_second(rate: Quantity) -> bool:
    from sddiagram.sketch.numbers import number_and_unit

    return number_and_unit(rate)[1] == "rps"


def _is_rate(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.dimension == (0, -1)


def _is_data(one: Component) -> bool:
    return one.kind.family is Family.DATA
