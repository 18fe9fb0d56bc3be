"""The answers of a brief, held against what follows."""

from collections.abc import Sequence

from sddiagram.model.brief import Answer, Brief
from sddiagram.model.component import Component
from sddiagram.model.goals import Goal, Of
from sddiagram.model.numbers import Answered, Cost, Met, Requirement
from sddiagram.quantity import MONEY


def requirements(
    brief: Brief | None, latencies: Sequence[Answered], costs: Cost
) -> tuple[Requirement, ...]:
    """Each answer that is a fact, met or missed; each other non-functional one is not derived."""
    if brief is None:
        return ()
    asked = [pair for topic in brief.topics.values() for pair in topic]
    return tuple(
        _held(question, answer, latencies, costs)
        for question, answer in asked
        if isinstance(answer, Goal) or (question, answer) in brief.non_functional
    )


def _held(question: str, answer: Answer, latencies: Sequence[Answered], costs: Cost) -> Requirement:
    said = str(answer) if not callable(answer) else ""
    if not isinstance(answer, Goal):
        return Requirement(question, said, Met.NOT_DERIVED, "its answer is a text, and no fact")
    named = {one.id for one in answer.of}
    concerned = [one for one in latencies if not named or one.requests.id in named]
    match answer.about:
        case Of.LATENCY:
            verdict, how = _latency(answer, concerned)
        case Of.AVAILABILITY:
            verdict, how = _availability(answer, concerned)
        case Of.COST:
            verdict, how = _cost(answer, costs)
        case Of.STALENESS:
            verdict, how = Met.NOT_DERIVED, "how old a read may be does not follow from the facts"
    return Requirement(question, said, verdict, how)


def _latency(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
    if goal.on is not None:
        return _call(goal, goal.on, concerned)
    for one in concerned:
        if one.full:
            said.append(f"“{one.requests.name}” queues without end at {_names(one.full)}")
            met = False
        elif one.delay is None:
            return Met.NOT_DERIVED, f"no latency is stated of {_names(one.unknown) or 'any hop'}"
        else:
            time = one.delay.quantile((goal.percentile or 99) / 100)
            said.append(f"“{one.requests.name}” takes {time} at p{goal.percentile:g}")
            met = met and time <= goal.limit
    if not concerned:
        return Met.NOT_DERIVED, "nothing enters the design"
    return (Met.MET if met else Met.MISSED), f"{'; '.join(said)}, of {goal.limit}"


def _call(goal: Goal, on: Component, concerned: Sequence[Answered]) -> tuple[Met, str]:
    delays = [one.calls[on.id] for one in concerned if on.id in one.calls]
    full = [label for one in concerned for label in one.full]
    if not delays and full:
        return Met.MISSED, f"calls to “{on.label}” queue without end at {_names(full)}"
    if not delays:
        return Met.NOT_DERIVED, f"no latency of a call to {on.label} follows"
    time = max(delay.quantile((goal.percentile or 99) / 100) for delay in delays)
    said = f"a call to “{on.label}” takes {time} at p{goal.percentile:g}, of {goal.limit}"
    return (Met.MET if time <= goal.limit else Met.MISSED), said


def _availability(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
    for one in concerned:
        if one.availability is None:
            return Met.NOT_DERIVED, f"no availability is stated of {_names(one.unproven)}"
        said.append(f"“{one.requests.name}” {100 * one.availability:.6g}%")
        met = met and one.availability >= goal.limit.value - 1e-12
    if not concerned:
        return Met.NOT_DERIVED, "nothing enters the design"
    return (Met.MET if met else Met.MISSED), f"{'; '.join(said)}, of {100 * goal.limit.value:.6g}%"


def _cost(goal: Goal, costs: Cost) -> tuple[Met, str]:
    if costs.month is None:
        return Met.NOT_DERIVED, "nothing states a cost"
    if goal.limit.counts != ((MONEY, 1),):
        return Met.NOT_DERIVED, f"the cost of one in {goal.limit} does not follow from the facts"
    if costs.unknown:
        known = Met.MISSED if costs.month > goal.limit else Met.NOT_DERIVED
        return known, f"{costs.month} without {_names(costs.unknown)}, of {goal.limit}"
    return (Met.MET if costs.month <= goal.limit else Met.MISSED), (
        f"{costs.month} a month, of {goal.limit}"
    )


def _names(labels: Sequence[str]) -> str:
    few = labels[:4]
    more = f" and {len(labels) - len(few)} more" if len(labels) > len(few) else ""
    return f"{', '.join(few)}{more}"
