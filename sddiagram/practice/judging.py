"""What a round came to: the review of its design, its numbers, and what was missed."""

from collections.abc import Iterator

from sddiagram.errors import SddiagramError
from sddiagram.estimate import spoken
from sddiagram.estimate.board import numbers
from sddiagram.finding import Finding, Severity
from sddiagram.model.pattern import Pattern
from sddiagram.practice.comparing import held_against
from sddiagram.practice.record import Asked, Result
from sddiagram.review import review


def judged(
    mine: Pattern | None, why_not: str, reference: Pattern, not_asked: tuple[Asked, ...]
) -> Result:
    """The result of a round; `why_not` says why there is no design to look at."""
    not_said = tuple(f"You did not ask: {one.question}" for one in not_asked)
    if mine is None:
        return Result(missed=not_said, why_not=why_not)
    try:
        found = [one for one in review(mine.view()) if _counts(one)]
        said = tuple(_numbers(mine))
        held = held_against(mine.view(), reference.view())
    except SddiagramError as error:
        return Result(missed=not_said, why_not=str(error))
    errors = [one for one in found if one.severity is Severity.ERROR]
    missed = [f"{one.where}: {one.rule.replace('-', ' ')}." for one in errors]
    missed += [f"{one[:1].upper()}{one[1:]} is missing." for one in held.missing]
    return Result(
        tuple(f"{one.severity.value}, {one.where}: {one.message}" for one in found),
        len(errors),
        said,
        held.said,
        held.score,
        (*missed, *not_said),
    )


def _counts(one: Finding) -> bool:
    return not one.accepted and one.severity is not Severity.NOT_ASSESSED


def _numbers(pattern: Pattern) -> Iterator[str]:
    """The sheet in a few sentences: what breaks first, times, availability, cost, requirements."""
    found = numbers(pattern.view())
    if not spoken.has_numbers(found):
        yield "No number follows yet: say what a client sends, and what one replica carries."
        return
    yield from spoken.breaking(found)
    told = {
        "Time to an answer": spoken.times(found),
        "Availability": spoken.availability(found),
        "Cost": spoken.cost(found),
        "Asked in the brief": spoken.requirements(found),
    }
    for title, lines in told.items():
        for line in lines:
            yield f"{title}: {line}"
