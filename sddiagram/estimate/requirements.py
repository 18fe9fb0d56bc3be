"""The answers of a brief, held against what follows."""

from collections.abc import Mapping, Sequence

from sddiagram.estimate.traffic import people
from sddiagram.model.brief import Answer, Brief
from sddiagram.model.goals import Goal, Of, of_money
from sddiagram.model.numbers import Answered, Cost, Met, Requirement
from sddiagram.quantity import plural, unit
from sddiagram.units import month


def requirements(
    brief: Brief | None,
    latencies: Sequence[Answered],
    costs: Cost,
    averages: Mapping[str, float],
) -> tuple[Requirement, ...]:
    """Each answer that is a fact, met or missed; each other non-functional one is not derived."""
    if brief is None:
        return ()
    asked = [pair for topic in brief.topics.values() for pair in topic]
    return tuple(
        _held(question, answer, latencies, costs, averages)
        for question, answer in asked
        if isinstance(answer, Goal) or (question, answer) in brief.non_functional
    )


def _held(
    question: str,
    answer: Answer,
    latencies: Sequence[Answered],
    costs: Cost,
    averages: Mapping[str, float],
) -> Requirement:
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
            verdict, how = _cost(answer, costs, averages)
        case Of.STALENESS:
            verdict, how = _staleness(answer, concerned)
    return Requirement(question, said, verdict, how)


def _latency(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
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


def _staleness(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
    for one in concerned:
        age = one.age
        if age is None or age.most is None:
            return Met.NOT_DERIVED, f"no stale= is said of {_names(age.unknown if age else ())}"
        said.append(f"“{one.requests.name}” may read what is {age.most} old: {age.how}")
        met = met and age.most <= goal.limit
    if not concerned:
        return Met.NOT_DERIVED, "nothing enters the design"
    return (Met.MET if met else Met.MISSED), f"{'; '.join(said)}, of {goal.limit}"


def _cost(goal: Goal, costs: Cost, averages: Mapping[str, float]) -> tuple[Met, str]:
    if costs.month is None:
        return Met.NOT_DERIVED, "nothing states a cost"
    found, said, limit = costs.month, f"{costs.month} a month", f"{goal.limit}"
    below = [name for name, power in goal.limit.counts if power == -1]
    if below:
        (name,) = below
        many = averages.get(name, 0.0) * month.value
        if not many:
            return Met.NOT_DERIVED, f"no fact says how many {plural(name)} a month has"
        found = costs.month / (many * unit(name))
        said = (
            f"{costs.month} / {people(many)} {plural(name)} a month = {of_money(found, goal.limit)}"
        )
        limit = of_money(goal.limit)
    if costs.unknown:
        known = Met.MISSED if found > goal.limit else Met.NOT_DERIVED
        return known, f"{said} without {_names(costs.unknown)}, of {limit}"
    return (Met.MET if found <= goal.limit else Met.MISSED), f"{said}, of {limit}"


def _names(labels: Sequence[str]) -> str:
    few = labels[:4]
    more = f" and {len(labels) - len(few)} more" if len(labels) > len(few) else ""
    return f"{', '.join(few)}{more}"
