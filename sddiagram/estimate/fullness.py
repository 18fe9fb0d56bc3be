"""What breaks first: the loads at which replicas are asked, or hold, all that they can."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from sddiagram.model.numbers import Load, Numbers, Stored
from sddiagram.model.traffic import Records
from sddiagram.units import B


@dataclass(frozen=True, slots=True)
class Break:
    """At how many times its load a component is full, of requests or of bytes."""

    load: Load
    at: float
    by_size: bool

    @property
    def how(self) -> str:
        """How that follows from what is used today."""
        if self.by_size:
            return f"what it keeps fills its nodes at {self.at:.3g} times the load"
        return f"{self.load.use:.0%} used, so full at {self.at:.3g} times the load"


def breaks_first(found: Numbers) -> list[Break]:
    """The components that can be assessed, the one that is full first before the others."""
    known = [one for load in found if (one := full_at(load, found))]
    return sorted(known, key=lambda one: one.at)


def full_at(load: Load, found: Numbers) -> Break | None:
    """When a component is full; None where it never is, or nobody knows.

    Its replicas stay. Bytes fill them once records have been kept as long as they are.
    """
    by_rate = load.breaks_at if load.breaks_at is not None else inf
    by_size = _filled_at(load, found.stored.get(load.component.id, ()))
    at = min(by_rate, by_size)
    return Break(load, at, by_size < by_rate) if at < inf else None


def _filled_at(load: Load, stored: Sequence[Stored]) -> float:
    """At how many times the load its nodes are full; records of a fixed count do not grow."""
    one = load.component
    if one.node is None or not stored:
        return inf
    fixed, growing = 0 * B, 0 * B
    for held, size in zip(one.holds, stored, strict=True):
        if isinstance(held, Records) and held.count is None:
            growing += size.size
        else:
            fixed += size.size
    room = load.serving * one.node - fixed
    if room.value < 0:
        return 0.0
    return float(room / growing) if growing.value else inf
