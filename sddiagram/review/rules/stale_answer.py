"""An answer that may be older than the brief allows.

What it finds: a staleness goal that the lifetimes and lags on the way of a read exceed when they
are added.

Why it is bad: ages add: a cache may be filled from a replica that lags. A lifetime that is longer
than the answer in the brief breaks it on every page.

For example:

    reads = sd.Requests("read", 100 * sd.rps)
    cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9, stale=60 * sd.s)
    app, store = sd.Service("App", replicas=3), sd.NoSQL("Items", technology="dynamodb")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=reads) >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        brief=sd.Brief("Read.", non_functional=[("Stale?", sd.stale_at_most(5 * sd.s, of=reads))]),
    )

Instead:

    reads = sd.Requests("read", 100 * sd.rps)
    cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9, stale=5 * sd.s)
    app, store = sd.Service("App", replicas=3), sd.NoSQL("Items", technology="dynamodb")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=reads) >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        brief=sd.Brief("Read.", non_functional=[("Stale?", sd.stale_at_most(5 * sd.s, of=reads))]),
    )

Look-alike: a long lifetime that was asked for.

    reads = sd.Requests("read", 100 * sd.rps)
    cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9, stale=60 * sd.s)
    app, store = sd.Service("App", replicas=3), sd.NoSQL("Items", technology="dynamodb")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=reads) >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        brief=sd.Brief("Read.", non_functional=[("Stale?", sd.stale_at_most(2 * sd.minutes))]),
    )

False positives: a cache whose entries the writer deletes; its stale= is then what a lost delete
leaves, and may be stated as the seconds that a delete takes.

Source: M. Kleppmann, Designing Data-Intensive Applications, chapter 5, Replication Lag.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.goals import Of
from sddiagram.review.asked import missed
from sddiagram.review.design import Design, found


def stale_answer(design: Design) -> Iterator[Finding]:
    """Staleness goals that are missed."""
    for one in missed(design, Of.STALENESS):
        yield found(
            None,
            f"The brief asks “{one.question}”: {one.answer} It is missed: {one.how}.",
            why="Ages along a read add up, and users see the sum.",
            way_out="Shorten the longest lifetime, let the writer delete what it changes, or send "
            "these reads past the cache.",
            asks="A value changes: when does the last reader see the new one?",
            number=one.how,
        )
