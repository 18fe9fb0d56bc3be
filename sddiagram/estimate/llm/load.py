"""How soon tokens come from a replica at a load: the first one, each further one, and the memory.

Decoding reads the weights once per step and shares the machine with prefill, so the time per
output token is T0 / (1 - L t'), where L is the rate and t' the time of a request in which the
cost of reading is that of the keys and values alone. Against NIM's table for a 70B on 2 x H100
this is 6 to 23% too long; beyond L t' = 0.75 it was not checked.
"""

from dataclasses import dataclass
from math import ceil

from sddiagram.errors import DesignError
from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, brief
from sddiagram.estimate.hops import Delay
from sddiagram.estimate.llm.replicas import READ, Replica, Tokens
from sddiagram.estimate.queueing import Queue
from sddiagram.quantity import Quantity
from sddiagram.units import ms, rps, s, tokens as token

CHECKED = 0.75
"""The L t' up to which the time per token was held against measurements."""


@dataclass(frozen=True, slots=True)
class Load:
    """One replica that is asked `rate` requests per second of these `tokens`.

    `before` is what passes before the replica: gateway, quota, cache and router, assumed 3 ms.
    Raises `DesignError` for a rate that is not above 0, or that a replica cannot carry.
    """

    replica: Replica
    tokens: Tokens
    rate: Quantity
    before: Quantity = 3 * ms

    def __post_init__(self) -> None:
        given.kind("replica", self.replica, Replica, "one such as sd.llm.LLAMA_8B_ON_H100")
        given.quantity("rate", self.rate, 5 * rps)
        given.quantity("before", self.before, 3 * ms, zero=True)
        most = self.replica.rate(self.tokens)
        if self.rate >= most or float(self.shared) >= 1:
            raise DesignError(
                f"{self.replica.name} is asked {brief(self.rate)} and carries {brief(most)} at "
                "most, so its queue only grows; give more replicas or shorter prompts."
            )

    @classmethod
    def among(
        cls,
        replica: Replica,
        tokens: Tokens,
        asked: Quantity,
        replicas: int,
        *,
        zones: int = 3,
        lost: int = 0,
    ) -> "Load":
        """The load of one of `replicas` that share what is `asked`, with `lost` of `zones` lost.

        A zone holds up to replicas / zones, rounded up. Raises `DesignError` when none are left
        or they cannot carry it.
        """
        given.quantity("asked", asked, 100 * rps)
        left = given.whole("replicas", replicas) - lost * ceil(
            replicas / given.whole("zones", zones)
        )
        if left < 1:
            raise DesignError(
                f"With lost={lost} of zones={zones}, none of {replicas} replicas is left; "
                "give more."
            )
        return cls(replica, tokens, asked / left)

    @property
    def used(self) -> Derived:
        """The share of what the full replica carries; plan with 0.65."""
        most = self.replica.rate(self.tokens)
        share = float(self.rate / most)
        return Derived.of(share, f"{brief(self.rate)} / {brief(most)}", f"{share:.0%}")

    @property
    def shared(self) -> Derived:
        """L t': the share of the time that a decode step does not have for itself."""
        replica, tokens = self.replica, self.tokens
        reading = replica.kv_per_token * (1 * token) / (READ * replica.bandwidth)
        seconds = replica.a * tokens.computed + replica.b * tokens.out + reading.value * tokens.read
        share = float(self.rate * (seconds * s))
        return Derived.of(share, f"{brief(self.rate)} x {brief(seconds * s)}", f"{share:.2f}")

    @property
    def checked(self) -> bool:
        """Whether the load lies where the formula was held against measurements."""
        return float(self.shared) <= CHECKED

    @property
    def time_per_token(self) -> Derived:
        """The mean time per output token after the first."""
        step = self.replica.decode_step
        note = "" if self.checked else ", beyond what was checked"
        return Derived.of(
            step / (1 - float(self.shared)),
            f"{brief(step)} per step / (1 - {float(self.shared):.2f} of the time shared{note})",
        )

    @property
    def prefill(self) -> Derived:
        """The share of the time that prefill takes."""
        return Derived.of(
            self.rate * self._prefill_of_one,
            f"{brief(self.rate)} x {brief(self._prefill_of_one)}",
            f"{float(self.rate * self._prefill_of_one):.0%}",
        )

    @property
    def first_token(self) -> "FirstToken":
        """The time to the first token: half a decode step, then prefill that queues (M/M/1)."""
        prefill = Queue(1, self.rate, self._prefill_of_one)
        return FirstToken(self.before + self.time_per_token / 2, prefill)

    @property
    def answer(self) -> Derived:
        """The mean time to the last token."""
        first, each = self.first_token.mean, self.time_per_token
        rest = self.tokens.out - 1
        return Derived.of(
            first + rest * each, f"{brief(first)} first token + {rest:,} x {brief(each)}"
        )

    @property
    def in_flight(self) -> Derived:
        """Sequences that are being answered on average, by Little's law."""
        return Derived.of(
            float(self.rate * self.answer), f"{brief(self.rate)} x {brief(self.answer)}"
        )

    @property
    def kv_held(self) -> Derived:
        """The memory of their keys and values: each holds its input and half of its output."""
        each = (self.tokens.into + self.tokens.out / 2) * token
        return Derived.of(
            float(self.in_flight) * each * self.replica.kv_per_token,
            f"{float(self.in_flight):.3g} in flight x ({self.tokens.into:,} + "
            f"{self.tokens.out:,} / 2) tokens x {self.replica.kv_per_token.value / 1024:g} KiB",
        )

    @property
    def fits(self) -> bool:
        """Whether that memory is there; if not, sequences wait or are computed again."""
        return self.kv_held <= self.replica.kv_memory

    def longest_prompt(self, within: Quantity) -> Derived:
        """Uncached input tokens whose own prefill alone fills `within`, the first token's time.

        Raises `DesignError` when nothing is left for prefill.
        """
        left = within - self.first_token.fixed
        if left.value <= 0:
            raise DesignError(
                f"{within} are over before prefill starts, after {brief(self.first_token.fixed)}; "
                "give a longer time to the first token."
            )
        return Derived.of(
            left.value / self.replica.a * token,
            f"({within} - {brief(self.first_token.fixed)}) / {self.replica.a:g} s per token",
        )

    @property
    def _prefill_of_one(self) -> Quantity:
        return self.replica.a * self.tokens.computed * s


