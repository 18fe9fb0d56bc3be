"""The sources that planning values, prices and formulas cite, by key."""

from sddiagram.errors import NotFoundError
from sddiagram.technology.cited import Source as Source
from sddiagram.technology.literature import LITERATURE


def source(key: str) -> Source:
    """The source that `key` names, with or without brackets: "RED" or "[RED]".

    Raises `NotFoundError` for a key that is not in the table.
    """
    bare = key.strip().removeprefix("[").removesuffix("]").upper()
    if bare not in SOURCES:
        raise NotFoundError.among("source", key, SOURCES)
    return SOURCES[bare]


_ROWS = (
    Source(
        "NM",
        "Napkin math: numbers and costs, re-measured in March 2026",
        "Simon Eskildsen",
        2026,
        "https://github.com/sirupsen/napkin-math/blob/aae5832/README.md",
    ),
    Source(
        "RED",
        "Redis benchmark",
        "Redis",
        2025,
        "https://github.com/redis/redis-doc/blob/1044224/docs/management/optimization/benchmarks",
    ),
    Source(
        "PGB",
        "PostgresBench, result files of March 2026 (run by a vendor)",
        "ClickHouse",
        2026,
        "https://github.com/ClickHouse/PostgresBench/tree/fd12147",
    ),
    Source(
        "KAF",
        "Apache Kafka performance",
        "Confluent",
        None,
        "https://developer.confluent.io/learn/kafka-performance/",
    ),
    Source(
        "NGX",
        "Testing the performance of NGINX and NGINX Plus web servers",
        "NGINX",
        2017,
        "https://www.nginx.com/blog/testing-the-performance-of-nginx-and-nginx-plus-web-servers/",
    ),
    Source(
        "IST",
        "Performance and scalability, release 1.14",
        "Istio",
        2022,
        "https://istio.io/v1.14/docs/ops/deployment/performance-and-scalability/",
    ),
    Source(
        "TFB",
        "Web framework benchmarks, read through the pages of Fiber",
        "TechEmpower",
        None,
        "https://www.techempower.com/benchmarks/",
    ),
    Source(
        "ANN",
        "ANN-Benchmarks, plots of April 2025, read by eye",
        "Erik Bernhardsson",
        2025,
        "https://github.com/erikbern/ann-benchmarks/tree/f402b2c/results",
    ),
    Source(
        "FAISS",
        "Guidelines to choose an index: memory of HNSW, flat and compressed indexes",
        "Meta, Faiss wiki",
        None,
        "https://github.com/facebookresearch/faiss/wiki/Guidelines-to-choose-an-index",
    ),
    Source(
        "SCY",
        "Vector search, sizing and capacity planning: 20% headroom",
        "ScyllaDB",
        None,
        "https://cloud.docs.scylladb.com/stable/vector-search/vector-search-sizing.html",
    ),
    Source(
        "AIT",
        "AITemplate, BERT example",
        "Meta",
        2022,
        "https://github.com/facebookincubator/AITemplate/blob/0128e3e/examples/03_bert/README.md",
    ),
    Source(
        "TRT",
        "TensorRT-LLM 1.0, performance overview: saturated output tokens per second",
        "NVIDIA",
        2025,
        "https://github.com/NVIDIA/TensorRT-LLM/blob/00f3768/docs/source/performance/perf-overview.md",
    ),
    Source(
        "NIM",
        "NIM for LLMs benchmarking 1.0.0, performance by concurrency",
        "NVIDIA",
        None,
        "https://docs.nvidia.com/nim/benchmarking/llm/1.0.0/performance",
    ),
    Source(
        "GPU",
        "H100 Tensor Core GPU: dense arithmetic and memory bandwidth",
        "NVIDIA",
        None,
        "https://www.nvidia.com/en-us/data-center/h100/",
    ),
    Source(
        "LL3",
        "The Llama 3 herd of models, table of interruptions",
        "Meta",
        2024,
        "https://arxiv.org/abs/2407.21783",
    ),
    Source(
        "NCCL",
        "Bus bandwidth over several NICs: nccl-tests issue 290, nccl issues 412 and 495",
        "NVIDIA",
        None,
        "https://github.com/NVIDIA/nccl-tests/issues/290",
    ),
    Source(
        "YD",
        "The checkpoint interval of Young (1974) and Daly (2006), as read there",
        "arXiv 2410.18124",
        2024,
        "https://arxiv.org/abs/2410.18124",
    ),
)
ROWS = (*_ROWS, *LITERATURE)
SOURCES = {row.key: row for row in ROWS}
"""The sources by key."""
