"""Components, the kinds that make them, and the groups they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, cast

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.logo import Logo, chosen
from sddiagram.model.facts import count, ratio, require
from sddiagram.model.flow import Chainable, Flow
from sddiagram.model.text import clean, identity, named, shown
from sddiagram.technology import Technology
from sddiagram.units import Quantity, ms, rps


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", named("A Group", self.label))
        object.__setattr__(self, "group", _group(f"Group {self.label!r}", self.group))

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
        note: str = "",
        replicas: int = 1,
        group: "Group | str | None" = None,
        capacity: Quantity | None = None,
        latency: Quantity | None = None,
        hit_ratio: float | None = None,
        icon: str | type | Path | Logo | None = None,
    ) -> "Component":
        """A component of this kind.

        `technology` is a known name, or `sd.Technology(...)` for one of your own; the empty text
        says none. `group` is a panel around it, or that panel's name. `capacity` is what one
        replica carries (a rate), `latency` what one visit costs, `hit_ratio` the share of look-ups
        a cache answers (0 to 1). `icon` is a node class of `diagrams` or its dotted name, or a PNG
        or SVG file (a relative name starts from the pattern's folder). Raises `DesignError` for a
        fact that cannot be, `NotFoundError` for an unknown technology.
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
            capacity=capacity,
            latency=latency,
            hit_ratio=hit_ratio,
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
    note: str = ""
    replicas: int = 1
    group: Group | None = None
    capacity: Quantity | None = None
    latency: Quantity | None = None
    hit_ratio: float | None = None
    icon: str | type | Path | Logo | None = None

    def __post_init__(self) -> None:
        label = named(f"A {self.kind.noun}", self.label)
        own = f"{label!r}: "
        facts: dict[str, object] = {
            "label": label,
            "technology": _technology(repr(label), self.technology),
            "note": clean(self.note, f"{own}note"),
            "icon": chosen(self.label, self.icon),
            "group": _group(repr(label), self.group),
        }
        count(f"{own}replicas", self.replicas)
        if self.hit_ratio is not None:
            facts["hit_ratio"] = ratio(f"{own}hit_ratio", self.hit_ratio)
        if self.capacity is not None:
            require(f"{own}capacity", self.capacity, "a rate", 2_000 * rps)
        if self.latency is not None:
            require(f"{own}latency", self.latency, "a time", 5 * ms)
        for fact, value in facts.items():
            object.__setattr__(self, fact, value)

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
        note: str | _Unsaid = _UNSAID,
        replicas: int | _Unsaid = _UNSAID,
        group: Group | str | _Unsaid | None = _UNSAID,
        capacity: Quantity | _Unsaid | None = _UNSAID,
        latency: Quantity | _Unsaid | None = _UNSAID,
        hit_ratio: float | _Unsaid | None = _UNSAID,
        icon: str | type | Path | Logo | _Unsaid | None = _UNSAID,
    ) -> "Component":
        """The same component with other facts, which a stage takes as `changes=[...]`.

        None or an empty text takes a fact away. Raises as the kind's call does.

        >>> api = Kind("Service")("API")
        >>> api.but(replicas=3).replicas, api.replicas
        (3, 1)
        """
        said = {
            "label": label,
            "technology": technology,
            "note": note,
            "replicas": replicas,
            "group": group,
            "capacity": capacity,
            "latency": latency,
            "hit_ratio": hit_ratio,
            "icon": icon,
        }
        changes: dict[str, Any] = {
            fact: value for fact, value in said.items() if value is not _UNSAID
        }
        return replace(self, **changes)

    def __repr__(self) -> str:
        many = f" ×{self.replicas}" if self.replicas > 1 else ""
        return f"<{self.kind.noun} {self.label!r}{many}>"


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
