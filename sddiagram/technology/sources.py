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


def _arxiv(key: str, title: str, year: int, number: str) -> Source:
    return Source(key, title, f"arXiv {number}", year, f"https://arxiv.org/abs/{number}")


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
        "A first order approximation to the optimum checkpoint interval, refined by Daly in 2006",
        "J. W. Young, Communications of the ACM 17(9)",
        1974,
        "https://doi.org/10.1145/361147.361115",
    ),
    Source(
        "TOG",
        "LiteLLM 1.110, price table: Together AI, Llama 3.3 70B at $1.04 per 1M tokens in and out",
        "LiteLLM",
        2026,
        "https://pypi.org/project/litellm/1.110.2/",
    ),
    Source(
        "ANT",
        "Pricing of the Claude models, and of cache writes and hits",
        "Anthropic",
        2026,
        "https://platform.claude.com/docs/en/about-claude/pricing",
    ),
    _arxiv(
        "SARATHI",
        "Taming the throughput-latency tradeoff in LLM inference with Sarathi-Serve",
        2024,
        "2403.02310",
    ),
    _arxiv(
        "MOON",
        "Mooncake: a KVCache-centric disaggregated architecture for LLM serving",
        2024,
        "2407.00079",
    ),
    _arxiv("SLORA", "S-LoRA: serving thousands of concurrent LoRA adapters", 2023, "2311.03285"),
    _arxiv(
        "VTC",
        "Fairness in serving large language models",
        2024,
        "2401.00588",
    ),
    _arxiv("ROUTE", "RouteLLM: learning to route LLMs with preference data", 2024, "2406.18665"),
    Source(
        "APC",
        "Automatic prefix caching: block hashes and cache_salt",
        "vLLM",
        None,
        "https://docs.vllm.ai/en/latest/design/prefix_caching/",
    ),
    Source(
        "VLLMPD",
        "Disaggregated prefilling: what it is for, and that it does not raise throughput",
        "vLLM",
        None,
        "https://docs.vllm.ai/en/latest/features/disagg_prefill/",
    ),
    Source(
        "VLLMSPEC",
        "Speculative decoding: for medium to low request rates that memory bounds",
        "vLLM",
        None,
        "https://docs.vllm.ai/en/latest/features/speculative_decoding/",
    ),
    _arxiv(
        "TAU",
        "tau-bench: a benchmark for tool-agent-user interaction in real-world domains",
        2024,
        "2406.12045",
    ),
    _arxiv(
        "INJ",
        "Compromising real-world LLM-integrated applications with indirect prompt injection",
        2023,
        "2302.12173",
    ),
    Source(
        "YT",
        "Deep neural networks for YouTube recommendations",
        "RecSys",
        2016,
        "https://doi.org/10.1145/2959100.2959190",
    ),
    Source(
        "FB",
        "Practical lessons from predicting clicks on ads at Facebook",
        "ADKDD",
        2014,
        "https://doi.org/10.1145/2648584.2648589",
    ),
    Source(
        "OC",
        "OpenCLIP model profile: GFLOPs per image and per text",
        "mlfoundations",
        None,
        "https://github.com/mlfoundations/open_clip/blob/3b37473/docs/model_profile.csv",
    ),
)
ROWS = (*_ROWS, *LITERATURE)
SOURCES = {row.key: row for row in ROWS}
"""The sources by key."""
