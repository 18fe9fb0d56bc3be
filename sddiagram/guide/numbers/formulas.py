"""The formulas of an estimate, each with an example that is worked out."""

from collections.abc import Iterator
from math import ceil, log2

from sddiagram.estimate.derived import Derived, DerivedCount, brief
from sddiagram.estimate.llm import LLAMA_3_70B
from sddiagram.guide.facts.models import RUN
from sddiagram.guide.facts.naming import Fact
from sddiagram.guide.items import Item, Table
from sddiagram.technology.planning import SERVICE
from sddiagram.units import KB, MB, days, ms, rps, s, year

_Row = tuple[str, str, Derived | DerivedCount]


def items() -> tuple[Item, ...]:
    """One table of formulas."""
    rows = tuple(
        (what, formula, fact.how, fact.value)
        for what, formula, number in (*_of_systems(), *_of_models())
        for fact in (Fact.of(number),)
    )
    return (
        Item(
            "Formulas",
            ("Say the formula, then the numbers, then the result in two digits.",),
            (Table("", ("quantity", "formula", "example", "result"), rows),),
        ),
    )


def _of_systems() -> Iterator[_Row]:
    average = 50e6 * 40 / (1 * days)
    yield (
        "average rate",
        "users x actions per day / 86,400 s",
        Derived.of(average, "50M x 40 / 86,400 s"),
    )
    yield (
        "peak",
        "average x 2 to 3; x 5 to 10 for sales and campaigns (assumed)",
        Derived.of(3 * average, f"{brief(average)} x 3"),
    )
    yield (
        "nodes",
        "peak x share / (capacity x 0.65) x zones / (zones - 1)",
        DerivedCount.of(
            ceil(float(50_000 * rps / SERVICE.capacity) / 0.65 * 1.5),
            f"50,000 rps / ({brief(SERVICE.capacity)} x 0.65) x 3/2, rounded up",
        ),
    )
    yield (
        "storage",
        "writes per second x bytes x 86,400 x days x copies",
        Derived.of(1_000 * rps * KB * year * 3, "1,000 rps x 1 KB x 365 days x 3"),
    )
    yield (
        "bandwidth",
        "requests per second x bytes",
        Derived.of(50_000 * rps * 2 * KB, "50,000 rps x 2 KB"),
    )
    yield (
        "load behind caches",
        "rate x (1 - hits of the first) x (1 - hits of the second)",
        Derived.of(100_000 * rps * 0.4 * 0.1, "100,000 rps x (1 - 0.6) x (1 - 0.9)"),
    )
    yield (
        "requests in flight (Little)",
        "rate x time",
        Derived.of(float(1_000 * rps * 200 * ms), "1,000 rps x 200 ms"),
    )
    yield (
        "partitions of a log",
        "bandwidth / bandwidth of one partition",
        DerivedCount.of(
            ceil(float((500 * MB / s) / (10 * MB / s))), "500 MB/s / 10 MB/s [KAF], rounded up"
        ),
    )
    yield (
        "replay of a log",
        "days of history / (speed over the live rate - 1)",
        Derived.of(90 * days / 9, "90 days / (10 - 1)"),
    )
    yield (
        "slow requests of a fan-out",
        "1 - (1 - slow share of one)^calls",
        Derived.of(1 - 0.99**100, "1 - (1 - 0.01)^100 [TAIL]", f"{1 - 0.99**100:.0%}"),
    )
    yield (
        "retries of layers",
        "attempts^layers, without a budget",
        DerivedCount.of(3**3, "3^3"),
    )
    yield (
        "Bloom filter",
        "bits per key = 1.44 x log2(1 / false positives)",
        Derived.of(1.44 * log2(100), "1.44 x log2(1 / 0.01)", f"{1.44 * log2(100):.1f} bits"),
    )
    yield (
        "quorum",
        "reads + writes > copies, so that they overlap",
        DerivedCount.of(3 // 2 + 1, "3 copies: more than 3 / 2"),
    )


def _of_models() -> Iterator[_Row]:
    yield (
        "keys and values per token",
        "2 x layers x KV heads x head size x bytes",
        LLAMA_3_70B.kv_per_token(),
    )
    yield "arithmetic of training", "6 x parameters x tokens", RUN.compute
    yield (
        "interval of checkpoints",
        "sqrt(2 x time to save x time between interruptions) [YD]",
        RUN.checkpoints().interval,
    )
    yield "state of training", "parameters x 16 B (BF16, Adam)", RUN.memory
    tokens = (1 - 0.7**5) / (1 - 0.7)
    yield (
        "tokens per step with drafts",
        "(1 - accepted^(drafts + 1)) / (1 - accepted) [SPEC]",
        Derived.of(tokens, "(1 - 0.7^5) / (1 - 0.7), 4 drafts", f"{tokens:.2f}"),
    )
