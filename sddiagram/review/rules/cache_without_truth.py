"""A cache that is the only place where something is kept.

What it finds: a cache that is asked, and neither it nor any of its callers can ask anything else,
nor does anything fill it from elsewhere.

Why it is bad: a restart, an eviction or a failover loses it for good, since memory is not a store.

For example:

    app, cache = sd.Service("App", replicas=3), sd.Cache("Profiles", technology="redis")
    pattern = sd.Pattern("Profiles", sd.Client("Users") >> app >> "get, set" >> cache)

Instead:

    app, cache = sd.Service("App", replicas=3), sd.Cache("Profiles", technology="redis")
    store = sd.NoSQL("Profile store", technology="dynamodb")
    pattern = sd.Pattern(
        "Profiles", sd.Client("Users") >> app >> "get, set" >> cache, app >> "read, write" >> store
    )

Look-alike: counters, locks and sessions, which are allowed to be lost.

    gateway, counters = sd.Gateway("Gateway"), sd.Cache("Counters", technology="redis")
    pattern = sd.Pattern("Limits", sd.Client("Users") >> gateway >> "count" >> counters)

False positives: a store in memory that writes to disk and replicates; draw it as sd.KeyValue, or
say in its note that it may be lost.

Source: Azure Architecture Center, Cache-Aside pattern.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Component, Family
from sddiagram.review.design import Design, found
from sddiagram.review.graph import reached
from sddiagram.review.roles import CACHES, is_a, is_broker, is_client, is_store

_MAY_BE_LOST = (
    r"\b(count\w*|limit\w*|locks?|leases?|holds?|sessions?|presence|quotas?|tokens?|seen|budgets?|"
    r"idempot\w*|dedup\w*|sent|lost|geo|positions?|ephemeral|rebuil\w*|prefix|buckets?|rate|aof|"
    r"persist\w*|queue|jobs?|online|connections?|typing|nonce\w*|embedding\w*|kv|cursor\w*|"
    r"window\w*|recent\w*|features?|suggest\w*|top|rules?)\b"
)
_OUTSIDE = ("External", "Tool")


def cache_without_truth(design: Design) -> Iterator[Finding]:
    """Caches with nothing behind them."""
    for id, one in design.there.items():
        if not is_a(one, CACHES) or not design.into[id] or design.has_words(id, _MAY_BE_LOST):
            continue
        behind = {arrow.target for arrow in design.out_of[id] if not arrow.link.verb.is_answer}
        askers = {arrow.source for arrow in design.into[id]} | behind
        if any(_has_truth(asker, id, design) for asker in askers):
            continue
        if all(is_client(design.there[asker]) for asker in askers):
            continue
        yield found(
            one,
            f"Behind {one.label}, which is a cache, there is nothing to ask.",
            why="A restart or an eviction loses it for good: memory is no store.",
            way_out="Put a store behind it, or say in its note that it may be lost and how it is "
            "built again.",
            asks="It restarts empty: what is gone?",
            number="0 stores",
        )


def _has_truth(asker: str, cache: str, design: Design) -> bool:
    """Whether what asks or fills the cache knows another place, however far behind, or is one."""
    copied = {arrow.source for arrow in design.into[cache] if arrow.link.verb.is_background}
    if asker in copied or _is_truth(design.there[asker]):
        return True
    fillers = [arrow.source for arrow in design.into[asker]]
    behind = [id for id in reached([asker], design.calls_onward) if id not in (asker, cache)]
    told = [arrow.target for arrow in design.out_of[asker]]
    return any(
        _is_truth(design.there[id]) or (id in behind and _answers(design.there[id]))
        for id in (*fillers, *behind, *told)
    )


def _is_truth(one: Component) -> bool:
    """Whether data is kept there, made there, or comes from there."""
    return not is_a(one, CACHES) and (
        is_store(one) or is_broker(one) or one.kind.family is Family.ML or is_a(one, _OUTSIDE)
    )


def _answers(one: Component) -> bool:
    return one.kind.family is Family.COMPUTE
