"""Quantities as Python writes them: `2_000 * sd.rps`."""

from sddiagram import units
from sddiagram.quantity import Quantity

_BY_DIMENSION: dict[tuple[int, int], tuple[str, ...]] = {
    (0, -1): ("rps", "per_minute", "per_hour", "per_day", "per_month"),
    (0, 1): ("s", "ms", "us", "minutes", "hours", "days"),
    (1, 0): ("B", "KB", "MB", "GB", "TB", "PB"),
}


def number_and_unit(quantity: Quantity) -> tuple[str, str]:
    """The number, as Python writes it, and the name of the unit that say `quantity` exactly.

    >>> from sddiagram.units import ms, per_day, rps
    >>> number_and_unit(2_000 * rps), number_and_unit(5e7 * per_day), number_and_unit(5 * ms)
    (('2_000', 'rps'), ('50_000_000', 'per_day'), ('5', 'ms'))
    """
    names = _BY_DIMENSION[quantity.dimension]
    found: list[tuple[str, str]] = []
    for name in names:
        unit = getattr(units, name)
        number = round(float(quantity.value / unit.value), 9)
        if number * unit == quantity:
            whole = int(number) if number.is_integer() else number
            found.append((f"{whole:_}" if isinstance(whole, int) else repr(whole), name))
    if not found:
        return repr(float(quantity.value / getattr(units, names[0]).value)), names[0]
    return min(found, key=lambda one: ("." in one[0], len(one[0].rstrip("_0"))))


def written_number(value: float) -> str:
    """A number as Python writes it."""
    return repr(int(value)) if float(value).is_integer() else repr(value)
