"""How much each rule's findings weigh: policy, in one table, kept outside of the rules."""

from dataclasses import dataclass

from sddiagram.finding import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Weight:
    """What a finding weighs, and what in the first of several stages, which is a start."""

    otherwise: Severity
    at_start: Severity = INFO

    def at(self, *, start: bool) -> Severity:
        """The weight at the start, or later."""
        return self.at_start if start else self.otherwise


SEVERITY = {
    # Request path.
    "single-point-of-failure": Weight(ERROR),
    "client-reaches-store": Weight(ERROR, ERROR),
    "no-balancer": Weight(WARNING),
    "call-cycle": Weight(ERROR, ERROR),
    # Asynchrony.
    "queue-without-dead-letters": Weight(WARNING),
    "queue-without-consumer": Weight(ERROR, ERROR),
    # Numbers.
    "overloaded": Weight(ERROR),
    # The talk itself.
    "unneeded-acceptance": Weight(WARNING, WARNING),
}
"""An error is what an interviewer would stop at; every rule has its row, and every row its rule."""
