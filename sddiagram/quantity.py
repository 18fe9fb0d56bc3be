"""Quantities: numbers that keep their unit, so that a design's figures say what they are.

A unit is made of bytes, seconds and named counts. What a rate counts when nothing is named is
requests, so that `2_000 * rps` is a number of requests per second and no other.
"""

from dataclasses import dataclass
from decimal import Decimal
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

RARE = 0.01
"""Per second: rates below are said per day."""
MONEY = "$"
"""The name of what money counts."""

Counts = tuple[tuple[str, int], ...]
"""The names of what is counted, each with its power, in order."""


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

    def __lt__(self, other: "Quantity | float") -> bool:
        return self.value < self._comparable(other)

    def __le__(self, other: "Quantity | float") -> bool:
        return self.value <= self._comparable(other)

    def __gt__(self, other: "Quantity | float") -> bool:
        return self.value > self._comparable(other)

    def __ge__(self, other: "Quantity | float") -> bool:
        return self.value >= self._comparable(other)

    def __float__(self) -> float:
        if self.dimension != (0, 0) or self.counts:
            raise DesignError(f"{self} has a unit; divide it by a quantity of the same unit first.")
        return float(self.value)

    def __format__(self, spec: str) -> str:
        """`f"{peak:,.0f}"` gives the form of its number; what is no form of one pads the text."""
        if not spec.endswith(("e", "f", "g", "%")):
            return format(str(self), spec)
        if spec.endswith("%"):
            return format(float(self), spec)
        before, number, after = self._shown()
        said = f"{number:{spec}}"
        return f"{before}{said if spec.endswith('e') else plain(said)}{after}"

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.dimension == (0, 0) and not self.counts:
            return str(float(self.value))
        before, number, after = self._shown()
        return f"{before}{_number(number)}{after}"

    def _shown(self) -> tuple[str, float, str]:
        """What stands before its number, the number in the unit in which one says it, the rest."""
        if (
            self.dimension == (0, -1)
            and 0 < abs(self.value) < RARE
            and (MONEY, 1) not in self.counts
        ):
            return self._a_day()
        if self.counts:
            return self._counted()
        if self.dimension == (0, 1):
            return "", *_scaled(self.value, _TIME_STEPS)
        if self.dimension in ((1, 0), (1, -1)):
            if self.dimension == (1, 0) and (binary := _binary(self.value)):
                return "", *binary
            return "", *_scaled(self.value, _SIZE_STEPS, _BASE_UNIT_NAMES[self.dimension])
        name = _BASE_UNIT_NAMES.get(self.dimension, "(mixed unit)")
        return "", self.value, f" {name}".rstrip()

    def _a_day(self) -> tuple[str, float, str]:
        """As `_shown`, of what happens less than once in some minutes: 21 runs/day."""
        before, number, said = Quantity(86_400 * self.value, (0, 0), self.counts)._shown()
        return before, number, f"{said}/day" if self.counts else " per day"

    def _counted(self) -> tuple[str, float, str]:
        """As `_shown`, with the names of what it counts: 5,000 tokens/s, 80 KB/token, $2/h."""
        (size, time), powers = self.dimension, {power for _, power in self.counts}
        above = [name for name, power in self.counts if power == 1]
        if powers - {1, -1} or len(above) + (size > 0) + (time > 0) > 1 or size < 0 or time < -1:
            return "", self.value, " (mixed unit)"
        below = [name for name, power in self.counts if power == -1]
        before, number, said = "", self.value, ""
        per_time = ["s"] if time == -1 and (above or size) else []
        if above == [MONEY]:
            before = MONEY
            if per_time:
                number, per_time = 3_600 * number, ["h"]
            # Cents, but for what costs less than ten of them.
            number = round(number, 2) if abs(number) >= 0.1 else number
        elif above:
            said = f" {above[0] if number == 1 else plural(above[0])}"
        else:
            before, number, said = Quantity(number, (size, time if size == 0 else 0))._shown()
        return before, number, "/".join((said, *below, *per_time))

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

    def _comparable(self, other: "Quantity | float") -> float:
        """The value of `other`, which is of the same unit; a ratio is compared with numbers too."""
        is_ratio = self.dimension == (0, 0) and not self.counts
        if is_ratio and isinstance(other, int | float):
            return other
        self._require_same_unit(other)
        return other.value  # type: ignore[union-attr]

    def _require_same_unit(self, other: "Quantity | float") -> None:
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


def singular(name: str) -> str:
    """What one of them is called.

    >>> singular("tokens"), singular("queries"), singular("batches"), singular("key")
    ('token', 'query', 'batch', 'key')
    """
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith(("sses", "xes", "ches", "shes")):
        return name[:-2]
    return name.removesuffix("s") if not name.endswith("ss") else name


def _check_finite(value: float) -> None:
    try:
        if isfinite(value):
            return
    except (TypeError, ValueError, OverflowError):
        pass
    shown = repr(value) if not isinstance(value, int) else "a number of over 300 digits"
    raise DesignError(f"{shown[:60]} is no quantity; give a finite number, such as 5 * sd.ms.")


def _number(value: float) -> str:
    """Up to four significant digits, thousands separated; from a million on as people say it.

    >>> _number(1389.0), _number(0.25), _number(7_378_472), _number(999_999_999), _number(6.6e-5)
    ('1,389', '0.25', '7.38M', '1bn', '0.000066')
    """
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "M")):
        if 1e6 <= abs(value) < 1e15 and float(f"{abs(value):.3g}") >= size:
            return f"{float(f'{value / size:.3g}'):,g}{name}"
    rounded = float(f"{value:.4g}") if abs(value) < 1_000 else round(value)
    return plain(f"{rounded:,.10g}") if abs(rounded) < 1_000 else f"{rounded:,.0f}"


def plain(number: str) -> str:
    """A number written out, where its power of ten has no more than nine digits.

    >>> plain("1.9e+02"), plain("6.6e-05"), plain("4.8e+22"), plain("0.25")
    ('190', '0.000066', '4.8e+22', '0.25')
    """
    _, sign, power = number.partition("e")
    if not sign or abs(int(power)) > 9:
        return number
    return f"{Decimal(number):,f}"


def _binary(value: float) -> tuple[float, str] | None:
    """A size that is round in powers of 1,024 alone, as memory is counted.

    >>> _binary(163_840), _binary(512_000)
    ((160.0, ' KiB'), None)
    """
    for size, name in ((2**40, "TiB"), (2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if abs(value) >= size:
            is_round = value % size == 0 and float(f"{value:.4g}") != value
            return (value / size, f" {name}") if is_round else None
    return None


def _scaled(
    value: float, steps: tuple[tuple[float, str], ...], unit: str = ""
) -> tuple[float, str]:
    size, name = next((step for step in steps if abs(value) >= (1 - 1e-9) * step[0]), steps[-1])
    number, said = value / size, f" {name}{unit}".replace("kB", "KB")
    return number, " day" if said == " days" and _number(number) == "1" else said
