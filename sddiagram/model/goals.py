"""Answers of a brief that are facts: printed as prose, compared with what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from sddiagram.errors import DesignError
from sddiagram.model.facts import percent, ratio, require, several
from sddiagram.model.latency import Delay
from sddiagram.model.text import shown
from sddiagram.model.traffic import Requests
from sddiagram.quantity import MONEY, plural
from sddiagram.units import Quantity, ms, second

if TYPE_CHECKING:
    from sddiagram.model.numbers import Numbers

Value: TypeAlias = Callable[["Numbers"], Quantity | Delay | float | None] | None
"""What the design reaches, as it follows from the numbers, where no hop or store says it."""
_CLASSES = "of=opens, a sd.Requests(...)"


class Of(Enum):
    """What a goal is about."""

    LATENCY = "latency"
    AVAILABILITY = "availability"
    STALENESS = "staleness"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked of the design; made by `at_most`, `at_least`, `stale_at_most` and so on."""

    about: Of
    limit: Quantity
    percentile: float | None = None
    of: tuple[Requests, ...] = ()
    """The classes of requests it is asked of; empty: of all."""
    value: Value = None

    def __post_init__(self) -> None:
        if self.value is not None and not callable(self.value):
            raise DesignError(
                f"value={shown(self.value)} of a goal; give a function that takes it from the "
                "numbers: value=lambda n: n.cost.month."
            )

    def __str__(self) -> str:
        named = " and ".join(f"“{one.name}”" for one in self.of)
        whom = f" for {named}" if named else ""
        match self.about:
            case Of.LATENCY:
                if self.percentile is None:
                    return f"At most {self.limit}{whom}."
                return f"p{self.percentile:g} at most {self.limit}{whom}."
            case Of.AVAILABILITY:
                return f"{in_percent(float(self.limit))} of the time{whom}."
            case Of.STALENESS:
                return f"Stale by at most {self.limit}{whom}."
            case Of.COST:
                return f"At most {told(self.limit, monthly=self.value is None)}{whom}."


def at_most(
    limit: Quantity,
    *,
    percentile: float | None = 99,
    of: Requests | Sequence[Requests] = (),
    value: Value = None,
) -> Goal:
    """The answer is there within `limit`, a time, for `percentile` of 100 requests.

    `value` is a function that takes the time from the numbers, of what is no answer to a request: a
    token, a job. A quantile that it takes from a delay, such as `n.delay(api).p99 + 20 * sd.ms`,
    stays one; any other time is taken for the mean, and `percentile=None` asks for no more.

    >>> print(at_most(100 * ms, percentile=95))
    p95 at most 100 ms.

    Raises `DesignError` for what is no time, and for a percentile that is none.
    """
    if isinstance(limit, Quantity) and limit.counts[:1] and limit.counts[0][0] == MONEY:
        raise DesignError(f"at_most({limit}) limits a time; write sd.costs_at_most({limit}).")
    require("at_most: the limit", limit, "a time", 100 * ms)
    classes = several(Requests, of, "at_most: of holds", _CLASSES)
    if percentile is None and value is not None:
        return Goal(Of.LATENCY, limit, None, classes, value=value)
    if isinstance(percentile, bool) or not isinstance(percentile, int | float):
        raise DesignError(f"at_most: percentile={shown(percentile)}; give a number: percentile=95.")
    if not 0 < percentile < 100:
        raise DesignError(f"at_most: percentile={percentile:g}; give 50, 95 or 99, below 100.")
    return Goal(Of.LATENCY, limit, percentile, classes, value=value)


def at_least(
    part: Quantity | float, *, of: Requests | Sequence[Requests] = (), value: Value = None
) -> Goal:
    """It answers for `part` of the time: `99.9 * sd.percent`; `value` takes it from the numbers.

    >>> print(at_least(0.9995))
    99.95% of the time.

    Raises `DesignError` for what is no part.
    """
    least = Quantity(ratio("at_least: the part", percent(part)), (0, 0))
    classes = several(Requests, of, "at_least: of holds", _CLASSES)
    return Goal(Of.AVAILABILITY, least, None, classes, value=value)


def stale_at_most(
    age: Quantity, *, of: Requests | Sequence[Requests] = (), value: Value = None
) -> Goal:
    """What is read was true at most `age` ago; `value` takes its age from the numbers.

    >>> print(stale_at_most(1 * second))
    Stale by at most 1 s.

    Raises `DesignError` for what is no time.
    """
    require("stale_at_most: the age", age, "a time", 1 * second)
    classes = several(Requests, of, "stale_at_most: of holds", _CLASSES)
    return Goal(Of.STALENESS, age, None, classes, value=value)


def costs_at_most(
    limit: Quantity, *, of: Requests | Sequence[Requests] = (), value: Value = None
) -> Goal:
    """A month costs at most `limit`, or one of something: `3 * sd.usd / (1e6 * sd.tokens)`.

    `value` takes the cost from the numbers where it is not that of a month.

    >>> from sddiagram.units import usd
    >>> print(costs_at_most(50_000 * usd))
    At most $50,000 per month.

    Raises `DesignError` for what is no money.
    """
    is_money = isinstance(limit, Quantity) and (MONEY, 1) in limit.counts
    if not is_money or limit.dimension != (0, 0) or limit.value <= 0:
        raise DesignError(
            f"costs_at_most({shown(limit)}); give dollars per month, such as 50_000 * sd.usd, or "
            "of one thing: 3 * sd.usd / (1e6 * sd.tokens)."
        )
    classes = several(Requests, of, "costs_at_most: of holds", _CLASSES)
    return Goal(Of.COST, limit, None, classes, value=value)


def told(cost: Quantity, *, monthly: bool = True) -> str:
    """Dollars, of a month or not; or what one of something costs, or a million of what is cheap.

    >>> from sddiagram.units import tokens, usd, users
    >>> told(50_000 * usd), told(3 * usd / (1e6 * tokens)), told(0.01 * usd / users)
    ('$50,000 per month', '$3 per 1M tokens', '$0.01 per user')
    """
    named = [name for name, power in cost.counts if power == -1]
    if len(cost.counts) < 2:
        return f"{cost} per month" if monthly else str(cost)
    if len(named) == 1 and len(cost.counts) == 2 and cost.dimension == (0, 0):
        if cost.value < 0.001:
            million = Quantity(round(1e6 * cost.value, 2), (0, 0), ((MONEY, 1),))
            return f"{million} per 1M {plural(named[0])}"
        return f"{Quantity(cost.value, (0, 0), ((MONEY, 1),))} per {named[0]}"
    return str(cost)


def in_percent(part: float) -> str:
    """A part as an availability is said, with all of its nines.

    >>> in_percent(0.99999), in_percent(0.9990003), in_percent(0.99999999), in_percent(1)
    ('99.999%', '99.9%', '99.999999%', '100%')
    """
    many = [f"{100 * part:.{digits}g}" for digits in (6, 9, 12)]
    return f"{next((one for one in many if one != '100'), '100')}%"
