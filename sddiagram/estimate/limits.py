"""The loads at which components are full, and the stages that lift these limits.

Rates are linear in the load, so a component that is used by a fifth is full at five times the load.
Replicas that are stated stay, and so does what one replica alone can be; replicas that are derived
grow with the load, so that nothing but money ends them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sddiagram.estimate.fullness import full_at
from sddiagram.estimate.sizing import is_one_card
from sddiagram.model.component import Component
from sddiagram.model.numbers import Load, Numbers
from sddiagram.model.pattern import View

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Limit:
    """The load at which a component is full, from one stage on until another changes it."""

    component: Component
    stage: int
    """The first stage in which it is so, counted from 1."""
    at: float
    """In users, or in what the growth counts."""
    load: Load
    """What it is asked at the design's own load."""
    by_size: bool
    """Whether bytes fill it before requests do."""
    grows: bool
    """Whether its replicas are derived, so that more of them answer it."""
    answer: int | None = None
    """The stage that answers it, if one does."""
    how: str = ""
    """What that stage changes."""


def limits_on(view: View, found: Numbers, own: float) -> dict[str, Limit]:
    """What is full at some load on one board, by the id of the component."""
    limits = {}
    for load in found:
        one = load.component
        if full := full_at(load, found):
            grows = one.replicas is None and not one.kind.is_single and not is_one_card(one)
            limits[one.id] = Limit(one, view.number, own * full.at, load, full.by_size, grows)
    return limits


def told_once(boards: Sequence[Mapping[str, Limit]], views: Sequence[View]) -> list[Limit]:
    """The limits of all boards; one that a stage leaves as it was is told once."""
    told: list[Limit] = []
    for id in dict.fromkeys(id for board in boards for id in board):
        last: Limit | None = None
        for index, board in enumerate(boards):
            limit = board.get(id)
            if limit is None:
                last = None
                continue
            if last is not None and _same(last, limit):
                # Of replicas that grow, those of the last stage are told.
                told[-1] = last = replace(limit, stage=last.stage)
            else:
                told.append(limit)
                last = limit
            told[-1] = last = _answered(last, boards[index + 1 :], views[index + 1 :])
    return told


def _same(one: Limit, other: Limit) -> bool:
    return one.grows == other.grows and (one.grows or abs(one.at - other.at) < _ROUNDING * one.at)


def _answered(limit: Limit, boards: Sequence[Mapping[str, Limit]], views: Sequence[View]) -> Limit:
    """`limit` with the later stage that lifts it, and what that stage changes."""
    if limit.grows:
        return replace(limit, how="more replicas")
    one = limit.component
    for board, view in zip(boards, views, strict=True):
        if all(other.id != one.id for other in view.components):
            heir = view.heirs.get(one.id)
            how = f"{view.component(heir).label} takes its place" if heir else "it is gone"
            return replace(limit, answer=view.number, how=how)
        after = board.get(one.id)
        if after is not None and (after.grows or after.at > limit.at * (1 + _ROUNDING)):
            return replace(limit, answer=view.number, how=_difference(limit, after))
    return replace(limit, answer=None, how="")


def _difference(before: Limit, after: Limit) -> str:
    """What lifts the limit: more replicas, larger ones, or less that is asked."""
    old, new = before.load, after.load
    said = []
    if new.instances > old.instances:
        said.append(f"{new.instances:,} replicas in place of {old.instances:,}")
    if old.capacity and new.capacity and old.capacity.counts == new.capacity.counts:
        if new.capacity > old.capacity:
            said.append(f"{new.capacity} each in place of {old.capacity}")
        if new.rate < old.rate * (1 - _ROUNDING):
            said.append(f"a load of {new.rate} in place of {old.rate}")
    return ", and ".join(said) or "it has more room"
