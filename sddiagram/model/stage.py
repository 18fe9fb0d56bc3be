"""Stages: the steps in which a design is drawn and told."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar, cast

from sddiagram.model.component import Component
from sddiagram.model.flow import Chainable, End, Flow, refuse_part
from sddiagram.model.text import clean

T = TypeVar("T")


class Step(Enum):
    """The five steps of the interview, with the minutes each is given of 45 to 60."""

    CLARIFY = "Clarify requirements"
    HIGH_LEVEL = "High-level design"
    DETAIL = "Detailed design"
    SCALE = "Scale and optimise"
    TRADE_OFFS = "Trade-offs"


@dataclass(frozen=True, slots=True)
class TradeOff:
    """A decision, what it gains, what it costs, and what was passed over."""

    decision: str
    gain: str
    cost: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Stage:
    """One step of drawing the design: what it adds to the stage before, and why.

    A component that appears with the name of one on the board, but other facts, takes its place
    when `replaces` names the old one; any other replaced or dropped component leaves the board
    together with its arrows. A dropped flow loses its arrows only.
    """

    title: str
    flow: Flow | None
    replaces: tuple[Component, ...]
    drops: tuple[Component | Flow, ...]
    why: str
    step: Step | None
    """The interview step it belongs to; None: by its place in the pattern."""
    tradeoffs: tuple[TradeOff, ...]

    def __init__(
        self,
        title: str,
        *parts: End,
        replaces: Component | Sequence[Component] = (),
        drops: Component | Flow | Sequence[Component | Flow] = (),
        why: str = "",
        step: Step | None = None,
        tradeoffs: Sequence[TradeOff] = (),
    ) -> None:
        values = {
            "title": clean(title),
            "flow": side_by_side(parts, f"Stage {title!r} takes flows and components"),
            "replaces": _several(replaces),
            "drops": _several(drops),
            "why": clean(why),
            "step": step,
            "tradeoffs": tuple(tradeoffs),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, object]:
        from sddiagram.notebook import mimebundle

        return mimebundle(self)


def side_by_side(parts: Sequence[object], expected: str) -> Flow | None:
    """The parts of a stage as one flow; `expected` says what they may be."""
    for part in parts:
        if not isinstance(part, Chainable | list | tuple):
            refuse_part(part, expected)
    return Flow.of(cast("Sequence[Chainable]", parts)) if parts else None


def _several(value: T | Sequence[T]) -> tuple[T, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)  # type: ignore[return-value]
