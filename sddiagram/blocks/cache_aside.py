"""A look-aside cache: the reader asks the cache first and the store for what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sddiagram.kinds import Cache
from sddiagram.links import calls
from sddiagram.model.component import Component
from sddiagram.model.flow import Flow
from sddiagram.model.traffic import Requests


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
    reads: Requests | Sequence[Requests] = (),
    writes: Requests | Sequence[Requests] = (),
) -> CacheAside:
    """`reader` gets from `cache`, and on a miss reads `store` and sets the cache.

    `reads` are the classes of requests that look up the cache, all where nothing is said; `writes`
    those that delete from it what they change. Without `cache` it is one answering 90 % (an
    assumption: state your own).

    >>> from sddiagram.kinds import Service, SQLPrimary
    >>> aside = cache_aside(Service("Shop"), SQLPrimary("Orders"))
    >>> [(arrow.target, arrow.link.label) for arrow in aside.flow.arrows]
    [('cache', 'get'), ('cache', 'set'), ('orders', 'misses')]
    """
    asked = cache or Cache("Cache", hit_ratio=0.9)
    flows = [
        reader >> calls("get", of=reads) >> asked,
        reader >> calls("set", after=asked) >> asked,
        reader >> calls("misses", after=asked) >> store,
    ]
    if writes:
        flows.append(reader >> calls("delete", of=writes) >> asked)
    return CacheAside(asked, Flow.of(flows))
