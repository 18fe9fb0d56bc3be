"""Quantities with units, so that a design's numbers say what they are.

>>> 1_000 * rps
1,000 rps
>>> 20 * GB + 500 * MB
20.5 GB
>>> 3 * MB * (10 * rps)
30 MB/s
>>> (1 * minute) / (150 * ms)
400.0
>>> 1_000_000 / (500 * rps)
33.33 min

Sizes are decimal (1 GB = 10^9 bytes), as storage and networks are sold; use the binary
units (`MiB`, `GiB`) where memory is meant.
"""

from dataclasses import dataclass
from functools import total_ordering
from math import isfinite

from sddiagram.errors import DesignError

_BASE_UNIT_NAMES = {(0, 0): "", (1, 0): "B", (0, 1): "s", (0, -1): "rps", (1, -1): "B/s"}
_SIZE_STEPS = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""))
_TIME_STEPS = ((86_400, "days"), (3_600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"))


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Quantity:
    """A number with a unit, kept in bytes and seconds.

    `dimension` holds the powers of bytes and of seconds: a rate is (0, -1).
    Raises `DesignError` when quantities of different dimensions are added or compared.
    """

    value: float
    dimension: tuple[int, int]

    def __post_init__(self) -> None:
        _require_number(self.value)

    def __rmul__(self, number: float) -> "Quantity":
        _require_number(number)
        return Quantity(number * self.value, self.dimension)

    def __mul__(self, other: "Quantity | float") -> "Quantity":
        if not isinstance(other, Quantity):
            _require_number(other)
            return Quantity(self.value * other, self.dimension)
        size, time = self.dimension
        other_size, other_time = other.dimension
        return Quantity(self.value * other.value, (size + other_size, time + other_time))

    def __truediv__(self, other: "Quantity | float") -> "Quantity":
        if not isinstance(other, Quantity):
            _require_number(other)
            return Quantity(self.value / other, self.dimension)
        size, time = self.dimension
        other_size, other_time = other.dimension
        return Quantity(self.value / other.value, (size - other_size, time - other_time))

    def __rtruediv__(self, number: float) -> "Quantity":
        _require_number(number)
        size, time = self.dimension
        return Quantity(number / self.value, (-size, -time))

    def __add__(self, other: "Quantity") -> "Quantity":
        self._require_same_dimension(other)
        return Quantity(self.value + other.value, self.dimension)

    def __sub__(self, other: "Quantity") -> "Quantity":
        self._require_same_dimension(other)
        return Quantity(self.value - other.value, self.dimension)

    def __lt__(self, other: "Quantity") -> bool:
        self._require_same_dimension(other)
        return self.value < other.value

    def __float__(self) -> float:
        if self.dimension != (0, 0):
            raise DesignError(f"{self} has a unit; divide it by a quantity of the same unit first.")
        return self.value

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.dimension == (0, 1):
            return _scaled(self.value, _TIME_STEPS, " ")
        if self.dimension in ((1, 0), (1, -1)):
            unit = _BASE_UNIT_NAMES[self.dimension]
            return _scaled(self.value, _SIZE_STEPS, " ", unit).replace("kB", "KB")
        if self.dimension == (0, 0):
            return str(float(self.value))
        return f"{_number(self.value)} {_BASE_UNIT_NAMES.get(self.dimension, '(mixed unit)')}"

    def _require_same_dimension(self, other: "Quantity") -> None:
        if not isinstance(other, Quantity) or other.dimension != self.dimension:
            raise DesignError(
                f"{self} and {other} have different units; give both the same, such as rps or GB."
            )


def _require_number(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DesignError("A quantity is a number times a unit; write it as 20 * sd.ms.")
    if isinstance(value, int) and abs(value) > 1e300:
        raise DesignError("A quantity is a number of at most 300 digits; give a smaller one.")


def _number(value: float) -> str:
    """Up to three significant decimals, thousands separated.

    >>> _number(1389.0), _number(0.25)
    ('1,389', '0.25')
    """
    if not isfinite(value):
        return str(value)
    rounded = float(f"{value:.4g}") if abs(value) < 1_000 else round(value)
    return f"{rounded:,.10g}" if abs(rounded) < 1_000 else f"{rounded:,.0f}"


def _scaled(value: float, steps: tuple[tuple[float, str], ...], gap: str, unit: str = "") -> str:
    for size, name in steps:
        if abs(value) >= size:
            return f"{_number(value / size)}{gap}{name}{unit}"
    size, name = steps[-1]
    return f"{_number(value / size)}{gap}{name}{unit}"


s = Quantity(1, (0, 1))
ms = Quantity(1e-3, (0, 1))
minute = Quantity(60, (0, 1))
hour = Quantity(3_600, (0, 1))
day = Quantity(86_400, (0, 1))

rps = Quantity(1, (0, -1))
"""Requests (or events, messages, rows) a second."""
per_day = Quantity(1 / 86_400, (0, -1))
"""Requests (or events) a day: `1_000_000 * per_day` is 11.57 rps."""

B = Quantity(1, (1, 0))
KB = Quantity(1e3, (1, 0))
MB = Quantity(1e6, (1, 0))
GB = Quantity(1e9, (1, 0))
TB = Quantity(1e12, (1, 0))
PB = Quantity(1e15, (1, 0))
MiB = Quantity(2**20, (1, 0))
GiB = Quantity(2**30, (1, 0))
