"""The board after a stage: what renderers, rules and estimates see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.model.component import Component, Group
from sddiagram.model.flow import Arrow, Flow
from sddiagram.model.pattern import Pattern
from sddiagram.model.stage import Stage, Step


@dataclass(frozen=True, slots=True)
class View:
    """The board after one stage, with what is new on it marked."""

    pattern: Pattern
    number: int
    """The stage, counted from 1."""
    components: tuple[Component, ...]
    """In the order in which they came onto the board."""
    arrows: tuple[Arrow, ...]
    new: frozenset[str | Arrow]
    """Ids of the components, and the arrows, that this stage adds or changes."""
    since: Mapping[str | Arrow, int]
    """The stage in which a component (by id) or an arrow came onto the board."""
    places: Mapping[str, str]
    """Where a component that is replaced later stands: at the place of its successor."""

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


def groups_of(components: tuple[Component, ...]) -> tuple[Group, ...]:
    """The groups that `components` stand in, outer ones first, each once."""
    found: dict[Group, None] = {}
    for component in components:
        chain: list[Group] = []
        group = component.group
        while group:
            chain.append(group)
            group = group.group
        found.update(dict.fromkeys(reversed(chain)))
    return tuple(found)


def views(pattern: Pattern) -> Iterator[View]:
    """The board after each stage of `pattern`, in order.

    Raises `DesignError` for one name with two sets of facts, and for replacing or dropping
    what is not on the board.
    """
    components: dict[str, Component] = {}
    arrows: dict[Arrow, None] = {}
    since: dict[str | Arrow, int] = {}
    places: dict[str, str] = {}
    for number, stage in enumerate(pattern.stages, start=1):
        flow = stage.flow or Flow(())
        leaving = _leaving(stage, components)
        incoming = _by_id(flow.components, stage)
        _refuse_conflicts(components, incoming, leaving, stage)
        gone = leaving - incoming.keys()
        dropped = {arrow for part in stage.drops if isinstance(part, Flow) for arrow in part.arrows}
        for arrow in [*arrows]:
            if arrow in dropped or arrow.source in gone or arrow.target in gone:
                del arrows[arrow]
        for replaced in stage.replaces:
            if replaced.id in gone and (heir := _successor(replaced, flow, components)):
                places[replaced.id] = heir
        for id in gone:
            del components[id]
        new = {id for id, component in incoming.items() if components.get(id) != component}
        new_arrows = {arrow for arrow in flow.arrows if arrow not in arrows}
        components |= incoming
        arrows |= dict.fromkeys(flow.arrows)
        newcomers: list[str | Arrow] = [*incoming, *flow.arrows]
        since = dict.fromkeys(newcomers, number) | since
        yield View(
            pattern=pattern,
            number=number,
            components=tuple(components.values()),
            arrows=tuple(arrows),
            new=frozenset[str | Arrow](new | new_arrows),
            since={id: since[id] for id in components} | {one: since[one] for one in arrows},
            places=places,
        )


def _leaving(stage: Stage, board: Mapping[str, Component]) -> set[str]:
    leaving: set[str] = set()
    for verb, parts in (("replaces", stage.replaces), ("drops", stage.drops)):
        for part in parts:
            if isinstance(part, Flow) and part.arrows:
                continue
            for component in part.as_flow().components:
                if component.id not in board:
                    raise DesignError(
                        f"Stage {stage.title!r} {verb} {component.label!r}, "
                        "which is not on the board before it."
                    )
                leaving.add(component.id)
    return leaving


def _by_id(components: tuple[Component, ...], stage: Stage) -> dict[str, Component]:
    found: dict[str, Component] = {}
    for component in components:
        if found.setdefault(component.id, component) != component:
            _refuse_two_sets_of_facts(found[component.id], component, stage)
    return found


def _refuse_conflicts(
    board: Mapping[str, Component],
    incoming: Mapping[str, Component],
    leaving: set[str],
    stage: Stage,
) -> None:
    for id, component in incoming.items():
        before = board.get(id)
        if before is not None and before != component and id not in leaving:
            _refuse_two_sets_of_facts(before, component, stage)


def _refuse_two_sets_of_facts(one: Component, other: Component, stage: Stage) -> None:
    facts = [
        fact
        for fact in Component.__dataclass_fields__
        if getattr(one, fact) != getattr(other, fact)
    ]
    shown = [
        ", ".join(f"{fact}={_shown(getattr(component, fact))}" for fact in facts)
        for component in (one, other)
    ]
    where = f"stage {stage.title!r}" if stage.title else "one stage"
    raise DesignError(
        f"{one.label!r} is described twice in {where}: "
        f"with {shown[0]} and with {shown[1]}. Use one value, give one another name, "
        "or name the old one in the stage's replaces=."
    )


def _shown(fact: object) -> str:
    name = (
        getattr(fact, "name", None) or getattr(fact, "noun", None) or getattr(fact, "label", None)
    )
    return repr(name if isinstance(name, str) else fact)


def _successor(replaced: Component, flow: Flow, board: Mapping[str, Component]) -> str | None:
    """Id of the newcomer that takes the place: of the same kind, else family, else the first."""
    newcomers = [component for component in flow.components if component.id not in board]
    same_kind = [one for one in newcomers if one.kind == replaced.kind]
    same_family = [one for one in newcomers if one.kind.family == replaced.kind.family]
    candidates = same_kind or same_family or newcomers
    return candidates[0].id if candidates else None
