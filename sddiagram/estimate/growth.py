"""From one user to a hundred million: which component is full when, and which stage answers it.

Rates are linear in the load, so a component that is used by a fifth is full at five times the load.
Replicas that are stated stay, and so does what one replica alone can be; replicas that are derived
grow with the load, so that nothing but money ends them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sddiagram.estimate.board import numbers
from sddiagram.estimate.breaking import full_at
from sddiagram.estimate.traffic import people
from sddiagram.model.component import Component
from sddiagram.model.numbers import Load, Numbers, Verdict
from sddiagram.model.pattern import Pattern, View
from sddiagram.quantity import Quantity

LEAST, MOST = 1.0, 1e8
"""The loads between which growth is told: one user, or one request per second, and up."""
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


@dataclass(frozen=True, slots=True)
class Needed:
    """A stage, and the load from which on it is needed."""

    view: View
    at: float | None
    """None where no load that follows asks for it."""
    full: Limit | None = None
    """What is full then, and is answered by it."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A design from the first user on."""

    pattern: Pattern
    unit: str
    """What the load counts: users, or rps where no users are said."""
    own: float
    """The load for which the design is made."""
    peak: Quantity
    """All that enters at that load."""
    stages: tuple[Needed, ...]
    limits: tuple[Limit, ...]
    """What is full first comes first."""
    not_assessed: tuple[str, ...]
    """What is asked, and has no capacity that could stand against it."""

    def said(self, at: float) -> str:
        """A load as people say it: `1.08M users`."""
        unit = self.unit.removesuffix("s") if self.unit == "users" and at == 1 else self.unit
        return f"{people(float(f'{at:.3g}'))} {unit}"

    @property
    def made_for(self) -> str:
        """The design's own load: `50M users, 69,444 rps at the peak`."""
        users = f"{self.said(self.own)}, " if self.unit == "users" else ""
        return f"{users}{self.peak} at the peak"

    def rate(self, at: float) -> Quantity:
        """All that enters at the peak of that load."""
        return at / self.own * self.peak


def growth(pattern: Pattern) -> Growth | None:
    """How `pattern` fares as its load grows; None where nothing enters it.

    Raises `DesignError` for facts that make no sense together.
    """
    views = pattern.views
    found = [numbers(view) for view in views]
    unit, own, peak = _own(views[-1], found[-1])
    if not own:
        return None
    boards = [_limits(view, one, own) for view, one in zip(views, found, strict=True)]
    limits = _told_once(boards, views)
    # Two limits at one load keep the order in which they came onto the board.
    return Growth(
        pattern,
        unit,
        own,
        peak,
        tuple(_needed(view, limits) for view in views),
        tuple(sorted(limits, key=lambda one: one.at)),
        tuple(
            dict.fromkeys(
                load.component.label
                for one, board in zip(found, boards, strict=True)
                for load in one
                if load.verdict is Verdict.NOT_ASSESSED and load.component.id not in board
            )
        ),
    )


def _own(view: View, found: Numbers) -> tuple[str, float, Quantity]:
    """What the load counts, the design's own load, and what enters at its peak."""
    peak = found.peak
    if not peak.value and found.traffic:
        peak = found.traffic[0].requests.at_peak
    # One user may send several classes, but two clients are different users.
    sending = [one.sends for one in view.components if one.sends]
    if users := sum(max(sent.users or 0.0 for sent in sends) for sends in sending):
        return "users", users, peak
    return str(Quantity(1.5, peak.dimension, peak.counts)).split(" ", 1)[1], peak.value, peak


def _limits(view: View, found: Numbers, own: float) -> dict[str, Limit]:
    """What is full at some load on one board, by the id of the component."""
    limits = {}
    for load in found:
        one = load.component
        if full := full_at(load, found):
            grows = one.replicas is None and not one.kind.is_single
            limits[one.id] = Limit(one, view.number, own * full.at, load, full.by_size, grows)
    return limits


def _told_once(boards: Sequence[Mapping[str, Limit]], views: Sequence[View]) -> list[Limit]:
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
            said.append(f"one carries {new.capacity} in place of {old.capacity}")
        if new.rate < old.rate * (1 - _ROUNDING):
            said.append(f"it is asked {new.rate} in place of {old.rate}")
    return ", and ".join(said) or "it has more room"


def _needed(view: View, limits: Sequence[Limit]) -> Needed:
    """From which load on a stage is needed: the first from the start, others when they answer."""
    if view.number == 1:
        return Needed(view, LEAST)
    answered = [one for one in limits if one.answer == view.number]
    first = min(answered, key=lambda one: one.at, default=None)
    return Needed(view, max(LEAST, first.at) if first else None, first)
