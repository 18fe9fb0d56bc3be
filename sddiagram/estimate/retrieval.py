"""Search by vectors: what an index takes in memory, and how many cores answer at the asked k.

Memory is that of Faiss [FAISS]: 4 B per dimension and 8 B per link of HNSW, 1 B per byte of a
compressed code and 8 B for its id in the lists of IVF. What one core answers is a planning value
read from plots [ANN]; it falls with k as was measured once, so measure your own vectors.

>>> memory_hnsw(10_000_000, dimensions=128, links=32).how
'10M vectors x (128 x 4 B + 2 x 32 links x 4 B) x 1.2 = 9.22 GB'
>>> searches_per_core(k=10).how
'planned for k = 10 at recall 0.99 [ANN] = 1,000 rps'
"""

from math import ceil, log

from sddiagram.errors import DesignError
from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, DerivedCount, brief, rounded
from sddiagram.quantity import Quantity
from sddiagram.technology.planning import plan
from sddiagram.units import GB, B, rps

HEADROOM = 1.2
"""Room for growth, ids and the upper levels of the graph [SCY]."""
MEASURED = ((10, 3_276 * rps), (500, 295 * rps))
"""Searches per second of one core by k: Faiss 1.15.1, HNSW with 32 links over 1M clustered vectors
of 128 dimensions, at recall 0.99. Only their ratio travels to another machine."""
RECALL = 0.99
"""The recall up to which the planning value holds."""


def memory_flat(
    vectors: int, dimensions: int, precision: float = 4, headroom: float = HEADROOM
) -> Derived:
    """The memory of `vectors` that are searched one by one, at `precision` bytes per dimension.

    Raises `DesignError` for a figure that is not above 0, and for a headroom below 1.
    """
    code = f"{dimensions:,} x {precision:g} B"
    return _memory(vectors, _code(dimensions, precision), code, headroom)


def memory_hnsw(
    vectors: int,
    dimensions: int,
    links: int = 32,
    precision: float = 4,
    headroom: float = HEADROOM,
) -> Derived:
    """The memory of an HNSW graph: each vector, and 2 x `links` of 4 B at its lowest level.

    `precision` is the bytes per dimension: 4 for float32, 1 for int8. Raises `DesignError` for a
    figure that is not above 0, and for a headroom below 1.
    """
    size = _code(dimensions, precision) + 8 * given.whole("links", links)
    code = f"({dimensions:,} x {precision:g} B + 2 x {links} links x 4 B)"
    return _memory(vectors, size, code, headroom)


def memory_hnsw_pq(vectors: int, code: int, links: int = 32, headroom: float = HEADROOM) -> Derived:
    """The memory of an HNSW graph over vectors compressed to `code` bytes each.

    Raises `DesignError` for a figure that is not above 0, and for a headroom below 1.
    """
    size = given.whole("code", code) + 8 * given.whole("links", links)
    return _memory(vectors, size, f"({code} B + 2 x {links} links x 4 B)", headroom)


def memory_ivf_pq(
    vectors: int,
    dimensions: int,
    code: int = 64,
    lists: int = 0,
    headroom: float = HEADROOM,
) -> Derived:
    """The memory of vectors compressed to `code` bytes (PQ) in `lists` around centroids (IVF).

    Each also keeps an id of 8 B; each list has a centroid and each part of a code 256 words, of
    4 B per dimension. Left out, the lists are 4 x sqrt(vectors), the least that Faiss advises.
    Raises `DesignError` for a figure that is not above 0, and for a headroom below 1.
    """
    given.whole("vectors", vectors)
    lists = given.whole("lists", lists or ceil(4 * vectors**0.5))
    centroids = (lists + 256) * _code(dimensions, 4)
    size = (given.whole("code", code) + 8) * vectors + centroids
    given.number("headroom", headroom, least=1, above=False)
    return Derived.of(
        size * headroom * B,
        f"({rounded(vectors)} vectors x ({code} B + 8 B id) + ({lists:,} centroids + 256 "
        f"words) x {dimensions:,} x 4 B) x {headroom:g}",
    )


