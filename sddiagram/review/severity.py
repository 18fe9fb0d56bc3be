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
    "deep-call-chain": Weight(INFO),
    "open-front-door": Weight(INFO),
    "unprotected-fan-out": Weight(WARNING),
    # Data.
    "write-to-replica": Weight(ERROR, ERROR),
    "replica-without-source": Weight(ERROR, ERROR),
    "shared-database": Weight(WARNING),
    "dual-write": Weight(WARNING),
    "cache-without-expiry": Weight(WARNING),
    "cache-without-truth": Weight(WARNING),
    "load-bearing-cache": Weight(WARNING),
    "read-heavy-without-cache": Weight(WARNING),
    "store-without-recovery": Weight(WARNING),
    "store-without-writer": Weight(WARNING),
    "store-without-reader": Weight(INFO),
    "backup-without-restore": Weight(INFO),
    # Asynchrony.
    "queue-without-dead-letters": Weight(WARNING),
    "queue-without-consumer": Weight(ERROR, ERROR),
    "queue-with-two-readers": Weight(WARNING),
    "side-effect-not-idempotent": Weight(WARNING),
    "replay-through-dedupe": Weight(WARNING),
    "result-never-returns": Weight(WARNING),
    "stream-job-without-replay": Weight(WARNING),
    "waits-for-slow-work": Weight(WARNING),
    "batch-without-schedule": Weight(INFO),
    # Numbers.
    "overloaded": Weight(ERROR),
    "lost-zone-overloads": Weight(WARNING),
    "little-headroom": Weight(INFO),
    "disk-too-small": Weight(ERROR),
    "late-answer": Weight(ERROR),
    "too-rarely-there": Weight(ERROR),
    "stale-answer": Weight(ERROR),
    "over-budget": Weight(ERROR),
    "goal-not-derived": Weight(INFO),
    "capacity-unknown": Weight(INFO),
    "unit-cost-unknown": Weight(WARNING),
    "no-number-follows": Weight(WARNING),
    # Models.
    "model-without-registry": Weight(WARNING),
    "release-without-canary": Weight(WARNING),
    "model-without-feedback": Weight(WARNING),
    "features-without-history": Weight(WARNING),
    "training-serving-skew": Weight(WARNING),
    "leaking-training-rows": Weight(WARNING),
    "training-without-checkpoints": Weight(WARNING),
    "ranks-everything": Weight(WARNING),
    "unprotected-gpu-tier": Weight(WARNING),
    "prefix-blind-routing": Weight(WARNING),
    "permission-after-retrieval": Weight(ERROR),
    "unguarded-model": Weight(INFO),
    "unbounded-agent": Weight(WARNING),
    # Operations.
    "nobody-watches": Weight(INFO),
    "wrong-tool": Weight(WARNING, WARNING),
    "retry-without-budget": Weight(WARNING),
    # The talk itself.
    "no-brief": Weight(INFO),
    "brief-without-goals": Weight(INFO),
    "stage-without-reason": Weight(INFO),
    "no-trade-off": Weight(INFO),
    "nothing-breaks": Weight(INFO),
    "promise-not-drawn": Weight(WARNING),
    "crowded-board": Weight(INFO),
    "unneeded-acceptance": Weight(WARNING, WARNING),
}
"""An error is what an interviewer would stop at; every rule has its row, and every row its rule."""
