"""How long a hop takes, one after another, side by side, or one for each class of requests.

A hop is known by its median and its p99. Percentiles do not add: means and variances do.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import erf, exp, expm1, log, log1p, prod, sqrt

from sddiagram.errors import DesignError
from sddiagram.estimate import given
from sddiagram.estimate.percentile import Percentile
from sddiagram.quantity import Quantity
from sddiagram.units import ms, s

Z99 = 2.3263
"""How many standard deviations above the median the p99 of a normal distribution lies."""


class Delay(ABC):
    """A time that varies: what share of requests is answered within a time, and in which time."""

    @abstractmethod
    def within(self, time: Quantity) -> float:
        """The share of requests that take at most `time`, from 0 to 1."""

    @property
    @abstractmethod
    def mean(self) -> Quantity:
        """The time that requests take on average."""

    def quantile(self, share: float) -> Quantity:
        """The time within which `share` of the requests is answered: 0.99 gives the p99.

        Raises `DesignError` unless the share lies between 0 and 1.
        """
        wanted = given.below_all("share", given.part("share", share))
        found = solved(lambda time: self.within(time * s), wanted) * s
        return Percentile.of_share(found, wanted)

    @property
    def p50(self) -> Quantity:
        """The median."""
        return self.quantile(0.5)

    @property
    def p95(self) -> Quantity:
        """The time that one in twenty exceeds."""
        return self.quantile(0.95)

    @property
    def p99(self) -> Quantity:
        """The time that one in a hundred exceeds."""
        return self.quantile(0.99)


def solved(rising: Callable[[float], float], goal: float) -> float:
    """The least number at which `rising` reaches `goal`, by bisection to a part in 10^12.

    `rising` starts below the goal near 0 and reaches it somewhere below 10^15.
    """
    high = 1e-9
    while rising(high) < goal and high < 1e15:
        high *= 2
    low = high / 2 if high > 1e-9 else 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < goal else (low, middle)
    return high


@dataclass(frozen=True)
class Hop(Delay):
    """A hop that is lognormal through its median and its p99.

    Raises `DesignError` for times that are not above 0, and for a p99 below the median.
    """

    median: Quantity
    percentile_99: Quantity

    def __post_init__(self) -> None:
        given.quantity("median", self.median, 1 * ms)
        given.quantity("p99", self.percentile_99, 5 * ms)
        if self.percentile_99 < self.median:
            raise DesignError(
                f"A hop's p99 of {self.percentile_99} is below its median of {self.median}; "
                "give the larger time as p99."
            )

    @cached_property
    def spread(self) -> float:
        """The standard deviation of the logarithm of the time."""
        return log(self.percentile_99.value / self.median.value) / Z99

    @property
    def mean(self) -> Quantity:
        return self.median * exp(self.spread**2 / 2)

    @property
    def variance(self) -> Quantity:
        """The variance of the time, in seconds squared."""
        return self.mean * self.mean * expm1(self.spread**2)

    def within(self, time: Quantity) -> float:
        if time.value <= 0:
            return 0.0
        if not self.spread:
            return float(time >= self.median)
        return (1 + erf(log(time.value / self.median.value) / self.spread / sqrt(2))) / 2

    @classmethod
    def matched(cls, mean: float, variance: float) -> "Hop":
        """The hop of this mean in seconds and this variance, as Fenton and Wilkinson match it."""
        ratio = variance / mean**2
        median = mean / sqrt(1 + ratio)
        return cls(median * s, median * exp(Z99 * sqrt(log1p(ratio))) * s)

    @classmethod
    def like(cls, delay: Delay) -> "Hop":
        """The hop that has the median and the p99 of `delay`."""
        return delay if isinstance(delay, Hop) else cls(delay.p50, delay.p99)


def series(delays: Iterable[Delay]) -> Hop:
    """One hop after another: means and variances add, and a lognormal is matched to them.

    This is the sum of Fenton and Wilkinson (L. F. Fenton, The sum of log-normal probability
    distributions in scatter transmission systems, IRE Transactions, 1960); the hops are taken as
    independent. Raises `DesignError` for no hop at all.
    """
    hops = [Hop.like(delay) for delay in delays]
    if not hops:
        raise DesignError("No hops in a series; give at least one.")
    if len(hops) == 1:
        return hops[0]
    return Hop.matched(sum(hop.mean.value for hop in hops), sum(hop.variance.value for hop in hops))


def sum_of_p99s(delays: Iterable[Delay]) -> Quantity:
    """The p99s of hops in a series, added: an upper bound for hops of this kind, never the p99."""
    return sum((delay.p99 for delay in delays), 0 * s)


@dataclass(frozen=True)
class Later(Delay):
    """A delay that starts `after` a time that hardly varies beside it."""

    delay: Delay
    after: Quantity

    def within(self, time: Quantity) -> float:
        return self.delay.within(time - self.after) if time > self.after else 0.0

    @property
    def mean(self) -> Quantity:
        return self.after + self.delay.mean


@dataclass(frozen=True)
class Slowest(Delay):
    """Hops side by side that are all awaited: all are within a time that the slowest is within.

    Raises `DesignError` for no hop at all.
    """

    delays: Sequence[Delay]

    def __post_init__(self) -> None:
        if not self.delays:
            raise DesignError("No hops side by side; give at least one.")

    def within(self, time: Quantity) -> float:
        return prod(delay.within(time) for delay in self.delays)

    @property
    def mean(self) -> Quantity:
        """The mean of the hop that has this median and p99."""
        return Hop.like(self).mean


@dataclass(frozen=True)
class Classes(Delay):
    """Requests of several classes, such as hits and misses, each with its share and its delay.

    Raises `DesignError` unless the shares are at least 0 and sum to 1.
    """

    parts: Sequence[tuple[float, Delay]]

    def __post_init__(self) -> None:
        parts = tuple((given.share("share", part), delay) for part, delay in self.parts)
        object.__setattr__(self, "parts", parts)
        total = sum(part for part, _ in parts)
        if abs(total - 1) > 1e-9:
            raise DesignError(f"The shares of the classes sum to {total:g}; make it 1.")

    def within(self, time: Quantity) -> float:
        return sum(part * delay.within(time) for part, delay in self.parts)

    @property
    def mean(self) -> Quantity:
        return sum((part * delay.mean for part, delay in self.parts), 0 * s)
