"""Components, the kinds that make them, and the groups they stand in."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sddiagram.errors import DesignError
from sddiagram.logo import Logo, chosen
from sddiagram.model.flow import Chainable, Flow
from sddiagram.model.text import clean, named, slug
from sddiagram.technology import Technology
from sddiagram.units import Quantity


class Family(Enum):
    """What a component is for; it gives the card's colour."""

    CLIENT = "client"
    EDGE = "edge"
    COMPUTE = "compute"
    DATA = "data"
    MESSAGING = "messaging"
    ML = "ml"
    OPERATIONS = "operations"


@dataclass(frozen=True, slots=True)
class Group:
    """A labelled panel around components, or around other groups (`group=`)."""

    label: str
    group: "Group | None" = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", named("A Group", self.label))

    @property
    def id(self) -> str:
        """The slugs of the groups around it and its own, outermost first."""
        own = slug(self.label)
        return f"{self.group.id}--{own}" if self.group else own


@dataclass(frozen=True, slots=True)
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
        object.__setattr__(self, "icon", chosen(self.noun, self.icon))

    def __call__(
        self,
        label: str,
        *,
        technology: "str | Technology | None" = None,
        note: str = "",
        replicas: int = 1,
        group: Group | None = None,
        capacity: Quantity | None = None,
        latency: Quantity | None = None,
        hit_ratio: float | None = None,
        icon: str | type | Path | Logo | None = None,
    ) -> "Component":
        """A component of this kind.

        `technology` is a known name, or `sd.Technology(...)` for one of your own; the empty text
        says none. `capacity` is what one replica carries (a rate), `latency` what one visit
        costs, `hit_ratio` the share of look-ups a cache answers (0 to 1). `icon` is a
        node class of `diagrams` or its dotted name, or a PNG or SVG file (a relative name starts
        from the pattern's folder). Raises `DesignError` for a fact that
        cannot be, `NotFoundError` for an unknown technology.
        """
        chosen = self.technology if technology is None else technology
        return Component(
            label=named(f"A {self.noun}", label),
            kind=self,
            technology=Technology.named(chosen) if chosen else None,
            note=clean(note),
            replicas=replicas,
            group=group,
            capacity=capacity,
            latency=latency,
            hit_ratio=hit_ratio,
            icon=icon,
        )


@dataclass(frozen=True, slots=True)
class Component(Chainable):
    """A box of the design, made by a kind: `sd.Cache("Sessions", technology="redis")`.

    Its identity is its label's slug; equal values are one component.
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
        object.__setattr__(self, "icon", chosen(self.label, self.icon))
        if isinstance(self.technology, str):
            raise DesignError(
                f"{self.label!r}: replace() takes technology=sd.Technology.named("
                f"{self.technology!r}), not a text."
            )
        if not isinstance(self.replicas, int) or self.replicas < 1:
            raise DesignError(f"{self.label!r}: replicas={self.replicas!r}; give 1 or more.")
        if self.hit_ratio is not None and not 0 <= self.hit_ratio <= 1:
            raise DesignError(f"{self.label!r}: hit_ratio={self.hit_ratio}; give 0 to 1.")
        if self.capacity is not None and self.capacity.dimension != (0, -1):
            raise DesignError(
                f"{self.label!r}: capacity={self.capacity}; give a rate, such as 2_000 * sd.rps."
            )
        if self.latency is not None and self.latency.dimension != (0, 1):
            raise DesignError(
                f"{self.label!r}: latency={self.latency}; give a time, such as 5 * sd.ms."
            )

    @property
    def id(self) -> str:
        """The label's slug."""
        return slug(self.label)

    def as_flow(self) -> Flow:
        """The component alone, as a flow without arrows."""
        return Flow((self,), (), (self.id,), (self.id,))
