"""How long basic operations take: the single table of latency numbers, each with its source."""

from dataclasses import dataclass

from sddiagram.errors import NotFoundError
from sddiagram.quantity import Quantity
from sddiagram.technology.sources import Source, source
from sddiagram.units import ms, ns, us


@dataclass(frozen=True, slots=True)
class OperationTime:
    """The usual time of one `operation`; `key` names where it was measured."""

    operation: str
    time: Quantity
    key: str

    @property
    def source(self) -> Source:
        """Where it was read."""
        return source(self.key)


def operation_time(operation: str) -> OperationTime:
    """The row of `operation`, such as "round trip in a region".

    Raises `NotFoundError` for an operation that nobody measured.
    """
    for row in OPERATION_TIMES:
        if row.operation.casefold() == operation.strip().casefold():
            return row
    raise NotFoundError.among(
        "operation with a measured time", operation, (row.operation for row in OPERATION_TIMES)
    )


OPERATION_TIMES = (
    OperationTime("random read of 64 B in memory", 20 * ns, "NM"),
    OperationTime("system call", 300 * ns, "NM"),
    OperationTime("sequential read of 1 MiB in memory, 1 thread", 50 * us, "NM"),
    OperationTime("hop through a proxy (HTTP)", 50 * us, "NM"),
    OperationTime("random read of 8 KiB on SSD", 100 * us, "NM"),
    OperationTime("round trip in a region", 250 * us, "NM"),
    OperationTime("write of 8 KiB on SSD with fsync", 300 * us, "NM"),
    OperationTime("query of Redis, Memcached or MySQL in the zone", 500 * us, "NM"),
    OperationTime("seek on a hard disk", 10 * ms, "NM"),
    OperationTime("round trip between the coasts of North America", 60 * ms, "NM"),
    OperationTime("first byte of a read from object storage", 80 * ms, "NM"),
    OperationTime("round trip from the west of Europe to the east of North America", 80 * ms, "NM"),
    OperationTime("round trip from the west of North America to Singapore", 180 * ms, "NM"),
    OperationTime("write to object storage", 200 * ms, "NM"),
)
"""Rounded, the shortest first; re-measured on one cloud in March 2026."""
