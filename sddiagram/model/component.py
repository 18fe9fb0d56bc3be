"""Components, the kinds that make them, and the groups they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, cast

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.logo import Logo, chosen
from sddiagram.model.facts import count, money, ratio, require, several
from sddiagram.model.flow import Chainable, Flow
from sddiagram.model.latency import Latency, UnderLoad, require_latency
from sddiagram.model.prose import Prose, cleaned
from sddiagram.model.sizing import Sizing
from sddiagram.model.text import clean, identity, named, shown
from sddiagram.model.traffic import Records, Requests
from sddiagram.technology import Technology
from sddiagram.technology.managed import is_managed
from sddiagram.units import GB, MB, Quantity, rps, s, second


class Family(Enum):
    """What a component is for; it gives the card's colour."""

    CLIENT = "client"
    EDGE = "edge"
    COMPUTE = "compute"
    DATA = "data"
    MESSAGING = "messaging"
    ML = "ml"
    OPERATIONS = "operations"


class _Unsaid(Enum):
    """What `but` is given for a fact that stays."""

    UNSAID = "unsaid"


_UNSAID = _Unsaid.UNSAID


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """A labelled panel around components, or around other groups (`group=`)."""

    label: str
    group: "Group | None" = None
    sizing: Sizing | None = None
    """How what stands in it is sized, if not as the pattern says."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", named("A Group", self.label))
        object.__setattr__(self, "group", _group(f"Group {self.label!r}", self.group))
        require_sizing(f"Group {self.label!r}: sizing", self.sizing)

    @property
    def id(self) -> str:
        """The identities of the groups around it and its own, outermost first."""
        own = identity(self.label)
        return f"{self.group.id}--{own}" if self.group else own

    @staticmethod
    def outward(group: "Group | None") -> Iterator["Group"]:
        """`group`, if there is one, and those around it, from inside out."""
        while group:
            yield group
            group = group.group

    def __repr__(self) -> str:
        return f"<Group {self.label!r}>"


@dataclass(frozen=True, slots=True, repr=False)
class Kind:
    """A row of the table of component kinds; calling it makes a component.

    >>> Ledger = Kind("Ledger", Family.DATA, technology="postgresql", meaning="the money's truth")
    >>> Ledger("Accounts", replicas=3).id
    'accounts'
    """

    noun: str
    family: Family = Family.COMPUTE
    technology: str = ""
    """Name of the technology that components of this kind have; no kind of the table has one."""
    icon: str | type | Path | Logo | None = None
    """Icon of a component without technology, given as a component's own."""
    meaning: str = ""
    """What such a component is for, in a phrase."""
    is_single: bool = False
    """Whether there is one of it, however much it is asked, unless its author says more."""
    is_managed: bool = False
    """Whether others run it by its nature, unless its technology says otherwise."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "noun", named("A Kind", self.noun))
        object.__setattr__(self, "icon", chosen(self.noun, self.icon))
        object.__setattr__(self, "meaning", clean(self.meaning, f"Kind {self.noun}: meaning"))
        if isinstance(self.family, Family):
            return
        if not isinstance(self.family, str):
            raise DesignError(
                f"Kind {self.noun}: family={shown(self.family)}; give sd.Family.DATA or its like."
            )
        families = {family.value: family for family in Family}
        name = str(self.family).casefold()
        if name not in families:
            raise NotFoundError.among("family", name, families)
        object.__setattr__(self, "family", families[name])

    def __call__(
        self,
        label: str,
        *,
        technology: "str | Technology | None" = None,
        note: Prose = "",
        replicas: int | None = None,
        group: "Group | str | None" = None,
        capacity: Quantity | Sequence[Quantity] | None = None,
        latency: Latency | UnderLoad | Quantity | None = None,
        hit_ratio: float | None = None,
        stale: Quantity | None = None,
        caches: Requests | Sequence[Requests] = (),
        sends: Requests | Sequence[Requests] = (),
        holds: Records | Quantity | Sequence[Records | Quantity] = (),
        node: Quantity | None = None,
        copies: int = 1,
        memory: Quantity | None = None,
        disk: Quantity | None = None,
        availability: float | Quantity | None = None,
        zones: int | None = None,
        cost: Quantity | None = None,
        sizing: Sizing | None = None,
        icon: str | type | Path | Logo | None = None,
    ) -> "Component":
        """A component of this kind.

        `technology` is a known name, or `sd.Technology(...)` for one of your own; the empty text
        says none. `group` is a panel around it, or that panel's name. `icon` is a node class of
        `diagrams` or its dotted name, or a PNG or SVG file (a relative name starts from the
        pattern's folder).

        `sends` are the classes of requests that enter here. `capacity` is what one replica carries
        (a rate; several where several things limit it); of what others run it is the quota.
        `latency` is what one visit costs: a time, or what makes one of the load, such as
        `sd.llm.FirstTokens`. `availability` is the part of the time that it answers, `cost` that of
        one replica per month, or nothing (`0 * sd.usd`). `replicas` are a decision; left
        out, they follow from the capacity and what is asked, by `sizing`. A cache answers
        `hit_ratio` of the look-ups (0 to 1) of the classes it `caches`. `stale` is how old its
        answers may be: a cache's lifetime, a replica's lag. A store `holds` records, `copies`
        times, each on a `node` of a size; `memory` and `disk` are those of one replica. `zones`
        are those its replicas stand in.

        Raises `DesignError` for a fact that cannot be, `NotFoundError` for an unknown technology.
        """
        built_with = self.technology if technology is None else technology
        # The component itself cleans and checks what it is made of, as `but` relies on too.
        return Component(
            label=label,
            kind=self,
            technology=cast("Technology | None", built_with),
            note=note,
            replicas=replicas,
            group=cast("Group | None", group),
            capacity=cast("Quantity | tuple[Quantity, ...] | None", capacity),
            latency=latency,
            hit_ratio=hit_ratio,
            stale=stale,
            caches=cast("tuple[Requests, ...]", caches),
            sends=cast("tuple[Requests, ...]", sends),
            holds=cast("tuple[Records | Quantity, ...]", holds),
            node=node,
            copies=copies,
            memory=memory,
            disk=disk,
            availability=cast("float | None", availability),
            zones=zones,
            cost=cost,
            sizing=sizing,
            icon=icon,
        )

    def __repr__(self) -> str:
        return f"<Kind {self.noun}>"


@dataclass(frozen=True, slots=True, repr=False)
class Component(Chainable):
    """A box of the design, made by a kind: `sd.Cache("Sessions", technology="redis")`.

    Its identity is its label's; equal values are one component, and `but` gives one with other
    facts.
    """

    label: str
    kind: Kind
    technology: Technology | None = None
    note: Prose = ""
    replicas: int | None = None
    """A decision; None: they follow from what is asked."""
    group: Group | None = None
    capacity: Quantity | tuple[Quantity, ...] | None = None
    latency: Latency | UnderLoad | Quantity | None = None
    hit_ratio: float | None = None
    stale: Quantity | None = None
    """How old its answers may be: the lifetime of what a cache keeps, the lag of a replica."""
    caches: tuple[Requests, ...] = ()
    """The classes that it answers from memory; empty: all that look it up."""
    sends: tuple[Requests, ...] = ()
    holds: tuple[Records | Quantity, ...] = ()
    node: Quantity | None = None
    copies: int = 1
    memory: Quantity | None = None
    disk: Quantity | None = None
    availability: float | None = None
    zones: int | None = None
    cost: Quantity | None = None
    """Of one replica: dollars per month, or dollars in a time."""
    sizing: Sizing | None = None
    icon: str | type | Path | Logo | None = None

    def __post_init__(self) -> None:
        label = named(f"A {self.kind.noun}", self.label)
        own = f"{label!r}: "
        facts: dict[str, object] = {
            "label": label,
            "technology": _technology(repr(label), self.technology),
            "note": cleaned(self.note, f"{own}note"),
            "icon": chosen(self.label, self.icon),
            "group": _group(repr(label), self.group),
            "capacity": _capacity(own, self.capacity),
            "caches": several(
                Requests, self.caches, f"{own}caches holds", "caches=reads, a sd.Requests(...)"
            ),
            "sends": several(Requests, self.sends, f"{own}sends holds", f"sends={_REQUESTS}"),
            "holds": several(
                (Records, Quantity), self.holds, f"{own}holds", "holds=links, a sd.Records(...)"
            ),
        }
        if self.replicas is not None:
            count(f"{own}replicas", self.replicas)
        count(f"{own}copies", self.copies)
        if self.zones is not None:
            count(f"{own}zones", self.zones)
        for fact in ("hit_ratio", "availability"):
            if (part := getattr(self, fact)) is not None:
                facts[fact] = ratio(f"{own}{fact}", part)
        if self.caches and self.hit_ratio is None:
            raise DesignError(f"{own}caches= says what, hit_ratio= how much of it; give both.")
        require_latency(f"{own}latency", self.latency)
        if self.stale is not None:
            require(f"{own}stale", self.stale, "a time", 1 * second)
        for fact in ("node", "memory", "disk"):
            if (size := getattr(self, fact)) is not None:
                require(f"{own}{fact}", size, "a size", 64 * GB)
        for held in self.holds if isinstance(self.holds, list | tuple) else [self.holds]:
            if isinstance(held, Quantity):
                require(f"{own}holds", held, "a size", 200 * GB)
        if self.cost is not None:
            money(f"{own}cost", self.cost)
        require_sizing(f"{own}sizing", self.sizing)
        for fact, value in facts.items():
            object.__setattr__(self, fact, value)

    @property
    def instances(self) -> int:
        """Its replicas, one where nothing is said of them."""
        return self.replicas or 1

    @property
    def limits(self) -> tuple[Quantity, ...]:
        """What one replica carries, for each thing that limits it."""
        if isinstance(self.capacity, Quantity):
            return (self.capacity,)
        return self.capacity or ()

    @property
    def is_managed(self) -> bool:
        """Whether others run it, spread over zones: its one card is many machines.

        Its technology says so; without one of the table, its kind.
        """
        built_with = self.technology
        if built_with is None or built_with.icon is None:
            return self.kind.is_managed
        return is_managed(built_with)

    @property
    def id(self) -> str:
        """The label's identity."""
        return identity(self.label)

    def as_flow(self) -> Flow:
        """The component alone, as a flow without arrows."""
        return Flow((self,), (), (self.id,), (self.id,))

    def but(
        self,
        *,
        label: str | _Unsaid = _UNSAID,
        technology: str | Technology | _Unsaid | None = _UNSAID,
        note: Prose | _Unsaid = _UNSAID,
        replicas: int | _Unsaid | None = _UNSAID,
        group: Group | str | _Unsaid | None = _UNSAID,
        capacity: Quantity | Sequence[Quantity] | _Unsaid | None = _UNSAID,
        latency: Latency | UnderLoad | Quantity | _Unsaid | None = _UNSAID,
        hit_ratio: float | _Unsaid | None = _UNSAID,
        stale: Quantity | _Unsaid | None = _UNSAID,
        caches: Requests | Sequence[Requests] | _Unsaid = _UNSAID,
        sends: Requests | Sequence[Requests] | _Unsaid = _UNSAID,
        holds: Records | Quantity | Sequence[Records | Quantity] | _Unsaid = _UNSAID,
        node: Quantity | _Unsaid | None = _UNSAID,
        copies: int | _Unsaid = _UNSAID,
        memory: Quantity | _Unsaid | None = _UNSAID,
        disk: Quantity | _Unsaid | None = _UNSAID,
        availability: float | Quantity | _Unsaid | None = _UNSAID,
        zones: int | _Unsaid | None = _UNSAID,
        cost: Quantity | _Unsaid | None = _UNSAID,
        sizing: Sizing | _Unsaid | None = _UNSAID,
        icon: str | type | Path | Logo | _Unsaid | None = _UNSAID,
    ) -> "Component":
        """The same component with other facts, which a stage takes as `changes=[...]`.

        None or an empty text takes a fact away. Raises as the kind's call does.

        >>> api = Kind("Service")("API", replicas=1)
        >>> api.but(replicas=3).replicas, api.but(replicas=None).replicas
        (3, None)
        """
        said = dict(locals())
        del said["self"]
        changes: dict[str, Any] = {
            fact: value for fact, value in said.items() if value is not _UNSAID
        }
        return replace(self, **changes)

    def __repr__(self) -> str:
        many = f" ×{self.replicas}" if self.instances > 1 else ""
        return f"<{self.kind.noun} {self.label!r}{many}>"


_REQUESTS = "sd.Requests('read', 1_000 * sd.rps)"


def require_sizing(what: str, given: object) -> None:
    """Raise `DesignError` unless `given` is a sizing policy, or none."""
    if given is not None and not isinstance(given, Sizing):
        raise DesignError(f"{what}={shown(given)}; give sd.Sizing(use=0.65, zones=3, spare=1).")


def _capacity(own: str, given: object) -> Quantity | tuple[Quantity, ...] | None:
    """What limits one replica, checked; one limit stands alone."""
    if given is None:
        return None
    limits = tuple(given) if isinstance(given, list | tuple) else (given,)
    for limit in limits:
        in_bytes = isinstance(limit, Quantity) and limit.dimension == (1, -1)
        require(f"{own}capacity", limit, "a rate", 100 * MB / s if in_bytes else 2_000 * rps)
    counts = [(limit.dimension, limit.counts) for limit in limits]
    if len(set(counts)) < len(counts):
        raise DesignError(f"{own}capacity limits one thing twice; give the lower one.")
    return limits[0] if len(limits) == 1 else limits or None


def _technology(owner: str, given: object) -> Technology | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str | Technology):
        raise DesignError(f"{owner}: technology={shown(given)}; give a name, such as 'redis'.")
    found = Technology.named(given)
    name = named("A Technology", found.name)
    return found if name == found.name else replace(found, name=name)


def _group(owner: str, given: object) -> Group | None:
    if given is None or isinstance(given, Group):
        return given
    if isinstance(given, str):
        return Group(given)
    fact = f"{owner}: group={shown(given)}"
    if isinstance(given, list | tuple):
        fact += " lists components, but each of them names its group"
    raise DesignError(f"{fact}; write sd.Service('API', group='Backend').")
