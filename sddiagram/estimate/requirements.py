"""The answers of a brief, held against what follows."""

from collections.abc import Mapping, Sequence

from sddiagram.errors import DesignError, SddiagramError
from sddiagram.estimate import hops
from sddiagram.estimate.derived import brief
from sddiagram.estimate.percentile import Percentile
from sddiagram.estimate.traffic import people
from sddiagram.model.brief import Answer, Brief
from sddiagram.model.goals import Goal, Of, in_percent, told
from sddiagram.model.numbers import Answered, Cost, Met, Numbers, Requirement
from sddiagram.model.text import few, shown
from sddiagram.quantity import Quantity, plural, unit
from sddiagram.units import month

_NAMED = 4
"""Components that a verdict names at most."""


def requirements(
    task: Brief | None, found: Numbers, averages: Mapping[str, float]
) -> tuple[Requirement, ...]:
    """Each answer that is a fact, met or missed; each other non-functional one is not derived."""
    if task is None:
        return ()
    asked = [pair for topic in task.topics.values() for pair in topic]
    return tuple(
        _held(question, answer, found, averages)
        for question, answer in asked
        if isinstance(answer, Goal) or (question, answer) in task.non_functional
    )


def _held(
    question: str, answer: Answer, found: Numbers, averages: Mapping[str, float]
) -> Requirement:
    said = str(answer) if not callable(answer) else ""
    if not isinstance(answer, Goal):
        return Requirement(question, said, Met.NOT_DERIVED, "its answer is a text, and no fact")
    if answer.value is not None:
        return Requirement(question, said, *_valued(question, answer, found))
    named = {one.id for one in answer.of}
    concerned = [one for one in found.answered if not named or one.requests.id in named]
    match answer.about:
        case Of.LATENCY:
            verdict, how = _latency(answer, concerned)
        case Of.AVAILABILITY:
            verdict, how = _availability(answer, concerned)
        case Of.COST:
            verdict, how = _cost(answer, found.cost, averages)
        case Of.STALENESS:
            verdict, how = _staleness(answer, concerned)
    return Requirement(question, said, verdict, how)


def _valued(question: str, goal: Goal, found: Numbers) -> tuple[Met, str]:
    """The goal held against what the pattern's own function takes from the numbers."""
    assert goal.value is not None
    try:
        reached = goal.value(found)
    except SddiagramError as error:
        # What is asked too much has no time; what is not on the board has none either.
        is_full = any((load.use or 0) >= 1 for load in found)
        return (Met.MISSED if is_full else Met.NOT_DERIVED), str(error).rstrip(".")
    except Exception as error:
        raise DesignError(
            f"The answer to {shown(question)}: its value= fails with {type(error).__name__}: "
            f"{error}; it is given the numbers: value=lambda n: n.cost.month."
        ) from error
    if reached is None:
        full = [load.component.label for load in found if (load.use or 0) >= 1]
        if full:
            return Met.MISSED, f"requests queue without end at {few(full, _NAMED)}"
        return Met.NOT_DERIVED, "a time on its way is unknown"
    if not _is_like(reached, goal.limit):
        raise DesignError(
            f"The answer to {shown(question)}: its value= gives {shown(reached)}, where the limit "
            f"is {goal.limit}; give both in one unit."
        )
    weaker = _weaker(goal, reached)
    if not isinstance(reached, Quantity | int | float):
        reached = reached.quantile((goal.percentile or 50) / 100)
    amount = reached if isinstance(reached, Quantity) else Quantity(reached, (0, 0))
    is_within = amount >= goal.limit if goal.about is Of.AVAILABILITY else amount <= goal.limit
    is_money = goal.about is Of.COST
    said, limit = brief(amount), str(goal.limit)
    if is_money:
        said, limit = (told(one, monthly=False) for one in (amount, goal.limit))
    if goal.about is Of.AVAILABILITY:
        said, limit = (in_percent(one.value) for one in (amount, goal.limit))
    how = f"{getattr(reached, 'how', '') or said}; the goal is {limit}"
    if not weaker:
        return (Met.MET if is_within else Met.MISSED), how
    if not is_within:
        return Met.MISSED, f"{weaker} alone is past it: {how}"
    left = 1 - float(amount / goal.limit)
    return Met.NOT_DERIVED, f"{weaker} leaves {left:.0%} for the tail, whose size is unknown: {how}"


