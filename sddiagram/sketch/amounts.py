"""Amounts as one writes them at a whiteboard: 2k rps, 50M a day, 5 ms, 2 TB."""

import re

from sddiagram import units
from sddiagram.quantity import Quantity

_AMOUNT = re.compile(
    r"~?\s*(?P<number>\d[\d,_]{0,20}(?:\.\d{1,9})?|\.\d{1,9})\s*(?P<times>[kKMBG](?![A-Za-z])|[mb]n?(?=\s+\S))?"
    r"\s*(?P<unit>[^\d\s].{0,40})?"
)
_TIMES = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "g": 1_000_000_000}
_WHAT = r"(?:req(?:uest)?s?|quer(?:y|ies)|reads?|writes?|calls?|hits?|events?|msgs?|messages?|ops)?"
_PER = r"\s*(?:/|per|a|an|each|every)\s*"
_RATES = (
    (re.compile(rf"[rqt]ps|{_WHAT}{_PER}(?:s|secs?|seconds?)"), units.rps),
    (re.compile(rf"[rqt]pm|{_WHAT}{_PER}(?:min|minutes?)"), units.per_minute),
    (re.compile(rf"[rqt]ph|{_WHAT}{_PER}(?:h|hours?)"), units.per_hour),
    (re.compile(rf"{_WHAT}\s*daily|[rqt]pd|{_WHAT}{_PER}(?:d|days?)"), units.per_day),
    (re.compile(rf"{_WHAT}\s*monthly|{_WHAT}{_PER}(?:mo|months?)"), units.per_month),
)
_OTHERS = {
    "ms": units.ms,
    "msec": units.ms,
    "us": units.us,
    "s": units.s,
    "sec": units.s,
    "seconds": units.s,
    "min": units.minute,
    "minutes": units.minute,
    "h": units.hour,
    "hours": units.hour,
    "kb": units.KB,
    "mb": units.MB,
    "gb": units.GB,
    "tb": units.TB,
    "pb": units.PB,
}


def amount(text: str) -> Quantity | None:
    """The quantity that `text` says, or None.

    >>> amount("2k rps"), amount("86,400 requests a day"), amount("5ms"), amount("fast")
    (2,000 rps, 1 rps, 5 ms, None)
    """
    read = _AMOUNT.fullmatch(text.strip())
    if not read or not read["unit"]:
        return None
    number = float(read["number"].replace(",", "").replace("_", ""))
    number *= _TIMES.get((read["times"] or "")[:1].lower(), 1)
    if number <= 0:
        return None
    said = " ".join(read["unit"].casefold().split()).rstrip(".")
    for written, unit in _RATES:
        if written.fullmatch(said):
            return number * unit
    return number * _OTHERS[said] if said in _OTHERS else None


def part(text: str) -> float | None:
    """The part from 0 to 1 that `text` says: `90%`, `0.9`, `90`."""
    try:
        number = float(text.strip().rstrip("% "))
    except ValueError:
        return None
    number = number / 100 if "%" in text or number > 1 else number
    return round(number, 6) if 0 <= number <= 1 else None
