"""A time that knows which share of the requests is within it."""

from dataclasses import dataclass

from sddiagram.estimate.derived import Derived
from sddiagram.quantity import Quantity


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Percentile(Derived):
    """A quantile of a delay; it goes where a quantity goes.

    With a time added that does not vary, or with a number of times it, it stays what it is. Of two
    quantiles that are added, the sum is an upper bound, at the lower share.

    >>> from sddiagram.units import ms
    >>> p99 = Percentile.of_share(80 * ms, 0.99)
    >>> p99 + 20 * ms, (20 * ms + 2 * p99).share
    (100 ms, 0.99)
    """

    share: float = 0.5

    @classmethod
    def of_share(cls, time: Quantity, share: float) -> "Percentile":
        """The time within which this share of the requests is answered."""
        return cls(time.value, time.dimension, time.counts, share=share)

    def __add__(self, other: Quantity) -> Quantity:
        share = min(self.share, other.share) if isinstance(other, Percentile) else self.share
        return Percentile.of_share(Quantity.__add__(self, other), share)

    def __radd__(self, other: Quantity | int) -> Quantity:
        return self + other if isinstance(other, Quantity) else Quantity.__radd__(self, other)

    def __mul__(self, other: Quantity | float) -> Quantity:
        found = Quantity.__mul__(self, other)
        return found if isinstance(other, Quantity) else Percentile.of_share(found, self.share)
