"""Indexes over vectors: their memory as Faiss takes it, and the cores that answer."""

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

import sddiagram as sd
from sddiagram.estimate import retrieval

FAISS_1_15_1: dict[str, tuple[int, Callable[[int], sd.Quantity]]] = {
    "Flat": (10_240_045, lambda n: retrieval.memory_flat(n, 128, headroom=1)),
    "HNSW16,Flat": (13_123_834, lambda n: retrieval.memory_hnsw(n, 128, 16, headroom=1)),
    "HNSW32,Flat": (15_682_530, lambda n: retrieval.memory_hnsw(n, 128, 32, headroom=1)),
    "HNSW32,SQ8": (
        8_003_590,
        lambda n: retrieval.memory_hnsw(n, 128, 32, precision=1, headroom=1),
    ),
    "IVF256,PQ32": (
        1_064_372,
        lambda n: retrieval.memory_ivf_pq(n, 128, code=32, lists=256, headroom=1),
    ),
}
"""Bytes of an index over 20,000 vectors of 128 dimensions, as Faiss 1.15.1 writes it."""


@pytest.mark.parametrize("index", FAISS_1_15_1)
def test_an_index_takes_the_memory_that_faiss_writes(index: str) -> None:
    """Within 4%: the upper levels of the graph, and 12 B per vector, are left to the headroom."""
    written, memory = FAISS_1_15_1[index]
    assert float(memory(20_000) / sd.B) == pytest.approx(written, rel=0.041)
    assert float(memory(20_000) / sd.B) <= written


@pytest.mark.parametrize(
    ("memory", "gb"),
    [
        (retrieval.memory_hnsw(1_000_000, 768, 32), 4.0),
        (retrieval.memory_hnsw(10_000_000, 128, 32), 9.2),
        (retrieval.memory_hnsw(100_000_000, 1_024, 16), 507),
        (retrieval.memory_hnsw(100_000_000, 1_024, 16, precision=1), 138),
        (retrieval.memory_hnsw_pq(100_000_000, 64, 16), 23),
    ],
    ids=["1M of 768", "10M of 128", "100M of 1,024", "in int8", "in 64 B"],
)
def test_the_memory_of_the_planning_tables(memory: sd.Quantity, gb: float) -> None:
    assert float(memory / sd.GB) == pytest.approx(gb, rel=0.005)


def test_compressed_lists_take_a_fiftieth_of_the_graph() -> None:
    lists = retrieval.memory_ivf_pq(100_000_000, 1_024, code=64)
    assert lists.how == (
        "(100M vectors x (64 B + 8 B id) + (40,000 centroids + 256 words) x 1,024 x 4 B) "
        "x 1.2 = 8.84 GB"
    )


def test_more_neighbours_cost_searches() -> None:
    assert retrieval.searches_per_core(10) == 1_000 * sd.rps
    assert float(retrieval.searches_per_core(500) / sd.rps) == pytest.approx(90, abs=0.5)


@given(st.integers(1, 499))
def test_one_more_neighbour_is_never_faster(k: int) -> None:
    assert retrieval.searches_per_core(k + 1) <= retrieval.searches_per_core(k)


def test_between_the_measured_k_the_rate_is_said_to_be_assumed() -> None:
    assert "assumed between" in retrieval.searches_per_core(100).how
    assert "assumed" not in retrieval.searches_per_core(10).how


@pytest.mark.parametrize(("per_core", "replicas"), [(1_000, 4), (300, 12), (90, 36)])
def test_index_replicas_at_the_asked_k(per_core: int, replicas: int) -> None:
    asked = 0.85 * 3 * 500_000_000 * sd.per_day
    assert retrieval.replicas(asked, per_core * sd.rps) == replicas


def test_cores_and_nodes_are_rounded_up() -> None:
    assert retrieval.cores(10_001 * sd.rps, 1_000 * sd.rps, use=1) == 11
    assert retrieval.nodes(507 * sd.GB, 64 * sd.GB, copies=2) == 16
    assert retrieval.nodes(128 * sd.GB, 64 * sd.GB) == 2


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: retrieval.memory_hnsw(0, 128), "vectors=0"),
        (lambda: retrieval.memory_hnsw(10, -128), "dimensions=-128"),
        (lambda: retrieval.memory_hnsw(10, 128, links=0), "links=0"),
        (lambda: retrieval.memory_flat(10, 128, headroom=0.5), "1 or more"),
        (lambda: retrieval.memory_ivf_pq(10, 128, code=0), "code=0"),
        (lambda: retrieval.searches_per_core(1_000), "k = 1000.*measure"),
        (lambda: retrieval.searches_per_core(10, recall=0.999), "recall 0.999.*measure"),
        (lambda: retrieval.searches_per_core(10, recall=0), "recall=0"),
        (lambda: retrieval.searches_per_core(0), "k=0"),
        (lambda: retrieval.cores(0 * sd.rps, 1_000 * sd.rps), "above 0"),
        (lambda: retrieval.nodes(5 * sd.rps, 64 * sd.GB), "another unit"),
    ],
)
def test_what_cannot_be_is_refused(made: Callable[[], object], told: str) -> None:
    with pytest.raises(sd.DesignError, match=told):
        made()
