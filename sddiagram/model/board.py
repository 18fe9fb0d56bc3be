"""The board after each stage: what is on it, what is new, and what has left it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sddiagram.errors import DesignError
from sddiagram.model.component import Component, Group
from sddiagram.model.flow import Arrow, Flow
from sddiagram.model.matching import matching
from sddiagram.model.stage import Stage
from sddiagram.model.text import shown


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The board after one stage; `View` says what each part means."""

    components: tuple[Component, ...]
    arrows: tuple[Arrow, ...]
    new: frozenset[str | Arrow]
    since: Mapping[str | Arrow, int]
    left: tuple[Component, ...]
    lost: tuple[Arrow, ...]
    heirs: Mapping[str, str]
    stranded: tuple[Component, ...]

    def mapped(
        self,
        component: Callable[[Component], Component | None],
        arrow: Callable[[Arrow], Sequence[Arrow]],
    ) -> "Board":
        """The board with each component and each arrow as the functions give it, or without it."""
        components = {one.id: new for one in self.components if (new := component(one))}
        arrows = {
            one: [new for new in arrow(one) if {new.source, new.target} <= components.keys()]
            for one in self.arrows
        }

        def named(one: str | Arrow) -> Sequence[str | Arrow]:
            if isinstance(one, Arrow):
                return arrows.get(one, ())
            return [one] if one in components else ()

        return replace(
            self,
            components=tuple(components.values()),
            arrows=tuple(dict.fromkeys(new for many in arrows.values() for new in many)),
            new=frozenset(new for one in self.new for new in named(one)),
            since={new: at for one, at in self.since.items() for new in named(one)},
        )


def boards(stages: Sequence[Stage]) -> Iterator[Board]:
    """The board after each of `stages`, in order.

    Raises `DesignError` for one name with two sets of facts, for names too alike, and for changing,
    replacing or dropping what is not on the board.
    """
    components: dict[str, Component] = {}
    arrows: dict[Arrow, None] = {}
    since: dict[str | Arrow, int] = {}
    earlier: dict[str, set[Component]] = {}
    groups: dict[str, Group] = {}
    for number, stage in enumerate(stages, start=1):
        flow = Flow(()) if stage.flow is None else stage.flow
        leaving = _leaving(stage, components)
        incoming = _incoming(stage, flow, components, earlier, leaving)
        gone = leaving - incoming.keys()
        who = f"Stage {stage.title!r} drops"
        dropped = {
            arrow
            for part in stage.drops
            if isinstance(part, Flow)
            for arrow in matching(part, arrows, components, who)
        }
        linked = {end for arrow in arrows for end in (arrow.source, arrow.target)}
        before = [*arrows]
        for arrow in before:
            if arrow in dropped or arrow.source in gone or arrow.target in gone:
                del arrows[arrow]
        heirs = {
            one.id: heir
            for one in stage.replaces
            if one.id in gone and (heir := _successor(one, flow, components))
        }
        left = tuple(components.pop(id) for id in [*components] if id in gone)
        new = {id for id, component in incoming.items() if components.get(id) != component}
        new_arrows = {arrow for arrow in flow.arrows if arrow not in arrows}
        components |= incoming
        arrows |= dict.fromkeys(flow.arrows)
        for id, component in incoming.items():
            earlier.setdefault(id, set()).add(component)
        _refuse_groups_alike(components.values(), groups)
        newcomers: list[str | Arrow] = [*incoming, *flow.arrows]
        since = dict.fromkeys(newcomers, number) | {
            one: at for one, at in since.items() if one in components or one in arrows
        }
        still_linked = {end for arrow in arrows for end in (arrow.source, arrow.target)}
        yield Board(
            components=tuple(components.values()),
            arrows=tuple(arrows),
            new=frozenset[str | Arrow](new | new_arrows),
            since=since,
            left=left,
            lost=tuple(
                arrow
                for arrow in before
                if arrow not in arrows and {arrow.source, arrow.target} <= components.keys()
            ),
            heirs=heirs,
            stranded=tuple(
                one for id, one in components.items() if id in linked and id not in still_linked
            ),
        )


