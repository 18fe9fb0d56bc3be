"""A write that goes to a read replica.

What it finds: a service that writes to a copy, rather than to the database that it is a copy of.

Why it is bad: the copy refuses the write, or takes it and the two differ for good: the next change
from the primary overwrites it, or replication stops.

For example:

    app, primary = sd.Service("App", replicas=3), sd.SQLPrimary("Primary")
    replicas = sd.ReadReplica("Replicas", replicas=2)
    copies = primary >> sd.copies("WAL") >> replicas
    pattern = sd.Pattern("Shop", app >> "write" >> replicas, copies)

Instead:

    app, primary = sd.Service("App", replicas=3), sd.SQLPrimary("Primary")
    replicas = sd.ReadReplica("Replicas", replicas=2)
    pattern = sd.Pattern(
        "Shop", app >> "write" >> primary >> sd.copies("WAL") >> replicas, app >> "read" >> replicas
    )

Look-alike: what brings the copy its changes, and stores in which every node takes writes.

    feed, copy = sd.CDC("Changes"), sd.ReadReplica("Copy for reports")
    app, carts = sd.Service("App", replicas=3), sd.NoSQL("Carts", replicas=3)
    pattern = sd.Pattern("Shop", app >> "write" >> carts >> feed >> sd.streams("rows") >> copy)

False positives: databases with several primaries; draw them as what they are.

Source: M. Kleppmann, Designing Data-Intensive Applications, chapter 5, Leaders and Followers.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DATABASES, is_a, is_broker


def write_to_replica(design: Design) -> Iterator[Finding]:
    """Writing calls to replicas, from anything but what replicates to them."""
    for arrow in design.arrows:
        source, target = design.there[arrow.source], design.there[arrow.target]
        if not is_a(target, ("ReadReplica",)) or not design.is_write(arrow):
            continue
        verb = arrow.link.verb
        if verb.is_background or verb.is_answer or is_broker(source) or is_a(source, DATABASES):
            continue
        rate = design.rate(arrow)
        yield found(
            arrow,
            f"Writes of {source.label} go to {target.label}, which is a copy"
            + (f": {rate} at the peak." if rate else "."),
            why="A replica refuses writes, or takes them and differs from its primary for good.",
            way_out="Let writes go to the primary, and reads to the replicas.",
            asks="Which of the two is right after a write to the copy?",
            number=rate,
        )
