"""One machine that the requests cannot do without.

What it finds: a component that a client waits for, of which there is one, and without which
something cannot be reached any more. It is one that dominates others in the graph of calls, or
the store at a path's end.

Why it is bad: one failed machine, or one deploy that goes wrong, is an outage.

For example:

    users = sd.Client("Users")
    shop = sd.Service("Shop", replicas=3)
    pattern = sd.Pattern("Shop", users >> shop >> sd.SQLPrimary("Orders"))

Instead:

    users = sd.Client("Users")
    shop = sd.Service("Shop", replicas=3)
    orders = sd.SQLPrimary("Orders")
    standby = sd.ReadReplica("Standby", note="another zone")
    pattern = sd.Pattern("Shop", users >> shop >> orders >> sd.copies("WAL") >> standby)

Look-alike: one card that is many machines, since others run it; and one cache that its callers can
do without.

    users, cache = sd.Client("Users"), sd.Cache("Cache", hit_ratio=0.9)
    shop = sd.Service("Shop", replicas=3)
    orders = sd.NoSQL("Orders", technology="dynamodb")
    pattern = sd.Pattern(
        "Shop", users >> shop >> "get" >> cache, shop >> sd.calls("misses", after=cache) >> orders
    )

False positives: a first stage is a start, and is told so in passing. Accept it where minutes of
downtime are what the brief allows.

Source: AWS Well-Architected Framework, Reliability Pillar, on fault isolation; K. Cooper and
others, A Simple, Fast Dominance Algorithm, 2001.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Component, Family
from sddiagram.review.design import Design, found
from sddiagram.review.roles import (
    BATCH,
    CACHES,
    DATABASES,
    DRAWN_ONCE,
    TELEMETRY,
    is_a,
    is_broker,
    is_client,
    is_managed,
    is_store,
)

_SAID = (
    r"\b(id ranges|leas\w+ in (ranges|blocks)|library|sdk|sidecar|in.process|in the app|embedded|"
    r"(?!1 )\d+ (shards|nodes|brokers|replicas)|(per|a|each|two|three) zones?|"
    r"cluster\w*|multi.az|standby|fail.?over|raft|quorum)\b"
)
"""It runs within its callers, or its note says how many there are."""


def single_point_of_failure(design: Design) -> Iterator[Finding]:
    """What is one of a kind on the way of requests, and has nobody to step in."""
    for id in design.for_users:
        one = design.there[id]
        if design.count(id) > 1 or (one.zones or 1) > 1 or one.copies > 1:
            continue
        if (
            is_a(one, DRAWN_ONCE | TELEMETRY | BATCH)
            or is_managed(one)
            or _has_another(one, design)
        ):
            continue
        if design.has_words(id, _SAID):
            continue
        behind = design.dominated.get(id, set())
        if not behind and not _is_an_end(one, design):
            continue
        rate = design.rate(id)
        stops = f"stops {rate} at the peak" if rate else "stops all that need it"
        way_out = (
            "Add a standby in another zone, a backup, and the seconds that a failover takes"
            if is_store(one)
            else "Run at least two of it in two zones, behind health checks"
        )
        yield found(
            one,
            f"A failure of {one.label} {stops}: there is one of it, and nothing steps in.",
            why=_why(one, behind, design),
            way_out=f"{way_out}, or accept it with a reason.",
            asks="What do users see while it is down, and for how long?",
            number="1",
        )


def _why(one: Component, behind: set[str], design: Design) -> str:
    if not behind:
        return "One failed machine, or one bad deploy, is an outage."
    many = len(behind)
    if many == 1:
        return f"Without it nobody reaches {design.label(next(iter(behind)))}."
    return f"Without it nobody reaches the {many} components behind it."


def _is_an_end(one: Component, design: Design) -> bool:
    """Whether a path ends there, and no like of it stands beside it."""
    if design.calls_onward.get(one.id) or one.kind.family is Family.OPERATIONS:
        return False
    twins = {
        other
        for caller in design.callers(one.id)
        for other in design.calls_onward.get(caller, [])
        if design.there[other].kind == one.kind
    }
    return len(twins) < 2 or is_a(one, DATABASES)


def _has_another(one: Component, design: Design) -> bool:
    """Whether something steps in: a copy, a fallback, or callers that go on without it."""
    for arrow in design.out_of[one.id]:
        target = design.there[arrow.target]
        if arrow.link.verb.name == "copies" and is_store(target) and is_store(one):
            return True
    for arrow in design.into[one.id]:
        source = design.there[arrow.source]
        beside = design.out_of[arrow.source]
        if any(other.link.fallback == one.id for other in beside):
            return True
        if arrow.link.fallback:
            return True
        if any(one.id in (other.link.after, other.link.hits_of) for other in beside):
            return True
        is_copy = arrow.link.verb.name == "copies" and is_a(source, DATABASES)
        if is_copy and is_a(one, DATABASES | {"ReadReplica"}):
            return True
    if is_a(one, CACHES):
        # Its callers may ask the truth in its place.
        return any(
            is_store(design.there[other]) and not is_a(design.there[other], CACHES)
            for caller in design.callers(one.id)
            for other in design.calls_onward.get(caller, [])
        )
    return is_broker(one) or is_client(one)
