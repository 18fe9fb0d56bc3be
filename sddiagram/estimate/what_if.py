"""What if: each function makes another pattern of one, so that all that follows can be asked of it.

Replica counts stay what they were: that is what is asked. Only `changed` states a new fact, from
which they may follow anew.
"""

from collections.abc import Callable
from dataclasses import replace
from math import ceil, isfinite

from sddiagram.errors import DesignError
from sddiagram.estimate.board import numbers
from sddiagram.estimate.copying import standbys
from sddiagram.estimate.sizing import is_one_card, policy
from sddiagram.model.board import Board
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import CALLS, Arrow
from sddiagram.model.pattern import Pattern, View
from sddiagram.model.text import shown
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Quantity


def scaled(pattern: Pattern, load: float) -> Pattern:
    """`pattern` at `load` times its traffic, with the replicas that it has at its own.

    Raises `DesignError` for a load that is none.
    """
    if isinstance(load, bool) or not isinstance(load, int | float):
        raise DesignError(f"scaled: load={shown(load)}; give a number, such as 10.")
    if not (isfinite(load) and load > 0):
        raise DesignError(f"scaled: load={load}; give a number above 0, such as 10.")
    if load == 1:
        return pattern
    steady = frozen(pattern)
    brief = steady.brief
    if brief and brief.traffic:
        brief = replace(brief, traffic=load * brief.traffic)

    def busier(one: Component) -> Component:
        return replace(one, sends=tuple(sent.times(load) for sent in one.sends))

    busy = _each(steady, busier)
    return busy.redrawn(busy.boards, f"{load:g} times the load", brief, before=pattern)


def changed(pattern: Pattern, component: Component | Requests) -> Pattern:
    """`pattern` with this component, or class of requests, in place of the one of its name.

    Raises `DesignError` when there is none of its name on any board.
    """
    everywhere = [one for board in pattern.boards for one in board.components]
    if isinstance(component, Requests):
        new = component
        if not any(sent.id == new.id for one in everywhere for sent in one.sends):
            raise DesignError(f"{new.name!r} is sent by nobody in {pattern.title}.")

        def other(one: Component) -> Component:
            sends = tuple(new if sent.id == new.id else sent for sent in one.sends)
            return replace(one, sends=sends)

        given = _each(pattern, other)
        said = f"{new.name!r} at {new.rate}, peak x {new.peak:g}"
        return given.redrawn(given.boards, said, before=_before(pattern, new))
    if all(one.id != component.id for one in everywhere):
        raise DesignError(f"{component.label!r} is on no board of {pattern.title}.")
    before = [one for one in everywhere if one.id == component.id][-1]
    facts = [
        f"{component.label}.{fact}={value}"
        for fact in Component.__dataclass_fields__
        if (value := getattr(component, fact)) != getattr(before, fact)
    ]
    given = _each(pattern, lambda one: component if one.id == component.id else one)
    said = "; ".join(facts) or f"{component.label} changed"
    return given.redrawn(given.boards, said, before=_before(pattern, component))


def _before(pattern: Pattern, changed_to: Component | Requests) -> Pattern | None:
    """What `pattern` was before its last failure or load, with the same change."""
    return pattern.before and changed(pattern.before, changed_to)


def zone_lost(pattern: Pattern) -> Pattern:
    """`pattern` with one zone down: each component has the replicas of the others.

    What keeps copies in other zones goes on with one copy less; what stood in one zone is gone.
    """
    smaller = in_fewer_zones(frozen(pattern))
    left = {one.id for one in smaller.boards[-1].components}
    gone = [one.label for one in pattern.boards[-1].components if one.id not in left]
    said = "one zone lost" + (f", and {', '.join(gone)} with it" if gone else "")
    return smaller.redrawn(smaller.boards, said, before=pattern)


def in_fewer_zones(pattern: Pattern) -> Pattern:
    """`pattern`, whose replicas are decisions, with one zone down."""
    return pattern.redrawn(
        [_board_in_fewer_zones(board, pattern) for board in pattern.boards], before=pattern
    )