def searches_per_core(k: int = 10, recall: float = RECALL) -> Derived:
    """Searches per second that one core answers, for the nearest `k` at this `recall`, with HNSW.

    Up to k = 10 it is the planning value; from there to k = 500 it falls along the power of k that
    two measurements give, which is assumed. Raises `DesignError` for a k or a recall beyond
    these.
    """
    given.whole("k", k)
    (few, fast), (many, slow) = MEASURED
    recall = given.part("recall", recall)
    if k > many or recall > RECALL:
        raise DesignError(
            f"Nothing is known for k = {k} at recall {recall:g}; measure the searches per second "
            f"of one core and give them, or ask for k up to {many} at recall up to {RECALL}."
        )
    planned = plan("HNSW")
    assert planned is not None  # a row of the table
    cited = f"planned for k = {few} at recall {RECALL} [{', '.join(planned.keys)}]"
    if k <= few:
        return Derived.of(planned.capacity, cited)
    power = log(fast / slow) / log(many / few)
    return Derived.of(
        planned.capacity * (few / k) ** power,
        f"{brief(planned.capacity)} {cited} x ({few} / {k})^{power:.2f} (measured at k = {few} and "
        f"{many}, assumed between)",
    )


def cores(asked: Quantity, per_core: Quantity, use: float = 0.6) -> DerivedCount:
    """Cores that answer `asked` searches per second, each used by `use`.

    Raises `DesignError` for a rate or a use that is not above 0.
    """
    needed = _cores(asked, per_core, use)
    said = f"{brief(asked)} / ({brief(per_core)} x {use:g}), rounded up"
    return DerivedCount.of(ceil(needed), said)


def replicas(
    asked: Quantity,
    per_core: Quantity,
    cores_per_node: int = 16,
    use: float = 0.6,
    copies: int = 2,
) -> DerivedCount:
    """Nodes, each with the whole index, that answer `asked` searches per second, `copies` times.

    An index that fits into one node is copied and not sharded: twice as many as the rate needs
    carry on while half of them are lost or load a new version. Raises `DesignError` for a figure
    that is not above 0.
    """
    given.whole("cores_per_node", cores_per_node)
    given.whole("copies", copies)
    needed = ceil(round(_cores(asked, per_core, use) / cores_per_node, 9))
    said = (
        f"{brief(asked)} / ({cores_per_node} cores x {brief(per_core)} x {use:g}), rounded up, "
        f"x {copies}"
    )
    return DerivedCount.of(needed * copies, said)


def _cores(asked: Quantity, per_core: Quantity, use: float) -> float:
    given.quantity("asked", asked, 1_000 * rps)
    given.quantity("per_core", per_core, 1_000 * rps)
    return round(float(asked / per_core) / given.part("use", use), 9)


def nodes(memory: Quantity, node: Quantity, copies: int = 1) -> DerivedCount:
    """Nodes of this memory that hold an index in `copies`.

    Raises `DesignError` for a figure that is not above 0.
    """
    given.quantity("memory", memory, 9 * GB)
    given.quantity("node", node, 64 * GB)
    given.whole("copies", copies)
    said = f"{brief(memory)} / {brief(node)}, rounded up, x {copies}"
    return DerivedCount.of(ceil(round(float(memory / node), 9)) * copies, said)


def _code(dimensions: int, precision: float) -> float:
    return given.whole("dimensions", dimensions) * given.number("precision", precision)


def _memory(vectors: int, size: float, said: str, headroom: float) -> Derived:
    given.whole("vectors", vectors)
    given.number("headroom", headroom, least=1, above=False)
    times = f" x {headroom:g}" if headroom != 1 else ""
    return Derived.of(vectors * size * headroom * B, f"{rounded(vectors)} vectors x {said}{times}")