def _leaving(stage: Stage, board: Mapping[str, Component]) -> set[str]:
    """Ids of the components that the stage replaces or drops."""
    leaving: set[str] = set()
    for verb, parts in (("replaces", stage.replaces), ("drops", stage.drops)):
        for part in parts:
            if isinstance(part, Flow) and part.arrows:
                continue
            for component in part.as_flow().components:
                _require_on_board(component, verb, stage, board)
                leaving.add(component.id)
    return leaving


def _require_on_board(
    component: Component, verb: str, stage: Stage, board: Mapping[str, Component]
) -> None:
    if component.id not in board:
        there = ", ".join(one.label for one in [*board.values()][:8]) or "nothing"
        raise DesignError(
            f"Stage {stage.title!r} {verb} {component.label!r}, which is not on the board before "
            f"it; there: {there}."
        )


def _incoming(
    stage: Stage,
    flow: Flow,
    board: Mapping[str, Component],
    earlier: Mapping[str, set[Component]],
    leaving: set[str],
) -> dict[str, Component]:
    """What the stage puts onto the board or changes there, by id.

    A flow may name a component as it was in an earlier stage: it means the one on the board.
    """
    changes: dict[str, Component] = {}
    for component in stage.changes:
        _require_on_board(component, "changes", stage, board)
        if component in (board[component.id], changes.get(component.id)):
            raise DesignError(
                f"Stage {stage.title!r} changes {component.label!r} without a new fact; "
                "give one: changes=[api.but(replicas=3)]."
            )
        if component.id in changes:
            _refuse_two_sets_of_facts(changes[component.id], component, stage)
        changes[component.id] = component
    found = dict(changes)
    for component in flow.components:
        id = component.id
        known = earlier.get(id, set())
        if id in changes and component in known:
            continue
        if id in board and id not in leaving and id not in changes:
            if component not in known:
                _refuse_two_sets_of_facts(board[id], component, stage)
            component = board[id]
        if found.setdefault(id, component) != component:
            _refuse_two_sets_of_facts(found[id], component, stage)
    return found


def _refuse_two_sets_of_facts(one: Component, other: Component, stage: Stage) -> None:
    where = f"stage {stage.title!r}" if stage.title else "one stage"
    if one.label != other.label:
        raise DesignError(
            f"{one.label!r} and {other.label!r} in {where} are too alike to be two components: "
            "write one name for both, or tell them apart by more than case and punctuation."
        )
    facts = [
        fact
        for fact in Component.__dataclass_fields__
        if getattr(one, fact) != getattr(other, fact)
    ]
    first, second = (
        ", ".join(_fact(component, fact) for fact in facts[:3]) for component in (one, other)
    )
    raise DesignError(
        f"{one.label!r} is described twice in {where}: with {first} and with {second}. "
        "Use one value, give one another name, or say changes=[...] in the stage that changes it."
    )


def _fact(component: Component, fact: str) -> str:
    value = getattr(component, fact)
    return f"no {fact}" if value in (None, ()) else f"{fact}={_said(value)}"


def _said(fact: object) -> str:
    for name in ("name", "noun", "label"):
        if isinstance(said := getattr(fact, name, None), str):
            return shown(said)
    return shown(fact)


def _refuse_groups_alike(components: Iterable[Component], seen: dict[str, Group]) -> None:
    """Two panels of one identity would be drawn as one, with both titles."""
    for component in components:
        for group in Group.outward(component.group):
            if (other := seen.setdefault(group.id, group)) != group:
                raise DesignError(
                    f"The groups {other.label!r} and {group.label!r} are too alike to be two: "
                    "write one name for both, or tell them apart by more than case and punctuation."
                )


def _successor(replaced: Component, flow: Flow, board: Mapping[str, Component]) -> str | None:
    """Id of the newcomer that takes the place: the one that is most like what it replaces."""
    newcomers = [component for component in flow.components if component.id not in board]

    def likeness(one: Component) -> tuple[bool, bool, bool]:
        return (
            one.kind == replaced.kind,
            one.kind.family == replaced.kind.family,
            one.group == replaced.group,
        )

    best = max(newcomers, key=likeness, default=None)
    return best.id if best else None