def _board_in_fewer_zones(board: Board, pattern: Pattern) -> Board:
    gone: list[Component] = []
    heirs = standbys(board.arrows, {one.id: one for one in board.components})

    def left(one: Component) -> Component:
        if one.replicas is None or one.kind.family is Family.CLIENT or is_one_card(one):
            return one
        if one.id in heirs:
            # Its standby has taken its place.
            return one
        if one.copies > 1:
            shards = max(1, one.replicas // one.copies)
            return replace(one, copies=one.copies - 1, replicas=shards * (one.copies - 1))
        zones = one.zones or policy(one, pattern).zones
        rest = one.replicas - ceil(one.replicas / zones)
        if not rest:
            gone.append(one)
            return one
        return replace(one, replicas=rest)

    board = board.mapped(left, lambda arrow: [arrow])
    for one in gone:
        board = _board_without(board, one.id)
    return board


def without(pattern: Pattern, component: Component) -> Pattern:
    """`pattern` when `component` has failed.

    What a cache answered goes on to where its misses go. What another takes over by `fallback=`
    goes there. All else that was asked of it is lost.

    Raises `DesignError` when it is on no board.
    """
    there = {one.id: one for board in pattern.boards for one in board.components}
    if component.id not in there:
        raise DesignError(f"{component.label!r} is on no board of {pattern.title}.")
    failed = removed(frozen(pattern), component.id)
    lost = _lost(pattern, failed, there[component.id])
    return failed.redrawn(failed.boards, f"without {component.label}{lost}", before=pattern)


def board_without(view: View, component: Component) -> View:
    """`view` when `component` has failed, with the replicas that it has; its other stages stay."""
    left = _board_without(_board_frozen(view), component.id)
    before, after = view.pattern.boards[: view.number - 1], view.pattern.boards[view.number :]
    return view.pattern.redrawn((*before, left, *after), before=view.pattern).view(view.number)


def _lost(pattern: Pattern, failed: Pattern, component: Component) -> str:
    """How many requests are waited for in vain in the end, where nothing stands in for it."""
    view = pattern.view()
    if component.hit_ratio is not None or all(one.id != component.id for one in view.components):
        return ""
    before, after = numbers(view).arrows, numbers(failed.view()).arrows
    called = sum(
        one.rate.value
        for arrow, one in before.items()
        if arrow.target == component.id and arrow.link.verb == CALLS
    )
    stand_ins = {_ends(arrow) for arrow in before if arrow.link.fallback == component.id}
    taken = sum(one.rate.value for arrow, one in after.items() if _ends(arrow) in stand_ins)
    if called - taken <= _ROUNDING * called:
        return ""
    return f", so {Quantity(called - taken, (0, -1))} of calls fail"


def _ends(arrow: Arrow) -> tuple[str, str, str]:
    return arrow.source, arrow.target, arrow.link.label


_ROUNDING = 1e-9


def _each(pattern: Pattern, function: Callable[[Component], Component]) -> Pattern:
    return pattern.redrawn(
        board.mapped(function, lambda arrow: [arrow]) for board in pattern.boards
    )


def frozen(pattern: Pattern) -> Pattern:
    """The pattern with the replicas that follow at its own load, as decisions."""
    return pattern.redrawn(_board_frozen(view) for view in pattern.views)


def _board_frozen(view: View) -> Board:
    loads = numbers(view).loads

    def stated(one: Component) -> Component:
        load = loads.get(one.id)
        if one.replicas is not None or load is None or load.capacity is None:
            return one
        return replace(one, replicas=load.instances)

    return view.board.mapped(stated, lambda arrow: [arrow])


def removed(pattern: Pattern, id: str) -> Pattern:
    """The pattern without a component: its callers turn to what stands in for it."""
    return pattern.redrawn((_board_without(board, id) for board in pattern.boards), before=pattern)


def _board_without(board: Board, id: str) -> Board:
    failed = next((one for one in board.components if one.id == id), None)
    if failed is None:
        return board
    outgoing = [one for one in board.arrows if one.source == id]
    incoming: dict[str, Arrow] = {}
    for one in board.arrows:
        if one.target == id and one.link.after != id:
            incoming.setdefault(one.source, one)
    return board.mapped(
        lambda one: None if one.id == id else one,
        lambda arrow: _turned(arrow, failed, outgoing, incoming),
    )


def _turned(
    arrow: Arrow, failed: Component, outgoing: list[Arrow], incoming: dict[str, Arrow]
) -> list[Arrow]:
    """What stands for `arrow` once `failed` is gone."""
    link = arrow.link
    if arrow.target == failed.id and failed.hit_ratio is not None and not link.after:
        # Who asked it turns to where its misses went.
        return [
            Arrow(arrow.source, one.target, replace(link, label=one.link.label))
            for one in outgoing
            if not one.link.verb.is_background and one.link.verb.is_waited_for
        ]
    if link.after == failed.id or link.hits_of == failed.id:
        asked = incoming.get(arrow.source)
        if link.hits_of or asked is None:
            return []
        share = _product(link.share, asked.link.share)
        of = link.of or asked.link.of or failed.caches
        times = link.times * asked.link.times
        before = asked.link.after
        onward = replace(link, after=before, of=of, share=share, times=times)
        return [replace(arrow, link=onward)]
    if link.fallback == failed.id:
        asked = incoming.get(arrow.source)
        own = link if asked is None else replace(asked.link, label=link.label)
        return [replace(arrow, link=replace(own, fallback=""))]
    if link.beside == failed.id:
        return [replace(arrow, link=replace(link, beside=""))]
    return [arrow]


def _product(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    return one * other