@dataclass(frozen=True, slots=True)
class FirstTokens:
    """The time to the first token from a replica, as its load makes it: a component's `latency=`.

    What passes before the replica is not in it, for that stands on the board.
    """

    replica: Replica
    tokens: Tokens

    def under(self, rate: Quantity) -> "FirstToken":
        """The time while the replica is asked `rate`, in requests per second.

        Raises `DesignError` for a rate that it cannot carry.
        """
        return Load(self.replica, self.tokens, rate, before=0 * ms).first_token

    def __str__(self) -> str:
        return f"to the first token of {self.replica.name}, by its load"


@dataclass(frozen=True)
class FirstToken(Delay):
    """The time to the first token: a fixed part, then a prefill that waits for its turn."""

    fixed: Quantity
    prefill: Queue

    def within(self, time: Quantity) -> float:
        return self.prefill.within(time - self.fixed)

    @property
    def mean(self) -> Quantity:
        return self.fixed + self.prefill.mean

    @property
    def how(self) -> str:
        """The p95 in words."""
        busy = 1 - float(self.prefill.used)
        return (
            f"{brief(self.fixed)} + {brief(self.prefill.service)} prefill / {busy:.2f} free x "
            f"3.00 (p95 of M/M/1) = {brief(self.p95)}"
        )
