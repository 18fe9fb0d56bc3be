"""Quantities: numbers that keep their unit, so that a design's figures say what they are.

A unit is made of bytes, seconds and named counts. What a rate counts when nothing is named is
requests, so that `2_000 * rps` is a number of requests per second and no other.
"""

from dataclasses import dataclass
from functools import total_ordering
from math import isfinite

from sddiagram.errors import DesignError

_BASE_UNIT_NAMES = {(0, 0): "", (1, 0): "B", (0, 1): "s", (0, -1): "rps", (1, -1): "B/s"}
_SIZE_STEPS = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""))
_TIME_STEPS = (
    (86_400, "days"),
    (3_600, "h"),
    (60, "min"),
    (1, "s"),
    (1e-3, "ms"),
    (1e-6, "µs"),
    (1e-9, "ns"),
)

Counts = tuple[tuple[str, int], ...]
"""The names of what is counted, each with its power, in order."""


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Quantity:
    """A number with a unit, kept in bytes, seconds and counts.

    `dimension` holds the powers of bytes and of seconds: a rate is (0, -1). `counts` holds what is
    counted beside requests: tokens per second are (0, -1) and (("token", 1),).
    Raises `DesignError` when different units are added or compared, and for a value that is no
    finite number.
    """

    value: float
    dimension: tuple[int, int]
    counts: Counts = ()

    def __post_init__(self) -> None:
        _check_finite(self.value)

    def __rmul__(self, number: float) -> "Quantity":
        return self * number

    def __mul__(self, other: "Quantity | float") -> "Quantity":
        if not isinstance(other, Quantity):
            _check_finite(other)
            return Quantity(other * self.value, self.dimension, self.counts)
        return self._with(self.value * other.value, other, 1)

    def __truediv__(self, other: "Quantity | float") -> "Quantity":
        divisor = other if isinstance(other, Quantity) else Quantity(other, (0, 0))
        if not divisor.value:
            raise DesignError(f"{self} is divided by zero; give a divisor above 0.")
        return self._with(self.value / divisor.value, divisor, -1)

    def __rtruediv__(self, number: float) -> "Quantity":
        return Quantity(number, (0, 0)) / self

    def __add__(self, other: "Quantity") -> "Quantity":
        self._require_same_unit(other)
        return Quantity(self.value + other.value, self.dimension, self.counts)

    def __radd__(self, other: int) -> "Quantity":
        # `sum` starts from 0, which has every unit.
        return self if other == 0 else Quantity(other, (0, 0)) + self

    def __sub__(self, other: "Quantity") -> "Quantity":
        self._require_same_unit(other)
        return Quantity(self.value - other.value, self.dimension, self.counts)

    def __lt__(self, other: "Quantity") -> bool:
        self._require_same_unit(other)
        return self.value < other.value

    def __float__(self) -> float:
        if self.dimension != (0, 0) or self.counts:
            raise DesignError(f"{self} has a unit; divide it by a quantity of the same unit first.")
        return float(self.value)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.counts:
            return self._counted()
        if self.dimension == (0, 1):
            return _scaled(self.value, _TIME_STEPS)
        if self.dimension in ((1, 0), (1, -1)):
            return _scaled(self.value, _SIZE_STEPS, _BASE_UNIT_NAMES[self.dimension])
        if self.dimension == (0, 0):
            return str(float(self.value))
        return f"{_number(self.value)} {_BASE_UNIT_NAMES.get(self.dimension, '(mixed unit)')}"

    def _counted(self) -> str:
        """The quantity with the names of what it counts: `5,000 tokens/s`, `80 KB/token`."""
        (size, time), powers = self.dimension, {power for _, power in self.counts}
        above = [name for name, power in self.counts if power == 1]
        if powers - {1, -1} or len(above) + (size > 0) + (time > 0) > 1 or size < 0 or time < -1:
            return f"{_number(self.value)} (mixed unit)"
        below = [name for name, power in self.counts if power == -1]
        if above:
            said = f"{_number(self.value)} {above[0] if self.value == 1 else plural(above[0])}"
        else:
            said = str(Quantity(self.value, (size, time if size == 0 else 0)))
        per_second = ["s"] if time == -1 and (above or size) else []
        return "/".join((said, *below, *per_second))

    def _with(self, value: float, other: "Quantity", sign: int) -> "Quantity":
        """`value` in the unit of this quantity times that of `other` to the power of `sign`."""
        powers = dict(self.counts)
        for name, power in other.counts:
            powers[name] = powers.get(name, 0) + sign * power
        (size, time), (other_size, other_time) = self.dimension, other.dimension
        return Quantity(
            value,
            (size + sign * other_size, time + sign * other_time),
            tuple(sorted((name, power) for name, power in powers.items() if power)),
        )

    def _require_same_unit(self, other: "Quantity") -> None:
        if not isinstance(other, Quantity) or (other.dimension, other.counts) != (
            self.dimension,
            self.counts,
        ):
            raise DesignError(
                f"{self} and {other} have different units; give both the same, such as rps or GB."
            )


def unit(name: str) -> Quantity:
    """A unit of your own, which counts what it is named after, in the singular.

    It is added only to its like, and cancels when divided by it.

    >>> scores = unit("score")
    >>> 7_400 * scores / Quantity(1, (0, 1))
    7,400 scores/s

    Raises `DesignError` for what is not the name of one thing.
    """
    if not isinstance(name, str) or not all(word.isalnum() for word in name.split("-")):
        raise DesignError(f"unit({name!r}); name one of what it counts, such as 'score'.")
    if name.endswith("s") and not name.endswith("ss"):
        raise DesignError(f"unit({name!r}); name one of them, such as {name.removesuffix('s')!r}.")
    return Quantity(1, (0, 0), () if name == "request" else ((name, 1),))


def plural(name: str) -> str:
    """What several are called.

    >>> plural("token"), plural("query"), plural("key"), plural("batch")
    ('tokens', 'queries', 'keys', 'batches')
    """
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"


def _check_finite(value: float) -> None:
    try:
        if isfinite(value):
            return
    except (TypeError, ValueError, OverflowError):
        pass
    shown = repr(value) if not isinstance(value, int) else "a number of over 300 digits"
    raise DesignError(f"{shown[:60]} is no quantity; give a finite number, such as 5 * sd.ms.")


def _number(value: float) -> str:
    """Up to three significant decimals, thousands separated.

    >>> _number(1389.0), _number(0.25)
    ('1,389', '0.25')
    """
    rounded = float(f"{value:.4g}") if abs(value) < 1_000 else round(value)
    return f"{rounded:,.10g}" if abs(rounded) < 1_000 else f"{rounded:,.0f}"


def _scaled(value: float, steps: tuple[tuple[float, str], ...], unit: str = "") -> str:
    size, name = next((step for step in steps if abs(value) >= step[0]), steps[-1])
    said = f"{_number(value / size)} {name}{unit}".replace("kB", "KB")
    return "1 day" if said == "1 days" else said
