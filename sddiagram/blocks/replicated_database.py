"""A primary that takes the writes, and replicas that follow it."""

from dataclasses import dataclass

from sddiagram.kinds import ReadReplica
from sddiagram.links import copies
from sddiagram.model.component import Component
from sddiagram.model.flow import Flow
from sddiagram.model.latency import Latency
from sddiagram.units import Quantity


@dataclass(frozen=True, slots=True)
class ReplicatedDatabase:
    """What `replicated_database` returns."""

    primary: Component
    replicas: Component
    flow: Flow
    """The replication: primary to replicas."""


def replicated_database(
    primary: Component,
    *,
    label: str = "Read replicas",
    replicas: int | None = 2,
    capacity: Quantity | None = None,
    latency: Latency | Quantity | None = None,
    availability: float | None = None,
    cost: Quantity | None = None,
    note: str = "",
) -> ReplicatedDatabase:
    """`primary` with `replicas` asynchronous copies, each reading at `capacity` (a rate).

    The replicas have the primary's technology and group, and other facts as you state them; writes
    still go to the primary alone.

    >>> from sddiagram.kinds import SQLPrimary
    >>> db = replicated_database(SQLPrimary("Orders"), replicas=3)
    >>> db.replicas.label, db.replicas.replicas
    ('Read replicas', 3)
    """
    copy = ReadReplica(
        label,
        technology=primary.technology,
        note=note,
        replicas=replicas,
        group=primary.group,
        capacity=capacity,
        latency=latency,
        availability=availability,
        cost=cost,
    )
    return ReplicatedDatabase(primary, copy, primary >> copies("WAL") >> copy)
