"""A cache that the database cannot do without.

What it finds: a cache before a store which, with the cache empty, would be asked more than it
carries, in a design that says nothing of how a cold cache is filled.

Why it is bad: a restart, a flush or a changed key format sends all reads to the store at once. It
falls over, so the cache never fills, and the outage lasts.

For example:

    reads = sd.Requests("read", 10_000 * sd.rps)
    app, cache = sd.Service("App", replicas=30), sd.Cache("Cache", hit_ratio=0.95, stale=60 * sd.s)
    store = sd.NoSQL("Items", replicas=3, capacity=2_000 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=reads) >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
    )

Instead:

    reads = sd.Requests("read", 10_000 * sd.rps)
    app, cache = sd.Service("App", replicas=30), sd.Cache("Cache", hit_ratio=0.95, stale=60 * sd.s)
    store = sd.NoSQL("Items", replicas=3, capacity=2_000 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=reads) >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        risks=[
            sd.Risk(
                "the cache restarts empty",
                effect="30,000 reads per second reach the store",
                mitigation="one load per key, warm-up, and shedding at the gateway",
            )
        ],
    )

Look-alike: a store that carries all reads alone.

    reads = sd.Requests("read", 10_000 * sd.rps)
    app, cache = sd.Service("App", replicas=30), sd.Cache("Cache", hit_ratio=0.95, stale=60 * sd.s)
    store = sd.NoSQL("Items", replicas=30, capacity=2_000 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=reads) >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> store,
    )

False positives: a cache of several nodes of which one is lost at a time; say it among the risks.

Source: Google, Site Reliability Engineering, chapter 22, Addressing Cascading Failures (slow
startup and cold caching); AWS Builders' Library, Caching challenges and strategies.
"""

from collections.abc import Iterator

from sddiagram.estimate.derived import glance
from sddiagram.finding import Finding
from sddiagram.review.design import Design, found

_SAID = (
    r"coalesc|single.?flight|one load (per|a|for each) key|collapsing|warm|stampede|thundering|"
    r"shed|stale.while|cold cache|restarts? empty|request per key"
)


def load_bearing_cache(design: Design) -> Iterator[Finding]:
    """Caches without which something behind them would be asked more than it carries."""
    if design.tells(_SAID):
        return
    for id, one in design.there.items():
        hits = one.hit_ratio
        if not hits or hits >= 1:
            continue
        for arrow in design.out_of[id] + design.after.get(id, []):
            link = arrow.link
            is_miss = link.after == id != arrow.target or (arrow.source == id and not link.hits_of)
            load = design.numbers.loads.get(arrow.target)
            carried = design.numbers.arrows.get(arrow)
            if not is_miss or load is None or load.use is None or carried is None:
                continue
            if not load.rate.value or load.use > 1 or link.verb.is_background:
                continue
            if load.component.hit_ratio is not None:
                continue
            each = carried.rate.value / load.rate.value
            cold = load.use * (1 + each * hits / (1 - hits))
            if cold <= 1:
                continue
            rate = carried.rate / (1 - hits)
            label = load.component.label
            yield found(
                one,
                f"With {one.label} empty, {glance(rate)} reach {label}, {cold:.1f} times what it "
                "carries.",
                why="After a restart the store falls over, so that the cache never fills.",
                way_out="Say how a cold cache is filled: one load per key, warm-up, shedding; or "
                "size the store for it.",
                asks="It restarts at the peak: what happens in the next minute?",
                number=f"{cold:.1f} times",
            )
            break
