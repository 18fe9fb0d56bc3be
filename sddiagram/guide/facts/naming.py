"""A number of the guide as text: its value, and how it follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sddiagram.estimate.derived import Derived, DerivedCount, brief
from sddiagram.quantity import Quantity
from sddiagram.technology.planning import Plan, plan

Facts: TypeAlias = Mapping[str, Callable[[], Derived | DerivedCount]]
"""Functions that work a number out, by the name that a text calls it."""


def named(*functions: Callable[[], Derived | DerivedCount]) -> Facts:
    """The functions by their names, without the underscore that keeps them to their module."""
    return {one.__name__.removeprefix("_"): one for one in functions}


@dataclass(frozen=True, slots=True)
class Fact:
    """A number in words, and the arithmetic or the source behind it."""

    value: str
    how: str

    @classmethod
    def of(cls, number: Derived | DerivedCount) -> "Fact":
        """The words of `number`, whose derivation ends with its value."""
        how, _, value = number.how.rpartition(" = ")
        return cls(value, how)


def per_second(rate: Quantity) -> str:
    """`rate` in words, of what is no request: commits, events, heartbeats."""
    return brief(rate).replace(" rps", " per second")


def planned(technology: str, use: str = "") -> Plan:
    """The row of the planning table for this use, which must be there."""
    row = plan(technology, use)
    assert row is not None, f"{technology} has no planning value for {use!r}."
    return row


def cited(row: Plan) -> str:
    """What a planning value rests on, in words: "planned, of ... measured [RED]"."""
    keys = f" [{', '.join(row.keys)}]" if row.keys else ", assumed"
    return f"planned per {row.node}, of {row.measured}{keys}"
