"""What a comparison says: which capabilities are covered, which are missing, and the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.roles.table import Section


class How(Enum):
    """How a part of the reference is there, and the credit that it gets."""

    SAME = ("the same", 1.0)
    AS_GOOD = ("as good", 1.0)
    LISTED = ("an alternative that the reference names", 1.0)
    MERGED = ("done by one that does more", 1.0)
    BROUGHT = ("brought along by a managed service", 1.0)
    STAND_IN = ("in part", 0.5)
    ELSEWHERE = ("in another place of the flow", 0.5)

    @property
    def said(self) -> str:
        """In words."""
        return self.value[0]

    @property
    def credit(self) -> float:
        """The part of its points."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Match:
    """A component of the reference, and those of mine that do its job."""

    reference: Component
    mine: tuple[Component, ...]
    """More than one where it is split."""
    how: How
    reason: str = ""
    """Why another way is as good, or only in part."""


@dataclass(frozen=True, slots=True)
class Capability:
    """What the reference can do, as an interviewer would ask for it."""

    said: str
    section: Section
    weight: float
    where: str | Arrow
    """The component of the reference that gives it, by its id, or the arrow."""
    how: How | None
    """None: it is missing."""
    by: tuple[str, ...] = ()
    """Labels of mine that give it."""
    reasons: tuple[str, ...] = ()
    """Of what is missing: why it matters, in the reference's own words and numbers."""

    @property
    def points(self) -> float:
        """What it gives to the score."""
        return self.weight * self.how.credit if self.how else 0.0


@dataclass(frozen=True, slots=True)
class RubricLine:
    """A part of the score: what was given of what could be."""

    title: str
    points: float
    most: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """My design held against a reference."""

    mine: View
    reference: View
    score: float
    """From 0 to 1."""
    rubric: tuple[RubricLine, ...]
    covered: tuple[Capability, ...]
    missing: tuple[Capability, ...]
    """In the order in which an interviewer would raise them."""
    extra: tuple[Component, ...]
    alternatives: tuple[Match, ...]
    """What is done in another way than in the reference."""
    contradictions: tuple[str, ...]
    """What mine does that the reference passes over for a reason."""
    pairs: Mapping[str, Match]
    """What does the job of each component of the reference, by its id."""

    def __repr__(self) -> str:
        return f"<Comparison: {self.score:.2f}, {len(self.missing)} missing>"
