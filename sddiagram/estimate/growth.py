"""From one user to a hundred million: which component is full when, and which stage answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sddiagram.estimate.board import numbers
from sddiagram.estimate.limits import Limit, limits_on, told_once
from sddiagram.estimate.traffic import people
from sddiagram.model.numbers import Numbers, Verdict
from sddiagram.model.pattern import Pattern, View
from sddiagram.quantity import Quantity

LEAST, MOST = 1.0, 1e8
"""The loads between which growth is told: one user, or one request per second, and up."""


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
    boards = [limits_on(view, one, own) for view, one in zip(views, found, strict=True)]
    limits = told_once(boards, views)
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


def _needed(view: View, limits: Sequence[Limit]) -> Needed:
    """From which load on a stage is needed: the first from the start, others when they answer."""
    if view.number == 1:
        return Needed(view, LEAST)
    answered = [one for one in limits if one.answer == view.number]
    first = min(answered, key=lambda one: one.at, default=None)
    return Needed(view, max(LEAST, first.at) if first else None, first)
