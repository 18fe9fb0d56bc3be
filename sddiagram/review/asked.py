"""What the brief asks, by what it is about, with how it stands."""

from collections.abc import Iterator

from sddiagram.model.goals import Goal, Of
from sddiagram.model.numbers import Met, Requirement
from sddiagram.review.design import Design


def missed(design: Design, about: Of) -> Iterator[Requirement]:
    """The goals about one property that what follows from the facts does not meet."""
    return _standing(design, about, Met.MISSED)


def open_goals(design: Design) -> Iterator[Requirement]:
    """The goals of which no fact says whether they are met."""
    for about in Of:
        yield from _standing(design, about, Met.NOT_DERIVED)


def _standing(design: Design, about: Of, verdict: Met) -> Iterator[Requirement]:
    brief = design.view.pattern.brief
    if brief is None:
        return
    goals = {
        question: answer
        for questions in brief.topics.values()
        for question, answer in questions
        if isinstance(answer, Goal)
    }
    for one in design.numbers.requirements:
        goal = goals.get(one.question)
        if goal is not None and goal.about is about and one.verdict is verdict:
            yield one
