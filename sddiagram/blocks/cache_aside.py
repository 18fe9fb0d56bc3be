"""A look-aside cache: the reader asks the cache first and the store for what is missing."""

from dataclasses import dataclass

from sddiagram.kinds import Cache
from sddiagram.links import calls
from sddiagram.model.component import Component
from sddiagram.model.flow import Flow


@dataclass(frozen=True, slots=True)
class CacheAside:
    """What `cache_aside` returns."""

    cache: Component
    flow: Flow
    """The reader's calls to the cache and to the store; the cache calls nobody."""


def cache_aside(
    reader: Component,
    store: Component,
    *,
    cache: Component | None = None,
    reads: float | None = None,
) -> CacheAside:
    """`reader` gets from `cache`, and on a miss reads `store` and sets the cache.

    `reads` is the share of the design's requests that look up the cache (0 to 1); with the cache's
    hit ratio it gives the share that misses. Without `cache` it is one answering 90 % (an
    assumption: state your own).

    >>> from sddiagram.kinds import Service, SQLPrimary
    >>> aside = cache_aside(Service("Shop"), SQLPrimary("Orders"), reads=0.8)
    >>> [(arrow.target, arrow.link.share) for arrow in aside.flow.arrows]
    [('cache', 0.8), ('orders', 0.08)]
    """
    asked = cache or Cache("Cache", hit_ratio=0.9)
    misses = None if reads is None else round(reads * (1 - (asked.hit_ratio or 0)), 6)
    lookup = reader >> calls("get, set on miss", share=reads) >> asked
    return CacheAside(asked, Flow.of([lookup, reader >> calls("misses", share=misses) >> store]))
