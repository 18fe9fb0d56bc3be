"""A pattern: everything that its author said."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.model.flow import End
from sddiagram.model.stage import Stage, side_by_side
from sddiagram.model.study import Figure, Probe, Risk
from sddiagram.model.text import clean, named, slug
from sddiagram.units import Quantity

if TYPE_CHECKING:
    from sddiagram.model.view import View

Questions = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Brief:
    """The interviewer's prompt and the requirements clarified: (question, assumed answer)."""

    prompt: str
    functional: Questions = ()
    scale: Questions = ()
    non_functional: Questions = ()
    constraints: Questions = ()
    traffic: Quantity | None = None
    """Requests that enter the design at its peak, a rate."""

    def __post_init__(self) -> None:
        for topic in ("functional", "scale", "non_functional", "constraints"):
            object.__setattr__(self, topic, tuple(getattr(self, topic)))
        if self.traffic is not None and self.traffic.dimension != (0, -1):
            raise DesignError(f"traffic={self.traffic}; give a rate, such as 1_000 * sd.rps.")

    @property
    def topics(self) -> dict[str, Questions]:
        """The questions under their topics, in the order in which one asks them."""
        topics = {
            "Functional": self.functional,
            "Scale": self.scale,
            "Non-functional": self.non_functional,
            "Constraints": self.constraints,
        }
        return {topic: questions for topic, questions in topics.items() if questions}


class Direction(Enum):
    """Where a picture's flows run; AUTO keeps what reads largest in a note."""

    AUTO = "auto"
    LEFT_TO_RIGHT = "LR"
    TOP_TO_BOTTOM = "TB"

    @classmethod
    def named(cls, name: str) -> "Direction":
        """The direction of this name, in any case; raises `NotFoundError` with the known ones."""
        known = {one.value.casefold(): one for one in cls}
        if name.casefold() not in known:
            raise NotFoundError.among("direction", name, [one.value for one in cls])
        return known[name.casefold()]


@dataclass(frozen=True, init=False, eq=False)
class Pattern:
    """A design, told in stages.

    `Pattern("Mine", a >> b)` is one unnamed stage; otherwise every part is a `Stage`. Raises
    `DesignError` when it is empty, names one thing with two sets of facts, or replaces or drops
    what is not on the board.
    """

    title: str
    stages: tuple[Stage, ...]
    name: str
    """What the command line calls it; the library sets it to the file's name."""
    category: str
    summary: str
    brief: Brief | None
    figures: tuple[Figure, ...]
    risks: tuple[Risk, ...]
    probes: tuple[Probe, ...]
    sources: tuple[str, ...]
    direction: Direction
    source: str
    """The Python text that it was written as; empty for one that came from no file."""

    def __init__(
        self,
        title: str,
        *parts: Stage | End,
        name: str = "",
        category: str = "practice",
        summary: str = "",
        brief: Brief | None = None,
        figures: Sequence[Figure] = (),
        risks: Sequence[Risk] = (),
        probes: Sequence[Probe] = (),
        sources: Sequence[str] = (),
        direction: Direction = Direction.AUTO,
    ) -> None:
        values = {
            "title": named("A Pattern", title),
            "stages": _stages(title, parts),
            "name": name or slug(clean(title)),
            "category": category,
            "summary": clean(summary),
            "brief": brief,
            "figures": tuple(figures),
            "risks": tuple(risks),
            "probes": tuple(probes),
            "sources": tuple(sources),
            "direction": direction,
            "source": "",
        }
        for attribute, value in values.items():
            object.__setattr__(self, attribute, value)
        _ = self.views

    def view(self, stage: int | None = None) -> "View":
        """The board after `stage`, counted from 1; without one, the final board.

        Raises `DesignError` when there is no such stage.
        """
        number = len(self.stages) if stage is None else stage
        if not 1 <= number <= len(self.stages):
            raise DesignError(
                f"{self.name} has no stage {number}; its stages are 1 to {len(self.stages)}."
            )
        return self.views[number - 1]

    def renamed(self, name: str, source: str = "") -> "Pattern":
        """The same pattern under another name, written as `source`."""
        pattern = copy(self)
        object.__setattr__(pattern, "name", name)
        object.__setattr__(pattern, "source", source)
        pattern.__dict__.pop("views", None)
        return pattern

    @cached_property
    def views(self) -> "tuple[View, ...]":
        """The board after each stage."""
        from sddiagram.model.view import views

        return tuple(views(self))

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, object]:
        from sddiagram.notebook import mimebundle

        return mimebundle(self)


def _stages(title: str, parts: Sequence[object]) -> tuple[Stage, ...]:
    """The stages among `parts`, or one unnamed stage of flows and components."""
    stages = tuple(part for part in parts if isinstance(part, Stage))
    if not parts:
        raise DesignError(f"Pattern {title!r} is empty; give it a flow, such as users >> service.")
    if not stages:
        flow = side_by_side(parts, f"Pattern {title!r} takes stages, flows and components")
        return (Stage("", *([flow] if flow else [])),)
    if len(stages) < len(parts):
        raise DesignError(
            f"Pattern {title!r} mixes stages with bare flows; put each flow into a sd.Stage(...)."
        )
    return stages
