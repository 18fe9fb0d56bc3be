"""The task: the interviewer's prompt, and the requirements clarified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.model.facts import require
from sddiagram.model.goals import Goal
from sddiagram.model.prose import Prose, cleaned
from sddiagram.model.text import clean, shown
from sddiagram.units import Quantity, rps

Answer = Prose | Goal
Questions = Sequence[tuple[str, Answer]]
_TOPICS = ("functional", "scale", "non_functional", "constraints")


@dataclass(frozen=True, slots=True)
class Brief:
    """The interviewer's prompt and the requirements clarified: (question, assumed answer).

    An answer is a text, a function that makes one of the numbers, or a fact that is compared with
    what follows: `("How fast?", sd.at_most(100 * sd.ms, percentile=95))`.

    Raises `DesignError` for a question without an answer, and for traffic that is no rate.
    """

    prompt: str
    functional: Questions = ()
    scale: Questions = ()
    non_functional: Questions = ()
    constraints: Questions = ()
    traffic: Quantity | None = None
    """Requests that enter the design at its peak, where no client says what it sends."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "prompt", clean(self.prompt, "The prompt of a brief"))
        for topic in _TOPICS:
            object.__setattr__(self, topic, _pairs(topic, getattr(self, topic)))
        if self.traffic is not None:
            require("traffic", self.traffic, "a rate", 1_000 * rps)

    @property
    def topics(self) -> dict[str, Questions]:
        """The questions under their topics, in the order in which one asks them."""
        topics = {
            "Functional": self.functional,
            "Scale": self.scale,
            "Non-functional": self.non_functional,
            "Constraints": self.constraints,
        }
        return {topic: questions for topic, questions in topics.items() if questions}


def _pairs(topic: str, questions: object) -> Questions:
    """Questions with their answers, from pairs, one pair, or a table of them."""
    said = questions.items() if isinstance(questions, Mapping) else questions
    if isinstance(said, tuple) and len(said) == 2 and isinstance(said[0], str):
        said = (said,)
    example = f'{topic}=[("How many users?", "5M a day.")]'
    if isinstance(said, str) or not hasattr(said, "__iter__"):
        raise DesignError(f"{topic}={shown(said)}; give questions with their answers: {example}.")
    found: list[tuple[str, Answer]] = []
    for pair in said:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise DesignError(
                f"{topic} holds {shown(pair)}; give a question and its answer: {example}."
            )
        if isinstance(pair[1], Quantity):
            raise DesignError(
                f"The answer {pair[1]} to {shown(pair[0])} says no more than a number; write "
                "sd.at_most(100 * sd.ms, percentile=95), or a text."
            )
        answer = pair[1] if isinstance(pair[1], Goal) else cleaned(pair[1], "An answer")
        found.append((clean(pair[0], "A question"), answer))
    return tuple(found)
