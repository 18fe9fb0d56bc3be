"""Answers of a brief that are facts: printed as prose, compared with what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sddiagram.errors import DesignError
from sddiagram.model.facts import percent, ratio, require, several
from sddiagram.model.text import shown
from sddiagram.model.traffic import Requests
from sddiagram.quantity import MONEY, plural
from sddiagram.units import Quantity, ms, second

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

    def __str__(self) -> str:
        named = " and ".join(f"“{one.name}”" for one in self.of)
        whom = f" for {named}" if named else ""
        match self.about:
            case Of.LATENCY:
                return f"p{self.percentile:g} at most {self.limit}{whom}."
            case Of.AVAILABILITY:
                return f"{_percent(float(self.limit))} of the time{whom}."
            case Of.STALENESS:
                return f"Stale by at most {self.limit}{whom}."
            case Of.COST:
                each = "" if len(self.limit.counts) > 1 else " a month"
                return f"At most {of_money(self.limit)}{each}{whom}."


def at_most(
    limit: Quantity, *, percentile: float = 99, of: Requests | Sequence[Requests] = ()
) -> Goal:
    """The answer is there within `limit`, a time, for `percentile` of 100 requests.

    >>> print(at_most(100 * ms, percentile=95))
    p95 at most 100 ms.

    Raises `DesignError` for what is no time, and for a percentile that is none.
    """
    if isinstance(limit, Quantity) and limit.counts[:1] and limit.counts[0][0] == MONEY:
        raise DesignError(f"at_most({limit}) limits a time; write sd.costs_at_most({limit}).")
    require("at_most: the limit", limit, "a time", 100 * ms)
    if isinstance(percentile, bool) or not isinstance(percentile, int | float):
        raise DesignError(f"at_most: percentile={shown(percentile)}; give a number: percentile=95.")
    if not 0 < percentile < 100:
        raise DesignError(f"at_most: percentile={percentile:g}; give 50, 95 or 99, below 100.")
    return Goal(Of.LATENCY, limit, percentile, several(Requests, of, "at_most: of holds", _CLASSES))


def at_least(part: Quantity | float, *, of: Requests | Sequence[Requests] = ()) -> Goal:
    """It answers for `part` of the time: `99.9 * sd.percent`.

    >>> print(at_least(0.9995))
    99.95% of the time.

    Raises `DesignError` for what is no part.
    """
    given = percent(part)
    value = ratio("at_least: the part", given)
    classes = several(Requests, of, "at_least: of holds", _CLASSES)
    return Goal(Of.AVAILABILITY, Quantity(value, (0, 0)), None, classes)


def stale_at_most(age: Quantity, *, of: Requests | Sequence[Requests] = ()) -> Goal:
    """What is read was true at most `age` ago.

    >>> print(stale_at_most(1 * second))
    Stale by at most 1 s.

    Raises `DesignError` for what is no time.
    """
    require("stale_at_most: the age", age, "a time", 1 * second)
    return Goal(Of.STALENESS, age, None, several(Requests, of, "stale_at_most: of holds", _CLASSES))


def costs_at_most(limit: Quantity, *, of: Requests | Sequence[Requests] = ()) -> Goal:
    """A month costs at most `limit`, or one of something: `3 * sd.usd / (1e6 * sd.tokens)`.

    >>> from sddiagram.units import usd
    >>> print(costs_at_most(50_000 * usd))
    At most $50,000 a month.

    Raises `DesignError` for what is no money.
    """
    is_money = isinstance(limit, Quantity) and (MONEY, 1) in limit.counts
    if not is_money or limit.dimension != (0, 0) or limit.value <= 0:
        raise DesignError(
            f"costs_at_most({shown(limit)}); give dollars a month, such as 50_000 * sd.usd, or of "
            "one thing: 3 * sd.usd / (1e6 * sd.tokens)."
        )
    return Goal(Of.COST, limit, None, several(Requests, of, "costs_at_most: of holds", _CLASSES))


def of_money(price: Quantity, limit: Quantity | None = None) -> str:
    """A price as people say it, of a million where the `limit` of one is less than a cent.

    >>> from sddiagram.units import tokens, usd, users
    >>> of_money(3 * usd / (1e6 * tokens)), of_money(2 * usd / users)
    ('$3 for 1M tokens', '$2/user')
    """
    below = [name for name, power in price.counts if power == -1]
    if len(below) != 1 or (limit or price).value >= 0.01:
        return str(price)
    return f"{Quantity(1e6 * price.value, (0, 0), ((MONEY, 1),))} for 1M {plural(below[0])}"


def _percent(part: float) -> str:
    return f"{100 * part:.6g}%"
