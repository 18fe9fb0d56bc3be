"""What one visit costs in time: its median and its p99, or what its load makes of it."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from sddiagram.errors import DesignError
from sddiagram.model.facts import require
from sddiagram.units import Quantity, ms


@dataclass(frozen=True, slots=True, repr=False)
class Latency:
    """The time of one visit; made by `sd.latency(1 * sd.ms, p99=5 * sd.ms)`."""

    p50: Quantity
    p99: Quantity

    def __post_init__(self) -> None:
        require("latency's p50", self.p50, "a time", 5 * ms)
        require("latency's p99", self.p99, "a time", 5 * ms)
        if self.p99 < self.p50:
            raise DesignError(
                f"latency({self.p50}, p99={self.p99}): the 99th percentile is above the median; "
                "give the median first."
            )

    def __str__(self) -> str:
        return f"{self.p50}, p99 {self.p99}"

    __repr__ = __str__


class Delay(Protocol):
    """A time that varies."""

    @property
    def p50(self) -> Quantity:
        """The median."""

    @property
    def p95(self) -> Quantity:
        """What one in twenty exceeds."""

    @property
    def p99(self) -> Quantity:
        """What one in a hundred exceeds."""

    def quantile(self, share: float) -> Quantity:
        """What that share of the requests does not exceed."""


@runtime_checkable
class UnderLoad(Protocol):
    """The time of one visit, as it follows from what a replica is asked: its queue is in it."""

    def under(self, rate: Quantity) -> Delay:
        """The time while one replica is asked `rate`, which it can carry."""


def require_latency(what: str, given: object) -> None:
    """Raise `DesignError` unless `given` is a latency, a time or nothing."""
    if given is not None and not isinstance(given, Latency | UnderLoad):
        require(what, given, "a time", 5 * ms)


def latency(p50: Quantity, *, p99: Quantity) -> Latency:
    """The time of one visit: half of them take at most `p50`, 99 of 100 at most `p99`.

    >>> from sddiagram.units import ms
    >>> latency(1 * ms, p99=5 * ms)
    1 ms, p99 5 ms

    Raises `DesignError` for what is no time, and for a tail below the median.
    """
    return Latency(p50, p99)
