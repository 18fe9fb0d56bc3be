"""A pattern: everything that its author said; and the view of it that a stage gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeGuard, TypeVar

from sddiagram.errors import DesignError
from sddiagram.model.accepted import Accepted
from sddiagram.model.board import Board, boards
from sddiagram.model.brief import Brief
from sddiagram.model.component import Component, Group, require_sizing
from sddiagram.model.direction import Direction
from sddiagram.model.facts import several
from sddiagram.model.flow import Arrow, End
from sddiagram.model.latency import Latency, require_latency
from sddiagram.model.matching import matching
from sddiagram.model.row import Row
from sddiagram.model.sizing import Sizing
from sddiagram.model.stage import Stage, Step, side_by_side
from sddiagram.model.study import Endpoint, Figure, Learning, Levels, Probe, Risk
from sddiagram.model.text import clean, file_stem, shown, titled
from sddiagram.model.traffic import Records
from sddiagram.technology.sources import Source
from sddiagram.units import Quantity

T = TypeVar("T")


@dataclass(frozen=True, init=False, repr=False)
class Pattern:
    """A design, told in stages.

    `Pattern("Mine", a >> b)` is one unnamed stage; otherwise every part is a `Stage`. `request` is
    the way of a request in its order, where that is not the order in which you drew it, and
    `sd.row(a, b)` among the parts says what stands side by side. Raises `DesignError` when it is
    empty, names one thing with two sets of facts, or changes, replaces or drops what is not on the
    board.
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
    api: tuple[Endpoint, ...]
    data: tuple[Records, ...]
    """The entities of the data model, if they are more or fewer than what its stores hold."""
    levels: Levels | None
    learning: Learning | None
    """Of a design with a model of its own."""
    sources: tuple[Source | str, ...]
    """What was read; texts cite a source by its key: `[DDIA]`."""
    request: tuple[Arrow, ...]
    """The arrows that a request takes, in its order, if the author says it."""
    direction: Direction
    rows: tuple[tuple[Component, ...], ...]
    """Components that stand side by side, as `sd.row` says."""
    sizing: Sizing | None
    """How everything is sized that says nothing else."""
    network: Latency | Quantity | None
    """The time on the network of each call that a component, and no client, waits for."""
    accepts: tuple[Accepted, ...]
    """Findings of a review that are decisions, each with its reason."""
    what_if: tuple[str, ...]
    """What was changed to ask what follows from it: `10 times the load`."""
    before: "Pattern | None" = field(compare=False)
    """What it was before the last what-if that stopped or overloaded something."""
    source: str = field(compare=False)
    """The Python text that it was written as; empty for one that came from no file."""
    boards: tuple[Board, ...] = field(compare=False)
    """The board after each stage, which follows from the stages."""

    def __init__(
        self,
        title: str,
        *parts: Stage | End,
        name: str = "",
        category: str = "practice",
        summary: str = "",
        brief: Brief | str | None = None,
        figures: Figure | Sequence[Figure] = (),
        risks: Risk | Sequence[Risk] = (),
        probes: Probe | Sequence[Probe] = (),
        api: Endpoint | Sequence[Endpoint] = (),
        data: Records | Sequence[Records] = (),
        levels: Levels | None = None,
        learning: Learning | None = None,
        sources: Source | str | Sequence[Source | str] = (),
        request: End = (),
        direction: Direction | str = Direction.AUTO,
        sizing: Sizing | None = None,
        network: Latency | Quantity | None = None,
        accepts: Accepted | Sequence[Accepted] = (),
    ) -> None:
        own = titled("Pattern", title)
        if not clean(title):
            raise DesignError("A Pattern needs a title; write sd.Pattern('Shop', users >> api).")
        beside = [part.components for part in parts if isinstance(part, Row)]
        stages = _stages(own, [part for part in parts if not isinstance(part, Row)])
        require_sizing(f"{own}: sizing", sizing)
        require_latency(f"{own}: network", network)
        drawn = tuple(boards(stages))
        values = {
            "title": clean(title),
            "stages": stages,
            "name": file_stem(clean(name, f"{own}: name") or title),
            "category": clean(category, f"{own}: category"),
            "summary": clean(summary, f"{own}: summary"),
            "brief": _brief(brief, own),
            "figures": several(Figure, figures, f"{own}: figures hold", _FIGURE),
            "risks": several(Risk, risks, f"{own}: risks hold", _RISK),
            "probes": several(Probe, probes, f"{own}: probes hold", _PROBE),
            "api": several(Endpoint, api, f"{own}: api holds", _ENDPOINT),
            "data": several(Records, data, f"{own}: data holds", _RECORDS),
            "levels": _one(Levels, levels, f"{own}: levels", _LEVELS),
            "learning": _one(Learning, learning, f"{own}: learning", _LEARNING),
            "sources": tuple(
                clean(one) if isinstance(one, str) else one
                for one in several((str, Source), sources, f"{own}: sources hold", _SOURCE)
            ),
            "request": _request(own, request, drawn),
            "direction": Direction.named(direction),
            "rows": _rows(own, stages, beside, drawn),
            "sizing": sizing,
            "network": network,
            "accepts": _accepts(own, accepts, drawn),
            "what_if": (),
            "before": None,
            "source": "",
            "boards": drawn,
        }
        for attribute, value in values.items():
            object.__setattr__(self, attribute, value)

    def view(self, stage: int | None = None) -> "View":
        """The board after `stage`, counted from 1; without one, the final board.

        Raises `DesignError` when there is no such stage.
        """
        count = len(self.stages)
        number = count if stage is None else stage
        if not isinstance(number, int) or not 1 <= number <= count:
            there = "its only stage is 1" if count == 1 else f"its stages are 1 to {count}"
            raise DesignError(f"{self.name} has no stage {shown(number)}; {there}.")
        return View(self, number)

    @property
    def views(self) -> "tuple[View, ...]":
        """The board after each stage."""
        return tuple(View(self, number) for number in range(1, len(self.stages) + 1))

    @property
    def design(self) -> "Pattern":
        """The design that is asked about: what it was before anything stopped or was overloaded."""
        return self if self.before is None else self.before.design

    def redrawn(
        self,
        boards: Iterable[Board],
        what_if: str = "",
        brief: Brief | None = None,
        before: "Pattern | None" = None,
    ) -> "Pattern":
        """The same pattern with other boards, one for each stage, and maybe another brief."""
        pattern = copy(self)
        object.__setattr__(pattern, "before", before or self.before)
        object.__setattr__(pattern, "boards", tuple(boards))
        object.__setattr__(pattern, "brief", brief or self.brief)
        if what_if:
            object.__setattr__(pattern, "what_if", (*self.what_if, what_if))
        return pattern

    def renamed(self, name: str, source: str = "") -> "Pattern":
        """The same pattern under another name, written as `source`."""
        pattern = copy(self)
        object.__setattr__(pattern, "name", name)
        object.__setattr__(pattern, "source", source)
        return pattern

    def __repr__(self) -> str:
        stages, components = len(self.stages), len(self.boards[-1].components)
        return (
            f"<Pattern {self.title!r}: {stages} stage{'s' if stages > 1 else ''}, "
            f"{components} component{'s' if components > 1 else ''}>"
        )


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A pattern's board after one stage, with what is new on it marked."""

    pattern: Pattern
    number: int
    """The stage, counted from 1."""

    @property
    def stage(self) -> Stage:
        """What the author said of this stage."""
        return self.pattern.stages[self.number - 1]

    @property
    def step(self) -> Step:
        """The interview step: the author's, or high level, then detail, then scale."""
        by_order = (Step.HIGH_LEVEL, Step.DETAIL, Step.SCALE)
        return self.stage.step or by_order[min(self.number, len(by_order)) - 1]

    @property
    def board(self) -> Board:
        """All that is on the board, new on it, or gone from it."""
        return self.pattern.boards[self.number - 1]

    @property
    def components(self) -> tuple[Component, ...]:
        """In the order in which they came onto the board."""
        return self.board.components

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        """In the order in which they came onto the board."""
        return self.board.arrows

    @property
    def new(self) -> frozenset[str | Arrow]:
        """Ids of the components, and the arrows, that this stage adds or changes."""
        return self.board.new

    @property
    def since(self) -> Mapping[str | Arrow, int]:
        """The stage in which a component (by id) or an arrow came onto the board."""
        return self.board.since

    @property
    def left(self) -> tuple[Component, ...]:
        """The components that this stage takes off the board."""
        return self.board.left

    @property
    def lost(self) -> tuple[Arrow, ...]:
        """The arrows that this stage takes away between components that stay."""
        return self.board.lost

    @property
    def heirs(self) -> Mapping[str, str]:
        """Of the components that this stage replaces: which newcomer takes the place of each."""
        return self.board.heirs

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the components on the board, outer ones before those inside."""
        return groups_of(self.components)

    @property
    def new_arrows(self) -> tuple[Arrow, ...]:
        """The arrows that this stage adds."""
        return tuple(arrow for arrow in self.arrows if arrow in self.new)

    def component(self, id: str) -> Component:
        """The component on the board with this id."""
        return next(component for component in self.components if component.id == id)

    def __repr__(self) -> str:
        return (
            f"<View of {self.pattern.title!r}, stage {self.number} of {len(self.pattern.stages)}>"
        )


def groups_of(components: Iterable[Component]) -> tuple[Group, ...]:
    """The groups that `components` stand in, outer ones first, each once."""
    found: dict[Group, None] = {}
    for component in components:
        found.update(dict.fromkeys(reversed([*Group.outward(component.group)])))
    return tuple(found)


_FIGURE = "sd.Figure('Peak', 3 * average, '3 times the average')"
_RISK = "sd.Risk('The cache fails', 'pages are slow', 'the database carries half')"
_ACCEPTED = "sd.Accepted('single-point-of-failure', on=primary, because='a failover takes 30 s')"
_ENDPOINT = "sd.Endpoint('POST /v1/orders', 'items', '201 with the order')"
_RECORDS = "sd.Records('orders', key='order_id', count=1_000_000, size=1 * sd.KB)"
_LEVELS = "sd.Levels(mid='...', senior='...', staff='...')"
_LEARNING = "sd.Learning(objective='...', labels='...', offline='...', online='...', ...)"
_SOURCE = "sources=['https://...'] or sd.Source('KEY', 'Title', 'Publisher', 2026, 'https://...')"
_PROBE = "sd.Probe('What if the queue fills?', 'Callers are told to slow down.')"


def _one(kind: type[T], given: object, what: str, example: str) -> T | None:
    if given is None or isinstance(given, kind):
        return given
    raise DesignError(f"{what}={shown(given)}; give {example}.")


def _stages(own: str, parts: Sequence[object]) -> tuple[Stage, ...]:
    """The stages among `parts`, or one unnamed stage of flows and components."""
    if len(parts) == 1 and isinstance(parts[0], list | tuple | Iterator):
        parts = [*parts[0]]
    parts = [one for part in parts for one in (part if _holds_stages(part) else [part])]
    stages = tuple(part for part in parts if isinstance(part, Stage))
    if not parts:
        raise DesignError(f"{own} is empty; give it a flow, such as users >> service.")
    if not stages:
        flow = side_by_side(parts, f"{own} takes stages, flows and components")
        return (Stage("", *([flow] if flow is not None else [])),)
    if len(stages) < len(parts):
        raise DesignError(
            f"{own} mixes stages with bare flows; put each flow into a sd.Stage(...)."
        )
    return stages


def _request(own: str, given: object, drawn: Sequence[Board]) -> tuple[Arrow, ...]:
    """The arrows that `given` names, each on the board after some stage."""
    parts = given if isinstance(given, list | tuple) else [given]
    flow = side_by_side(parts, f"{own}: request takes flows")
    if flow is None:
        return ()
    arrows = dict.fromkeys(arrow for board in drawn for arrow in board.arrows)
    there = {one.id: one for board in drawn for one in board.components}
    return tuple(matching(flow, arrows, there, f"{own}: request takes"))


def _accepts(own: str, given: object, drawn: Sequence[Board]) -> tuple[Accepted, ...]:
    """The findings that are accepted, each on something that is on a board."""
    accepted = several(Accepted, given, f"{own}: accepts holds", _ACCEPTED)
    there = {one.id for board in drawn for one in board.components}
    for one in accepted:
        on = [] if one.on is None else one.on.as_flow().components
        for component in on:
            if component.id not in there:
                raise DesignError(
                    f"{own}: accepts {one.rule!r} on {component.label!r}, which is in no flow; "
                    "name a component of the design."
                )
    return accepted


def _rows(
    own: str,
    stages: Sequence[Stage],
    beside: Sequence[tuple[Component, ...]],
    drawn: Sequence[Board],
) -> tuple[tuple[Component, ...], ...]:
    """The rows in and `beside` the stages; each two of a row are on a board together."""
    flows = [stage.flow for stage in stages if stage.flow is not None]
    rows = dict.fromkeys([*(row for flow in flows for row in flow.rows), *beside])
    there: dict[str, set[int]] = {}
    for number, board in enumerate(drawn):
        for component in board.components:
            there.setdefault(component.id, set()).add(number)
    for row in rows:
        for one in row:
            if one.id not in there:
                raise DesignError(
                    f"{own}: a row names {one.label!r}, which is in no flow; draw it first, "
                    f"as in sd.Pattern('Shop', api >> store, sd.row(api, store))."
                )
        for one, other in combinations(row, 2):
            if there[one.id].isdisjoint(there[other.id]):
                raise DesignError(
                    f"{own}: {one.label!r} and {other.label!r} are never on the board together, so "
                    "they cannot stand side by side; name only one of them in the row."
                )
    return tuple(rows)


def _holds_stages(part: object) -> TypeGuard[Sequence[Stage]]:
    return (
        isinstance(part, list | tuple)
        and bool(part)
        and all(isinstance(one, Stage) for one in part)
    )


def _brief(given: object, own: str) -> Brief | None:
    if given is None or isinstance(given, Brief):
        return given
    if isinstance(given, str):
        return Brief(given)
    raise DesignError(f"{own}: brief={shown(given)}; give sd.Brief('Design a shop.', ...).")
