"""What a formula is given: refusals that name it, what was given, and what to give instead."""

from math import isfinite

from sddiagram.errors import DesignError
from sddiagram.model.facts import ratio
from sddiagram.model.text import shown
from sddiagram.quantity import Quantity


def quantity(what: str, value: object, example: Quantity, *, zero: bool = False) -> Quantity:
    """`value` in the unit of `example` and above zero, or also `zero`; else `DesignError`."""
    least = "of 0 or more" if zero else "above 0"
    if not isinstance(value, Quantity):
        raise DesignError(f"{what}={shown(value)}; give a quantity {least}, such as {example}.")
    if (value.dimension, value.counts) != (example.dimension, example.counts):
        raise DesignError(f"{what}={value} has another unit; give one such as {example}.")
    if value.value < 0 or (value.value == 0 and not zero):
        raise DesignError(f"{what}={value}; give a quantity {least}, such as {example}.")
    return value


def number(what: str, value: object, *, least: float = 0, above: bool = True) -> float:
    """`value` as a finite number `above` the `least` one, or equal to it; else `DesignError`."""
    sound = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    if not sound or value < least or (above and value == least):  # type: ignore[operator]
        limit = f"above {least:g}" if above else f"of {least:g} or more"
        raise DesignError(f"{what}={shown(value)}; give a number {limit}.")
    return float(value)  # type: ignore[arg-type]


def whole(what: str, value: object) -> int:
    """`value` as a whole number of at least 1, however large; else `DesignError`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise DesignError(f"{what}={shown(value)}; give a whole number of 1 or more.")
    return value


def share(what: str, value: object) -> float:
    """`value` as a share from 0 to 1; a text such as "65%" is one. Else `DesignError`."""
    return ratio(what, value)


def part(what: str, value: object) -> float:
    """`value` as a share above 0, up to 1; else `DesignError`."""
    if found := ratio(what, value):
        return found
    raise DesignError(f"{what}={shown(value)}; give a share above 0, such as 0.65.")


def below_all(what: str, value: object) -> float:
    """`value` as a share from 0 that is below 1; else `DesignError`."""
    if (found := ratio(what, value)) < 1:
        return found
    raise DesignError(f"{what}={shown(value)}; give a share below 1, such as 0.65.")


def kind(what: str, value: object, kind: type, example: str) -> None:
    """Raise `DesignError` unless `value` is one of this `kind`, such as the `example`."""
    if not isinstance(value, kind):
        raise DesignError(f"{what}={shown(value)}; give {example}.")
