"""A replica that nothing feeds.

What it finds: a read replica into which nothing is copied, streamed or loaded.

Why it is bad: its readers see what was there on the day it was made. Where the copies come from
decides how late they are, and what a failover loses.

For example:

    app, primary = sd.Service("App", replicas=3), sd.SQLPrimary("Primary")
    replicas = sd.ReadReplica("Replicas", replicas=2)
    pattern = sd.Pattern("Shop", app >> "write" >> primary, app >> "read" >> replicas)

Instead:

    app, primary = sd.Service("App", replicas=3), sd.SQLPrimary("Primary")
    replicas = sd.ReadReplica("Replicas", replicas=2)
    pattern = sd.Pattern(
        "Shop", app >> "write" >> primary >> sd.copies("WAL") >> replicas, app >> "read" >> replicas
    )

Look-alike: a copy that is fed from a log of changes.

    app, primary = sd.Service("App", replicas=3), sd.SQLPrimary("Primary")
    changes, copy = sd.CDC("Changes"), sd.ReadReplica("Copy for reports")
    pattern = sd.Pattern("Shop", app >> "write" >> primary >> changes >> sd.streams("rows") >> copy)

False positives: none that can be drawn; the arrow costs one line.

Source: M. Kleppmann, Designing Data-Intensive Applications, chapter 5.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_broker, is_store


def replica_without_source(design: Design) -> Iterator[Finding]:
    """Replicas with no arrow that brings them data."""
    for id, one in design.there.items():
        if not is_a(one, ("ReadReplica",)):
            continue
        feeds = [
            arrow
            for arrow in design.into[id]
            if arrow.link.verb.is_background
            or arrow.link.verb.name == "streams"
            or is_broker(design.there[arrow.source])
            or is_store(design.there[arrow.source])
        ]
        if feeds:
            continue
        yield found(
            one,
            f"Nothing is copied into {one.label}.",
            why="Its readers see what was there on the day it was made.",
            way_out="Draw the arrow from the primary: primary >> sd.copies('WAL') >> replica.",
            asks=f"Where does {one.label} get its rows from, and how late is it?",
            number="0 arrows",
        )
