"""What a round came to: the review of its design, its numbers, and what was missed."""

from collections.abc import Iterator

from sddiagram.errors import SddiagramError
from sddiagram.estimate import spoken
from sddiagram.estimate.board import numbers
from sddiagram.finding import Finding, Severity
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import listed
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
        tuple(_told(found)),
        len(errors),
        said,
        held.said,
        held.score,
        (*missed, *not_said),
    )


def _counts(one: Finding) -> bool:
    return not one.accepted and one.severity is not Severity.NOT_ASSESSED


def _told(found: list[Finding]) -> Iterator[str]:
    """A line for each rule: its first finding in full, and where else it is the same."""
    by_rule: dict[str, list[Finding]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    for first, *others in by_rule.values():
        said = f"{first.severity.value}, {first.where}: {first.message}"
        where = list(dict.fromkeys(one.where for one in others))
        yield f"{said} The same is true of {listed(where)}." if others else said


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
