"""What follows in every situation that a page lets its reader choose: loads, failures, a lost zone.

The page looks its words up here, so that nothing is computed twice.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from sddiagram.errors import DesignError
from sddiagram.estimate.board import numbers
from sddiagram.estimate.breaking import breaking
from sddiagram.estimate.derived import glance
from sddiagram.estimate.marking import lost_calls, number_marks
from sddiagram.estimate.what_if import frozen, in_fewer_zones, removed, scaled
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Marks
from sddiagram.model.numbers import Answered, Numbers
from sddiagram.model.pattern import Pattern, View
from sddiagram.quantity import Quantity

LOADS = (1, 2, 3, 5, 10, 20, 50, 100)
"""How many times the load."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A load, and what has failed."""

    load: int
    down: str = ""
    """The id of the component that has failed."""
    zone: bool = False
    """Whether one zone is lost too."""


@dataclass(frozen=True, slots=True)
class State:
    """What follows on one board."""

    marks: Marks
    says: str
    """What breaks first, and what is lost."""
    answers: str
    """How long each class of requests takes."""


def states(views: tuple[View, ...], asked: Pattern) -> Mapping[int, Mapping[Situation, State]]:
    """By stage, the state of each board of `views` in each situation of the pattern `asked` about.

    A stage into which nothing enters has none, nor has one of which no numbers follow.
    """
    found: dict[int, dict[Situation, State]] = {one.number: {} for one in views}
    # What does not follow is not offered: a page is drawn without its numbers too.
    try:
        steady = frozen(asked)
    except DesignError:
        return found
    for load in LOADS:
        known = _Known()
        for situation, pattern in _situations(scaled(steady, load), views, load):
            for view in views:
                board = pattern.view(view.number)
                is_there = not situation.down or any(
                    one.id == situation.down for one in can_fail(view)
                )
                with suppress(DesignError):
                    if is_there and known(board).traffic:
                        found[view.number][situation] = _state(view, board, known)
    return {
        stage: {one: state for one, state in many.items() if _at_every_load(one, many)}
        for stage, many in found.items()
    }


def _at_every_load(situation: Situation, found: Mapping[Situation, State]) -> bool:
    return all(replace(situation, load=load) in found for load in LOADS)


def can_fail(view: View) -> tuple[Component, ...]:
    """What a reader may let fail: all but those who ask."""
    return tuple(one for one in view.components if one.kind.family is not Family.CLIENT)


def _situations(
    busy: Pattern, views: tuple[View, ...], load: int
) -> Iterator[tuple[Situation, Pattern]]:
    failing = dict.fromkeys(one.id for view in views for one in can_fail(view))
    for down in ("", *failing):
        pattern = removed(busy, down) if down else busy
        yield Situation(load, down), pattern
        yield Situation(load, down, zone=True), in_fewer_zones(pattern)


class _Known:
    """The numbers of views, each computed once."""

    def __init__(self) -> None:
        # A pattern is kept with its numbers, so that no other one gets its id.
        self._found: dict[tuple[int, int], tuple[Pattern, Numbers]] = {}

    def __call__(self, view: View) -> Numbers:
        key = id(view.pattern), view.number
        if key not in self._found:
            self._found[key] = view.pattern, numbers(view)
        return self._found[key][1]


def _state(view: View, board: View, known: _Known) -> State:
    found, lost = known(board), lost_calls(view, board, known)
    answers = "; ".join(map(_answer, found.answered))
    return State(
        number_marks(view, board, found, lost),
        f"{breaking(found)} {_lost(view, lost)}".strip(),
        f"Time to an answer{', where there is one' if lost else ''}: {answers}.",
    )


def _lost(view: View, lost: Mapping[Arrow, Quantity]) -> str:
    """How much is asked in vain of what."""
    totals: dict[tuple[str, object], Quantity] = {}
    for arrow, rate in lost.items():
        key = arrow.target, rate.counts
        totals[key] = totals[key] + rate if key in totals else rate
    said = [f"{glance(rate)} to {view.component(id).label}" for (id, _), rate in totals.items()]
    return f"Lost: {' and '.join(said)}." if said else ""


def _answer(one: Answered) -> str:
    if one.full:
        return f"{one.requests.name} waits without end"
    if one.delay is None:
        return f"{one.requests.name} not assessed"
    return f"{one.requests.name} p50 {glance(one.delay.p50)}, p99 {glance(one.delay.p99)}"
