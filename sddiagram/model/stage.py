"""Stages: the steps in which a design is drawn and told."""

from collections.abc import Iterator, KeysView, Sequence, ValuesView
from dataclasses import dataclass, replace
from enum import Enum
from typing import cast

from sddiagram.errors import DesignError
from sddiagram.model.component import Component
from sddiagram.model.facts import several
from sddiagram.model.flow import Chainable, Dangling, End, Flow, refuse_part
from sddiagram.model.prose import Prose, cleaned
from sddiagram.model.row import Row
from sddiagram.model.study import TradeOff
from sddiagram.model.text import clean, shown, titled


class Step(Enum):
    """The five steps of the interview, with the minutes each is given of 45 to 60."""

    CLARIFY = "Clarify requirements"
    HIGH_LEVEL = "High-level design"
    DETAIL = "Detailed design"
    SCALE = "Scale and optimise"
    TRADE_OFFS = "Trade-offs"


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Stage:
    """One step of drawing the design: what it adds to the stage before, and why.

    `changes` are components on the board with other facts: `changes=[api.but(replicas=3)]`. A
    replaced component leaves the board with its arrows, and what takes its place stands where it
    stood. A dropped component leaves likewise; a dropped flow loses its arrows only, whatever they
    say, or only those with the label that it names.
    """

    title: str
    flow: Flow | None
    changes: tuple[Component, ...]
    replaces: tuple[Component, ...]
    drops: tuple[Component | Flow, ...]
    why: Prose
    step: Step | None
    """The interview step it belongs to; None: by its place in the pattern."""
    tradeoffs: tuple[TradeOff, ...]

    def __init__(
        self,
        title: str,
        *parts: End,
        changes: Component | Sequence[Component] = (),
        replaces: Component | Sequence[Component] = (),
        drops: Component | Flow | Sequence[Component | Flow] = (),
        why: Prose = "",
        step: Step | None = None,
        tradeoffs: TradeOff | Sequence[TradeOff] = (),
    ) -> None:
        own = titled("Stage", title)
        values = {
            "title": clean(title),
            "flow": side_by_side(parts, f"{own} takes flows and components"),
            "changes": several(
                Component, changes, f"{own} changes", "changes=[api.but(replicas=3)]"
            ),
            "replaces": several(
                Component, replaces, f"{own} replaces", "the component itself: replaces=api"
            ),
            "drops": several(
                (Component, Flow),
                _whole(drops, own),
                f"{own} drops",
                "the component or the flow itself: drops=[users >> api]",
            ),
            "why": cleaned(why, f"{own}: why"),
            "step": _step(own, step),
            "tradeoffs": several(
                TradeOff,
                tradeoffs,
                f"{own} weighs",
                "tradeoffs=[sd.TradeOff('cache', gain='fast reads', cost='they may be stale')]",
            ),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"<Stage {self.title!r}>"


def _step(own: str, given: object) -> Step | None:
    """The step given, also by its name as a text; raises `DesignError` with the known ones."""
    if isinstance(given, str):
        given = Step.__members__.get(given.strip().upper().replace(" ", "_"), given)
    if given is not None and not isinstance(given, Step):
        known = ", ".join(f"sd.Step.{one.name}" for one in Step)
        raise DesignError(f"{own}: step={shown(given)}; give one of {known}.")
    return given


def _whole(drops: object, own: str) -> object:
    """`drops`, or a `DesignError` when an arrow in it ends nowhere."""
    for part in drops if isinstance(drops, list | tuple) else [drops]:
        if isinstance(part, Dangling):
            refuse_part(part, f"{own} drops components and flows")
    return drops


def side_by_side(parts: Sequence[object], expected: str) -> Flow | None:
    """The parts of a stage as one flow; `expected` says what they may be.

    A row among them says where its components stand, and puts none onto the board.
    """
    for part in parts:
        if not isinstance(part, Chainable | list | tuple | Iterator | KeysView | ValuesView):
            refuse_part(part, expected)
    if not parts:
        return None
    drawn = cast("list[Chainable]", [part for part in parts if not isinstance(part, Row)])
    flow = Flow.of(drawn) if drawn else Flow(())
    rows = [part.components for part in parts if isinstance(part, Row)]
    return replace(flow, rows=(*flow.rows, *rows))
