"""A finding: what is wrong with a design or with a picture, where, and what would help.

The review of a design and the audit of a picture make it alike, so that it is printed in one way.
"""

from dataclasses import dataclass
from enum import Enum

from sddiagram.model.flow import Arrow


class Severity(Enum):
    """How much a finding weighs."""

    ERROR = "error"
    """An interviewer would stop at it."""
    WARNING = "warning"
    """An interviewer would ask about it."""
    INFO = "info"
    """It is worth a sentence."""
    NOT_ASSESSED = "not assessed"
    """Nobody can say whether it holds, since a fact is missing."""

    @property
    def rank(self) -> int:
        """What weighs most comes first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect: the rule that found it, the fact, and the cheapest way out."""

    rule: str
    fact: str
    """What is so, with the number that shows it."""
    way_out: str
    on: str | Arrow | None = None
    """The id of the component, or the arrow; None: the design as a whole."""
    where: str = ""
    """What it is on, as one says it: `Orders database`, `API → Orders database`."""
    number: str = ""
    """The number that triggered it, alone."""
    why: str = ""
    """Why that matters."""
    asks: str = ""
    """What an interviewer would ask."""
    severity: Severity = Severity.WARNING
    because: str = ""
    """Why its author accepts it; empty where nobody does."""
    file: str = ""
    line: int | None = None

    @property
    def accepted(self) -> bool:
        """Whether its author gave a reason for it."""
        return bool(self.because)

    @property
    def message(self) -> str:
        """The fact, why it matters, the way out and the question, in whole sentences."""
        if self.accepted:
            said = [self.fact, self.why, f"Accepted: {self.because}"]
        else:
            said = [self.fact, self.why, self.way_out]
            if self.asks:
                said.append(f"An interviewer would ask: “{self.asks}”")
        return " ".join(_ended(one) for one in said if one)

    def __str__(self) -> str:
        is_sentence = self.fact.endswith((".", "?", "!"))
        return f"{self.rule}: {self.message if is_sentence else f'{self.fact}; {self.way_out}'}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!", "”")) else f"{sentence}."
