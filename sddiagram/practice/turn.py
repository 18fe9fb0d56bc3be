"""The interviewer's turn: what changes in mid-round, chosen from what the design answers badly.

Each kind of change is tried on the design by the estimate. The one that hurts most is asked, among
those that were not asked the last time.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sddiagram.errors import DesignError
from sddiagram.estimate.board import numbers
from sddiagram.estimate.growth import growth
from sddiagram.estimate.spoken import has_numbers
from sddiagram.estimate.states import can_fail
from sddiagram.estimate.telling import told
from sddiagram.estimate.what_if import scaled, without, zone_lost
from sddiagram.model.numbers import Load, Numbers
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import few

TIMES = 10
"""How many times the load an interviewer asks for."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What an interviewer changes, and what the estimate says of the design then."""

    kind: str
    said: str
    answer: str
    way: str
    """The command that shows it, after the name of the design."""
    hurts: float = 0.0
    """How badly the design answers it; what hurts more is asked first."""


def turn(mine: Pattern | None, reference: Pattern, avoid: Collection[str] = ()) -> Turn:
    """The turn for a design, or for the reference while the design has no numbers yet."""
    if mine is not None and has_numbers(numbers(mine.view())):
        return _worst(mine, _KINDS, avoid)
    # What names a component or a price of the reference would give the answer away.
    found = _worst(reference, (_load, _zone), avoid)
    why = "Your design has no numbers yet, so this is what holds for the reference."
    return replace(found, answer=f"{why} {found.answer}")


_LOAD = Turn(
    "load",
    f"We expect {TIMES} times the load next year. What is full first, and what do you change?",
    "There are no numbers to answer with. Say what each client sends and what one replica carries, "
    "and the estimate answers this.",
    f"--load {TIMES}x",
)


def _worst(
    pattern: Pattern, kinds: Sequence[Callable[[Pattern], Turn | None]], avoid: Collection[str]
) -> Turn:
    """What hurts most among what was not asked the last time, or else of all."""
    found = []
    for kind in kinds:
        # What cannot be asked of this design is not asked.
        with suppress(DesignError):
            if one := kind(pattern):
                found.append(one)
    fresh = [one for one in found if one.kind not in avoid] or found
    return max(fresh, key=lambda one: one.hurts, default=_LOAD)


def _load(pattern: Pattern) -> Turn | None:
    grown = growth(pattern)
    full = _full(numbers(scaled(pattern, TIMES).view()))
    if grown is None or not full:
        return None
    fixed = [
        one
        for one in grown.limits
        if not one.grows and one.answer is None and one.at < TIMES * grown.own
    ]
    names = dict.fromkeys(one.component.label for one in fixed)
    kept = (
        f" More replicas do not follow by themselves for {few([*names], _NAMED)}." if names else ""
    )
    return Turn(
        "load",
        _LOAD.said,
        f"{_said_of(full)}.{kept}",
        _LOAD.way,
        len(names) + 0.1 * len(full),
    )


def _zone(pattern: Pattern) -> Turn | None:
    smaller = zone_lost(pattern)
    before = {one.id for one in pattern.view().components}
    left = {one.id for one in smaller.view().components}
    gone = [one.label for one in pattern.view().components if one.id in before - left]
    full = _full(numbers(smaller.view()))
    said = []
    if gone:
        said.append(f"{few(gone, _NAMED)} stood in that zone alone and {_is(gone)} gone.")
    said.append(f"{_said_of(full)}." if full else "What is left carries the load.")
    return Turn(
        "zone",
        "We have just lost a zone. What do your users see, and what do you do first?",
        " ".join(said),
        "--zone-lost",
        2.0 * len(full) + len(gone),
    )


def _failure(pattern: Pattern) -> Turn | None:
    """The failure that overloads most, or else that stops calls; of caches and single replicas."""
    found = []
    loads = numbers(pattern.view()).loads
    for one in can_fail(told(pattern).view()):
        if one.hit_ratio is None and (one.id not in loads or loads[one.id].instances > 1):
            continue
        failed = without(pattern, one)
        full = _full(numbers(failed.view()))
        # The what-if itself says what stops: `without API, so 40 rps of calls fail`.
        _, _, stops = failed.what_if[-1].partition(", so ")
        if full or stops:
            said = [f"{_said_of(full)}."] if full else []
            said += [f"{stops[:1].upper()}{stops[1:]}."] if stops else []
            found.append((len(full), bool(stops), one.label, " ".join(said)))
    if not found:
        return None
    many, is_stopped, label, answer = max(found, key=lambda one: one[:2])
    return Turn(
        "failure",
        f"{label} has just failed. What do your users see, and what do you do first?",
        f"Without {label}: {answer}",
        f'--fail "{label}"',
        1.5 * many + is_stopped,
    )


def _budget(pattern: Pattern) -> Turn | None:
    cost = numbers(pattern.view()).cost
    if cost.month is None or not cost.items:
        return None
    dear = max(cost.items, key=lambda one: one.month.value)
    share = dear.month.value / cost.month.value if cost.month.value else 0.0
    return Turn(
        "budget",
        f"The budget is cut by half, to {0.5 * cost.month} per month. What goes, and what suffers?",
        f"The design costs {cost.month} per month. The largest part is {dear.label} with "
        f"{dear.month}, {share:.0%} of all.",
        "",
        0.3 + 0.5 * share,
    )


def _latency(pattern: Pattern) -> Turn | None:
    answered = [one for one in numbers(pattern.view()).answered if one.delay and one.hops]
    if not answered:
        return None
    slow = max(answered, key=lambda one: one.delay.p99.value if one.delay else 0.0)
    assert slow.delay
    hops = few([f"{label} ({time})" for label, time in slow.hops], 6)
    return Turn(
        "latency",
        f"Product wants “{slow.requests.name}” twice as fast: p99 at most {0.5 * slow.delay.p99}. "
        "Where does the time go?",
        f"p99 is {slow.delay.p99} today. It waits for {hops}.",
        "",
        0.4,
    )


def _full(found: Numbers) -> list[Load]:
    """What is asked more than it carries, the worst first."""
    return [load for load in found.breaks_first if (load.use or 0) > 1]


def _said_of(full: list[Load]) -> str:
    said = few([f"{one.component.label} ({_percent(one)})" for one in full], _NAMED)
    return f"{said} {_is(full)} asked more than {'they carry' if len(full) > 1 else 'it carries'}"


def _percent(load: Load) -> str:
    use = load.use or 0.0
    return f"{use:.0%} used" if use < 1e6 else "no replica left"


def _is(many: Collection[object]) -> str:
    return "are" if len(many) > 1 else "is"


_KINDS = (_load, _zone, _failure, _budget, _latency)