def _weaker(goal: Goal, reached: object) -> str:
    """What a time is that says less than the percentile that is asked for; nothing if it does."""
    if goal.percentile is None or not isinstance(reached, Quantity | int | float):
        return ""
    if not isinstance(reached, Percentile):
        return "the mean"
    return "" if reached.share >= goal.percentile / 100 - 1e-9 else f"p{100 * reached.share:g}"


def _is_like(reached: object, limit: Quantity) -> bool:
    """Whether what a function gives can be held against the limit."""
    if isinstance(reached, hops.Delay):
        return limit.dimension == (0, 1)
    if isinstance(reached, Quantity):
        return (reached.dimension, reached.counts) == (limit.dimension, limit.counts)
    is_number = isinstance(reached, int | float) and not isinstance(reached, bool)
    return is_number and (limit.dimension, limit.counts) == ((0, 0), ())


def _latency(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
    for one in concerned:
        if one.full:
            said.append(f"“{one.requests.name}” queues without end at {few(one.full, _NAMED)}")
            met = False
        elif one.delay is None:
            return (
                Met.NOT_DERIVED,
                f"no latency is stated for {few(one.unknown, _NAMED) or 'any hop'}",
            )
        else:
            time = one.delay.quantile((goal.percentile or 99) / 100)
            said.append(f"“{one.requests.name}” takes {time} at p{goal.percentile:g}")
            met = met and time <= goal.limit
    if not concerned:
        return Met.NOT_DERIVED, "nothing enters the design"
    return (Met.MET if met else Met.MISSED), f"{'; '.join(said)}; the goal is {goal.limit}"


def _availability(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
    for one in concerned:
        if one.availability is None:
            return Met.NOT_DERIVED, f"no availability is stated for {few(one.unproven, _NAMED)}"
        said.append(
            f"“{one.requests.name}” is available {in_percent(one.availability)} of the time"
        )
        met = met and one.availability >= goal.limit.value - 1e-12
    if not concerned:
        return Met.NOT_DERIVED, "nothing enters the design"
    return (
        Met.MET if met else Met.MISSED
    ), f"{'; '.join(said)}; the goal is {in_percent(goal.limit.value)}"


def _staleness(goal: Goal, concerned: Sequence[Answered]) -> tuple[Met, str]:
    said, met = [], True
    for one in concerned:
        age = one.age
        if age is None or age.most is None:
            return (
                Met.NOT_DERIVED,
                f"no stale= is stated for {few(age.unknown if age else (), _NAMED)}",
            )
        said.append(f"“{one.requests.name}” may read what is {age.most} old: {age.how}")
        met = met and age.most <= goal.limit
    if not concerned:
        return Met.NOT_DERIVED, "nothing enters the design"
    return (Met.MET if met else Met.MISSED), f"{'; '.join(said)}; the goal is {goal.limit}"


def _cost(goal: Goal, costs: Cost, averages: Mapping[str, float]) -> tuple[Met, str]:
    if costs.month is None:
        return Met.NOT_DERIVED, "nothing states a cost"
    found, said, limit = costs.month, f"{costs.month} per month", f"{goal.limit}"
    below = [name for name, power in goal.limit.counts if power == -1]
    if below:
        (name,) = below
        many = averages.get(name, 0.0) * month.value
        if not many:
            return Met.NOT_DERIVED, f"no fact says how many {plural(name)} per month there are"
        found = costs.month / (many * unit(name))
        each = told(found, monthly=False)
        said = f"{costs.month} / {people(many)} {plural(name)} per month = {each}"
        limit = told(goal.limit, monthly=False)
    if costs.unknown:
        known = Met.MISSED if found > goal.limit else Met.NOT_DERIVED
        return known, f"{said} without {few(costs.unknown, _NAMED)}; the goal is {limit}"
    return (Met.MET if found <= goal.limit else Met.MISSED), f"{said}; the goal is {limit}"
