"""What a fact may be: refusals that name it, what was given, and what to give instead."""

import re
from math import isfinite
from typing import TypeVar

from sddiagram.errors import DesignError
from sddiagram.model.text import shown
from sddiagram.quantity import MONEY
from sddiagram.units import Quantity

T = TypeVar("T")
MOST = 1_000_000
"""Replicas of one component; more is a slip of the keyboard."""
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:%|percent|per cent)\s*")


def require(what: str, value: object, noun: str, example: Quantity) -> None:
    """Raise `DesignError` unless `value` is a quantity in the unit of `example`, above zero."""
    if not isinstance(value, Quantity) or value.dimension != example.dimension:
        raise DesignError(f"{what}={shown(value)}; give {noun}, such as {_written(example)}.")
    if not (isfinite(value.value) and value.value > 0):
        raise DesignError(f"{what}={value}; give {noun} above zero, such as {_written(example)}.")


def money(what: str, value: object) -> None:
    """Raise `DesignError` unless `value` is dollars, or dollars in a time; nothing is $0."""
    is_money = (
        isinstance(value, Quantity)
        and value.counts == ((MONEY, 1),)
        and value.dimension in ((0, 0), (0, -1))
    )
    if not is_money or value < 0 * value:  # type: ignore[operator]
        raise DesignError(
            f"{what}={shown(value)}; give dollars per month, such as 120 * sd.usd, or a price in a "
            "time: 2 * sd.usd / sd.hour."
        )


def _written(example: Quantity) -> str:
    """`example` as one types it: `2_000 * sd.rps`."""
    number, _, unit = str(example).partition(" ")
    return f"{number.replace(',', '_')} * sd.{unit}"


def percent(value: object) -> object:
    """0.9 for the text "90%"; everything else as it is."""
    found = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    return float(found[1]) / 100 if found else value


def ratio(what: str, value: object) -> float:
    """`value` as a share from 0 to 1; a text such as "90%" is one. Else raises `DesignError`."""
    value = percent(value)
    if isinstance(value, Quantity) and value.dimension == (0, 0) and not value.counts:
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise DesignError(f"{what}={shown(value)}; give 0 to 1, such as 0.9 for 90 %.")
    return value


def count(what: str, value: object) -> int:
    """`value` as a whole number of at least 1, else raises `DesignError`."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        fact = what.split()[-1]
        raise DesignError(f"{what}={shown(value)}; give 1 or more, up to {MOST:,}: {fact}=3.")
    return value


def several(
    kind: type[T] | tuple[type[T], ...], given: object, what: str, example: str
) -> tuple[T, ...]:
    """One value of `kind` or a list of them, as a tuple.

    Raises `DesignError` that says `what` was given, and shows an `example`.
    """
    values = tuple(given) if isinstance(given, list | tuple) else (given,)
    for value in values:
        if not isinstance(value, kind):
            noun = f"the text {shown(value)}" if isinstance(value, str) else shown(value)
            raise DesignError(f"{what} {noun}; write {example}.")
    return values
