"""Amounts as people write them, such as `1.2 TB` or `23k rps`, and arithmetic between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sddiagram import units
from sddiagram.quantity import Quantity

TOLERANCE = 0.2
"""How far an answer in one's head may be off."""
_SIZES = {
    "%": 0.01, "k": 1e3, "K": 1e3, "M": 1e6, "bn": 1e9, "B": 1e9, "b": 1e9, "tn": 1e12,
    "million": 1e6, "billion": 1e9,
}  # fmt: skip
_UNITS = {
    name: float(one.value) for name, one in vars(units).items() if isinstance(one, Quantity)
} | {"min": 60.0, "h": 3_600.0, "us": 1e-6, "µs": 1e-6, "second": 1.0, "seconds": 1.0}
_AMOUNT = re.compile(
    r"(?P<sign>\$)?(?P<number>\d[\d,_]*\.?\d*(?:e[+-]?\d+)?|\.\d+)"
    r"(?P<size>%|bn|tn|[kKMBb](?![A-Za-z/])|\s?(?:million|billion)\b)?"
    r"(?P<unit>\s*(?!x\s)[A-Za-zµ][A-Za-zµ/]*)?"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<amount>{_AMOUNT.pattern})|(?P<operator>[-+x×*/^()])(?![A-Za-z])"
    r"|(?P<word>[A-Za-zµ'/-]+))"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit."""

    number: float
    """Without the unit: 1.2 of `1.2 TB`."""
    scale: float
    """What one of its unit is in bytes, seconds or pieces."""
    unit: str

    @property
    def value(self) -> float:
        """In bytes, seconds or pieces."""
        return self.number * self.scale


def amount(text: str) -> Amount | None:
    """The amount that a text starts with; None when it starts with none.

    >>> amount("1.2 TB").value, amount("23k rps").value, amount("46.7%").value
    (1200000000000.0, 23000.0, 0.467)
    """
    read = _AMOUNT.match(text.strip())
    if not read:
        return None
    number = float(read["number"].replace(",", "").replace("_", ""))
    size = (read["size"] or "").strip()
    unit = (read["unit"] or "").strip()
    if unit in _SIZES and unit not in _UNITS:
        size, unit = unit, ""
    return Amount(number * _SIZES.get(size, 1.0), _scale(unit), unit)


def is_near(said: str, expected: Amount) -> bool:
    """Whether an answer is within the tolerance; without a unit it is in the expected one.

    >>> is_near("1.1", amount("1.2 TB")), is_near("900 GB", amount("1.2 TB"))
    (True, False)
    """
    found = amount(said)
    if found is None:
        return False
    value = found.value if found.unit else found.number * expected.scale
    return abs(value - expected.value) <= TOLERANCE * abs(expected.value) * (1 + 1e-9)


def _scale(unit: str) -> float:
    """What one of a unit is; of a word that is none, one piece."""
    first, *below = unit.split("/")
    scale = _UNITS.get(first, 1.0)
    for one in below:
        scale /= _UNITS.get(one, 1.0)
    return scale


def worked_out(arithmetic: str) -> float | None:
    """The value of arithmetic between amounts, in bytes, seconds or pieces; None if it is none.

    >>> worked_out("500M x 40 x 200 B"), worked_out("2M rps / (50,000 rps x 0.65)")
    (4000000000000.0, 61.53846153846154)
    >>> worked_out("the larger of the two")
    """
    tokens = [*_tokens(arithmetic)]
    try:
        value = _sum(tokens)
    except (IndexError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if not tokens and isinstance(value, float) else None


Token = float | str


def _tokens(text: str) -> Iterator[Token]:
    """Numbers and signs; words are passed over."""
    place = 0
    while place < len(text.rstrip()):
        read = _TOKEN.match(text, place)
        if not read:
            yield "?"
            return
        place = read.end()
        if found := amount(read["amount"] or ""):
            yield found.value
        elif read["operator"]:
            yield "x" if read["operator"] in "×*" else read["operator"]


def _sum(tokens: list[Token]) -> float:
    value = _product(tokens)
    while tokens and tokens[0] in ("+", "-"):
        value += _product(tokens) if tokens.pop(0) == "+" else -_product(tokens)
    return value


def _product(tokens: list[Token]) -> float:
    value = _power(tokens)
    while tokens and tokens[0] in ("x", "/"):
        if tokens.pop(0) == "x":
            value *= _power(tokens)
        else:
            value /= _power(tokens)
    return value


def _power(tokens: list[Token]) -> float:
    value = _single(tokens)
    if tokens and tokens[0] == "^":
        tokens.pop(0)
        value = float(value ** _single(tokens))
    return value


def _single(tokens: list[Token]) -> float:
    first = tokens.pop(0)
    if first == "(":
        value = _sum(tokens)
        if tokens.pop(0) != ")":
            raise ValueError("a bracket is open")
        return value
    if isinstance(first, str):
        raise ValueError(f"{first} is no number")
    return first
