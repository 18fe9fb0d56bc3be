"""What was read so far: components, arrows and groups, with their places in the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sddiagram.model.component import Family
from sddiagram.quantity import Quantity
from sddiagram.sketch.place import Place, Remark, refuse, short
from sddiagram.sketch.saying import Said
from sddiagram.sketch.understanding import Meaning

MOST_PARTS = 200
MOST_ARROWS = 1_000
"""More than that is no sketch, and no picture that anybody reads."""


@dataclass(eq=False, slots=True)
class Part:
    """A component, as far as it is known."""

    place: Place
    meaning: Meaning
    name: str
    note: str = ""
    replicas: int | None = None
    at: Quantity | None = None
    most: Quantity | None = None
    hit: float | None = None
    stale: Quantity | None = None
    icon: str = ""
    group: "tuple[str, ...]" = ()
    """The labels of the groups around it, from outside in."""


class Way(NamedTuple):
    """How an arrow goes."""

    is_async: bool = False
    is_back: bool = False
    is_both: bool = False


class Edge(NamedTuple):
    """An arrow between two components."""

    source: Part
    target: Part
    verb: str
    """Empty where nothing says it."""
    label: str
    place: Place
    rate: Quantity | None = None
    """Of what goes along it, where the sketch says so."""


@dataclass(slots=True)
class Draft:
    """A design that is being read."""

    title: str = ""
    parts: list[Part] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _by_key: dict[str, Part] = field(default_factory=dict)
    _edges: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    """Where the arrows between two components are."""

    def part(self, said: Said, group: tuple[str, ...] = ()) -> Part:
        """The component that `said` speaks of: a new one, or one that is there already.

        Raises `DesignError` when there are too many.
        """
        keys = said.meaning.keys
        found = next((self._by_key[key] for key in sorted(keys) if key in self._by_key), None)
        if found is None:
            found = self.another(said)
        for key in keys:
            self._by_key.setdefault(key, found)
        self._learn(found, said)
        if group and found.group and found.group != group:
            self.remark(
                said.place,
                f"{found.meaning.label} stands in the group {found.group[-1]} already, and stays "
                "there.",
            )
        found.group = found.group or group
        return found

    def another(self, said: Said) -> Part:
        """A component of its own, even if there is one of the same name.

        Raises `DesignError` when there are too many.
        """
        if len(self.parts) >= MOST_PARTS:
            refuse(
                said.place,
                f"this is the component number {MOST_PARTS + 1}, and nobody reads a picture of "
                "so many; draw a part of it, or name a group of them as one.",
            )
        part = Part(
            said.place, said.meaning, said.name, said.note, said.replicas, said.at, said.most,
            said.hit, said.stale,
        )  # fmt: skip
        self.parts.append(part)
        return part

    def knows(self, said: Said) -> bool:
        """Whether the component that `said` speaks of is there already."""
        return any(key in self._by_key for key in said.meaning.keys)

    def _learn(self, found: Part, said: Said) -> None:
        """Add what `said` says to what is known."""
        meaning = said.meaning
        if (meaning.technology and not found.meaning.technology) or (
            found.meaning.is_generic and not meaning.is_generic
        ):
            found.meaning = meaning
        for fact in ("replicas", "at", "most", "hit", "stale"):
            value, before = getattr(said, fact), getattr(found, fact)
            if value is None:
                continue
            if before not in (None, value):
                self.remark(
                    said.place,
                    f"{found.meaning.label} had another number above; this one counts: {value}.",
                )
            setattr(found, fact, value)
        if said.note and said.note != found.note:
            found.note = f"{found.note}; {said.note}" if found.note else said.note

    def join(
        self,
        sources: Sequence[Part],
        targets: Sequence[Part],
        way: Way,
        label: str,
        place: Place,
        *,
        verb: str = "",
        rate: Quantity | None = None,
    ) -> None:
        """Draw an arrow from each source to each target."""
        if way.is_back:
            sources, targets = targets, sources
        verb = verb or ("emits" if way.is_async else "")
        for source in sources:
            for target in targets:
                self._edge(Edge(source, target, verb, label, place, rate))
                if way.is_both:
                    self._edge(Edge(target, source, "answers", "", place))

    def _edge(self, edge: Edge) -> None:
        if edge.source is edge.target:
            self.remark(
                edge.place,
                f"{edge.source.meaning.label} leads to itself; that arrow is left out.",
            )
            return
        key = (id(edge.source), id(edge.target))
        known = self._edges.setdefault(key, [])
        for at in known:
            before = self.edges[at]
            if (before.verb, before.label) == (edge.verb, edge.label) or not (
                edge.verb or edge.label
            ):
                return
            if not (before.verb or before.label):
                # What was only drawn above is named here.
                self.edges[at] = edge
                return
        if len(self.edges) >= MOST_ARROWS:
            refuse(
                edge.place,
                f"this is the arrow number {MOST_ARROWS + 1}, and nobody reads a picture of so "
                "many; draw a part of it.",
            )
        known.append(len(self.edges))
        self.edges.append(edge)

    def answer_what_goes_back(self) -> bool:
        """Read messages that go back to the edge as answers; whether there were any.

        What workers send to the gateway from which their work came goes on to its users, and is
        nothing that enters the design again.
        """
        back = [
            at
            for at, edge in enumerate(self.edges)
            if edge.verb == "emits"
            and edge.target.meaning.kind.family is Family.EDGE
            and self._leads(edge.target, edge.source)
        ]
        for at in back:
            edge = self.edges[at]
            self.edges[at] = edge._replace(verb="answers")
            source, target = edge.source.meaning.label, edge.target.meaning.label
            self.remark(
                edge.place,
                f"the arrow from {source} goes back to {target}, so it is read as an answer.",
            )
        return bool(back)

    def _leads(self, source: Part, target: Part) -> bool:
        """Whether arrows lead from one to the other, over as many others as it takes."""
        found, waiting = {id(source)}, [source]
        while waiting:
            here = waiting.pop()
            for edge in self.edges:
                if edge.source is here and id(edge.target) not in found:
                    found.add(id(edge.target))
                    waiting.append(edge.target)
        return id(target) in found

    def forget_rates(self) -> None:
        """Take out all that is said of how much comes in."""
        for part in self.parts:
            part.at = None
        self.edges = [edge._replace(rate=None) for edge in self.edges]

    def remark(self, place: Place, text: str) -> None:
        """Note something that the author should know."""
        self.remarks.append(Remark(place, text))

    def unread(self, place: Place, text: str, way_out: str) -> None:
        """Note that `text` was left out, and what to write."""
        self.remark(place, f"{short(text)} is left out; {way_out}")
