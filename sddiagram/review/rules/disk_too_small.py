"""A store that holds more than its nodes do.

What it finds: records that, kept as long as the design says, do not fit the nodes that are stated.

Why it is bad: the store is full on a day that can be computed, and then writes fail.

For example:

    writes = sd.Requests("write", 1_000 * sd.rps)
    rows = sd.Records("rows", of=writes, size=1 * sd.KB, keep=1 * sd.year)
    store = sd.NoSQL("Rows", replicas=3, holds=rows, node=2 * sd.TB, technology="cassandra")
    api = sd.Service("API", capacity=1_500 * sd.rps)
    pattern = sd.Pattern("Log", sd.Client("Users", sends=writes) >> api >> "write" >> store)

Instead:

    writes = sd.Requests("write", 1_000 * sd.rps)
    rows = sd.Records("rows", of=writes, size=1 * sd.KB, keep=1 * sd.year)
    store = sd.NoSQL("Rows", holds=rows, node=2 * sd.TB, copies=3, technology="cassandra")
    api = sd.Service("API", capacity=1_500 * sd.rps)
    pattern = sd.Pattern("Log", sd.Client("Users", sends=writes) >> api >> "write" >> store)

Look-alike: the same nodes for a week of rows.

    writes = sd.Requests("write", 1_000 * sd.rps)
    rows = sd.Records("rows", of=writes, size=1 * sd.KB, keep=7 * sd.days)
    store = sd.NoSQL("Rows", replicas=3, holds=rows, node=2 * sd.TB, technology="cassandra")
    api = sd.Service("API", capacity=1_500 * sd.rps)
    pattern = sd.Pattern("Log", sd.Client("Users", sends=writes) >> api >> "write" >> store)

False positives: data that is compressed or moved to files; say its size as it is stored.

Source: bytes a day x days kept x copies / nodes, beside what a node holds.
"""

from collections.abc import Iterator

from sddiagram.estimate.fullness import full_at
from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.units import B


def disk_too_small(design: Design) -> Iterator[Finding]:
    """Stores whose nodes are full before their records are as old as they are kept."""
    for load in design.numbers:
        full = full_at(load, design.numbers)
        if full is None or not full.by_size or full.at >= 1:
            continue
        one = load.component
        size = sum((held.size for held in design.numbers.stored.get(one.id, ())), 0 * B)
        yield found(
            one,
            f"{one.label} is to hold {size}, and its {load.serving:,} x {one.node} are less.",
            why="It is full on a day that can be computed, and then writes fail.",
            way_out="Leave replicas= out, so that nodes follow from what is kept; keep it for less "
            "time, or move what is old to object storage.",
            asks="What do you keep, for how long, and who deletes it?",
            number=str(size),
        )
