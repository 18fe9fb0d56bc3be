"""A result that knows how it follows."""

import re
from dataclasses import dataclass

from sddiagram.quantity import Quantity, plain

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Derived(Quantity):
    """A quantity and the arithmetic that gave it, from its facts; it goes where a quantity goes.

    What is computed from it is a quantity without a derivation, for the new one has its own.

    >>> Derived.of(Quantity(120, (0, 1)), "8 GB / 66.7 MB/s").how
    '8 GB / 66.7 MB/s = 2 min'
    """

    how: str = ""

    @classmethod
    def of(cls, quantity: Quantity | float, arithmetic: str, said: str = "") -> "Derived":
        """`quantity` with its `arithmetic`, which ends with the result (as `said`, if given).

        Raises `DesignError` if it is no finite number.
        """
        if not isinstance(quantity, Quantity):
            quantity = Quantity(quantity, (0, 0))
        how = f"{arithmetic} = {said or brief(quantity)}"
        return cls(quantity.value, quantity.dimension, quantity.counts, how)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        mine = (self.value, self.dimension, self.counts)
        return mine == (other.value, other.dimension, other.counts)

    def __hash__(self) -> int:
        return hash((self.value, self.dimension, self.counts))


def brief(quantity: Quantity) -> str:
    """`quantity` in three digits, as it is said in a derivation; four from 1,000 on.

    >>> brief(Quantity(1388.9, (0, -1))), brief(Quantity(0.034674, (0, 1)))
    ('1,389 rps', '34.7 ms')
    """
    said = _NUMBER.sub(lambda found: rounded(float(found[0].replace(",", ""))), str(quantity), 1)
    return _NUMBER.sub(lambda found: plain(found[0]), said, 1)


def glance(quantity: Quantity) -> str:
    """`quantity` in two or three digits, as it is said in passing.

    >>> glance(Quantity(1388.9, (0, -1))), glance(Quantity(173.6, (0, -1)))
    ('1.4k rps', '174 rps')
    >>> glance(Quantity(694_444, (0, -1))), glance(Quantity(7_378_472, (0, -1), (("score", 1),)))
    ('694k rps', '7.4M scores/s')
    >>> glance(Quantity(0.01, (0, -1))), glance(Quantity(0.00024, (0, -1)))
    ('36 per hour', '21 per day')
    """
    if (quantity.dimension, quantity.counts) == ((0, -1), ()) and 0 < quantity.value < 0.1:
        an_hour = quantity.value * 3_600
        return f"{an_hour:.2g} per hour" if an_hour >= 1 else f"{24 * an_hour:.2g} per day"
    return _NUMBER.sub(
        lambda found: _in_passing(float(found[0].replace(",", ""))), str(quantity), 1
    )


def _in_passing(number: float) -> str:
    size, name = (1e3, "k") if abs(number) >= 999.5 else (1, "")
    number /= size
    return f"{number:.0f}{name}" if abs(number) >= 99.5 else f"{plain(f'{number:.2g}')}{name}"


def rounded(number: float) -> str:
    """`number` in three digits, thousands separated; from a million on as people say it.

    >>> rounded(0.106607), rounded(33_704.1), rounded(6.86e-05), rounded(8e9), rounded(4.8e22)
    ('0.107', '33,704', '6.86e-05', '8bn', '4.8e+22')
    """
    if 1_000 <= abs(number) < 1e6:
        return f"{number:,.0f}"
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "M")):
        if abs(number) >= 1e6 and size <= float(f"{abs(number):.3g}") < 1_000 * size:
            return f"{number / size:.3g}{name}"
    return f"{number:.3g}"


class DerivedCount(int):
    """A whole number and the arithmetic that gave it.

    >>> DerivedCount.of(43, "875 rps / (36 rps x 0.65) x 1.15, rounded up").how
    '875 rps / (36 rps x 0.65) x 1.15, rounded up = 43'
    """

    how: str

    @classmethod
    def of(cls, number: int, arithmetic: str) -> "DerivedCount":
        """`number` with its `arithmetic`, which ends with the result."""
        count = cls(number)
        count.how = f"{arithmetic} = {number:,}"
        return count
