"""Caches that follow their store: changes leave its log, and a worker deletes what they touch."""

from dataclasses import dataclass

from sddiagram.kinds import Stream, Worker
from sddiagram.links import calls, emits
from sddiagram.model.component import Component
from sddiagram.model.flow import End, Flow


@dataclass(frozen=True, slots=True)
class CacheInvalidation:
    """What `cache_invalidation` returns."""

    changes: Component
    worker: Component
    flow: Flow
    """From the store to the caches."""


def cache_invalidation(
    store: Component,
    caches: End,
    *,
    changes: Component | None = None,
    worker: Component | None = None,
) -> CacheInvalidation:
    """Whoever writes to `store`, its change log makes a worker delete the keys in `caches`.

    It deletes and never sets: a set would race with a reader that loads the old value. The
    arrows have a share of 0, since they run beside the requests.

    >>> from sddiagram.kinds import Cache, SQLPrimary
    >>> flow = cache_invalidation(SQLPrimary("Shop"), Cache("Sessions")).flow
    >>> [arrow.link.label for arrow in flow.arrows]
    ['changed rows', 'key', 'delete']
    """
    log = changes or Stream("Changes", replicas=3, note="CDC, by key")
    deletes = worker or Worker("Invalidator", replicas=3, note="deletes, never sets")
    told = store >> emits("changed rows", share=0) >> log >> calls("key", share=0) >> deletes
    return CacheInvalidation(log, deletes, told >> calls("delete", share=0) >> caches)
