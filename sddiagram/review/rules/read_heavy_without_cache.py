"""Many reads of one database, and no cache or copy to take them.

What it finds: a database of which reads take more than half of what it carries, ten or more of
them for each write, with no cache and no replica before it.

Why it is bad: the database is the dearest place to answer the same question again, and it is full
before anything else.

For example:

    reads = sd.Requests("read", 2_000 * sd.rps)
    writes = sd.Requests("write", 20 * sd.rps)
    app, store = sd.Service("App", replicas=9), sd.SQLPrimary("Items", capacity=7_000 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=[reads, writes]) >> app,
        app >> sd.calls("read", of=reads) >> store,
        app >> sd.calls("write", of=writes) >> store,
    )

Instead:

    reads = sd.Requests("read", 2_000 * sd.rps)
    writes = sd.Requests("write", 20 * sd.rps)
    app, store = sd.Service("App", replicas=9), sd.SQLPrimary("Items", capacity=7_000 * sd.rps)
    cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9, stale=60 * sd.s)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=[reads, writes]) >> app,
        app >> sd.calls("get", of=reads) >> cache,
        app >> sd.calls("misses", of=reads, after=cache) >> store,
        app >> sd.calls("write", of=writes) >> store,
    )

Look-alike: as many reads of a database that is hardly used.

    reads = sd.Requests("read", 200 * sd.rps)
    writes = sd.Requests("write", 2 * sd.rps)
    app, store = sd.Service("App", replicas=9), sd.SQLPrimary("Items", capacity=7_000 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=[reads, writes]) >> app,
        app >> sd.calls("read", of=reads) >> store,
        app >> sd.calls("write", of=writes) >> store,
    )

False positives: reads that never repeat, and reads that must be fresh.

Source: Azure Architecture Center, Cache-Aside pattern; AWS Builders' Library, Caching challenges
and strategies.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import CACHES, is_a

_FULL, _RATIO = 0.5, 10.0
_ONE_NODE = ("SQLPrimary", "Database")


def read_heavy_without_cache(design: Design) -> Iterator[Finding]:
    """Databases that mostly answer reads, and have nobody to take some of them."""
    for id, one in design.there.items():
        load = design.numbers.loads.get(id)
        if not is_a(one, _ONE_NODE) or load is None or load.use is None or load.use < _FULL:
            continue
        reads = writes = 0.0
        for arrow in design.into[id]:
            carried = design.numbers.arrows.get(arrow)
            rate = carried.rate.value if carried else 0.0
            if design.is_write(arrow):
                writes += rate
            elif design.is_only_read(arrow):
                reads += rate
        if not reads or reads < _RATIO * writes or reads < load.rate.value * _FULL:
            continue
        if _has_help(id, design):
            continue
        ratio = f"{reads / writes:,.0f} reads for each write" if writes else "reads alone"
        yield found(
            one,
            f"Reads fill {load.use:.0%} of {one.label}, {ratio}, and no cache stands before it.",
            why="It is the dearest place to answer the same question again, and is full first.",
            way_out="Put a cache beside the reader, or let replicas take the reads.",
            asks="Which of these reads could be a minute old?",
            number=f"{load.use:.0%}",
        )


def _has_help(id: str, design: Design) -> bool:
    """Whether a cache or a replica takes reads already."""
    if any(arrow.link.verb.name == "copies" for arrow in design.out_of[id]):
        return True
    return any(
        arrow.link.after or is_a(design.there[other.target], CACHES)
        for arrow in design.into[id]
        for other in design.out_of[arrow.source]
    )
