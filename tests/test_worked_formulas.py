"""The worked tables: what is a pure formula of their facts comes out within their tolerance."""

import json
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.estimate import llm, retrieval, training
from sddiagram.estimate.hops import Hop, Slowest, series
from sddiagram.technology.prices import per_month, price

WORKED = json.loads(Path(__file__).with_name("worked.json").read_text(encoding="utf-8"))


def check(system: str, found: dict[str, float]) -> None:
    """Hold each value against the table of `system`, within the tolerance that it states."""
    for key, value in found.items():
        row = WORKED[system][key]
        assert value == pytest.approx(row["value"], rel=row["tol"]), key


def hop(p50: float, p99: float) -> Hop:
    return Hop(p50 * sd.ms, p99 * sd.ms)


def in_ms(time: sd.Quantity) -> float:
    return float(time / sd.ms)


pair, single = llm.LLAMA_70B_ON_2_H100, llm.LLAMA_8B_ON_H100
chat = llm.Tokens(1_500, out=300, prefix_hits=0.5)
peak = 3 * 5_000_000 * 8 * sd.per_day
hard, easy = 0.9 * 0.3 * peak, 0.9 * 0.7 * peak


def test_llm_serving_capacity_and_gpus() -> None:
    spare = [single.replicas(easy, chat, margin=1.15), pair.replicas(hard, chat, margin=1.15)]
    zones = [single.replicas(easy, chat, margin=1.5), pair.replicas(hard, chat, margin=1.5)]
    check(
        "llm-serving",
        {
            "rate70": float(pair.rate(chat) / sd.rps),
            "rate8": float(single.rate(chat) / sd.rps),
            "8B pool, 15% spare.instances": spare[0],
            "70B pool, 15% spare.instances": spare[1],
            "8B pool, zone-safe.instances": zones[0],
            "70B pool, zone-safe.instances": zones[1],
            "gpus_spare": single.gpus * spare[0] + pair.gpus * spare[1],
            "gpus_zone": single.gpus * zones[0] + pair.gpus * zones[1],
        },
    )


@pytest.mark.parametrize(
    ("row", "load"),
    [
        ("70B at exactly 65%", llm.Load(pair, chat, 0.65 * pair.rate(chat))),
        ("70B, 71 pairs", llm.Load.among(pair, chat, hard, 71)),
        ("70B, zone lost (47 pairs)", llm.Load.among(pair, chat, hard, 71, lost=1)),
        ("8B, 43 GPUs", llm.Load.among(single, chat, easy, 43)),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_llm_serving_latency(row: str, load: llm.Load) -> None:
    check(
        "llm-serving",
        {
            f"{row}.tpot": in_ms(load.time_per_token),
            f"{row}.ttft95": in_ms(load.first_token.p95),
            f"{row}.inflight": float(load.in_flight),
            f"{row}.kv_gb": float(load.kv_held / sd.GB),
        },
    )


@pytest.mark.parametrize(("concurrency", "output"), [(5, 218.48), (25, 623.4), (50, 814.37)])
def test_llm_serving_against_nim(concurrency: int, output: float) -> None:
    load = llm.Load(pair, llm.Tokens(5_000, 500), output / 500 * sd.rps)
    check("llm-serving", {f"nim{concurrency}.tpot": in_ms(load.time_per_token)})


def test_llm_serving_prefixes() -> None:
    memory = llm.prefix_memory(hard, chat.into, pair.kv_per_token, 10 * sd.minutes)
    check("llm-serving", {"prefix70_TB": float(memory / sd.TB)})


@pytest.mark.parametrize(
    ("row", "item", "gpus"),
    [
        ("on demand", "H100 on demand", 185),
        ("1 year", "H100 for 1 year", 185),
        ("3 years", "H100 for 3 years", 185),
        ("on demand, zone-safe", "H100 on demand", 243),
    ],
)
def test_llm_serving_cost(row: str, item: str, gpus: int) -> None:
    cost, output = gpus * price(item).price, peak / 3 * (chat.out * sd.tokens)
    check(
        "llm-serving",
        {
            f"cost.{row}": round(float(cost / per_month), 6),
            f"usd_per_Mtok.{row}": float(llm.cost_per_million_tokens(cost, output) / sd.usd),
        },
    )


@pytest.mark.parametrize(("row", "replica"), [("unit.70B", pair), ("unit.8B", single)])
def test_llm_serving_unit_cost_at_a_steady_65_percent(row: str, replica: llm.Replica) -> None:
    cost = replica.gpus * price("H100 on demand").price
    found = llm.cost_per_million_tokens(cost, 0.65 * replica.tokens_per_second(chat))
    check("llm-serving", {row: float(found / sd.usd)})


def test_two_stage_recommendation() -> None:
    sources = Slowest([hop(3, 12), hop(2, 15), hop(2, 15), hop(2, 15)])
    before = [hop(1, 5), hop(2, 10), hop(0.5, 2), hop(0.5, 5)]
    after = [hop(2, 8), hop(12, 35), hop(3, 12), hop(1.75, 7)]
    funnel = series([*before, sources, *after])
    asked = 0.85 * 3 * 50_000_000 * 10 * sd.per_day
    check(
        "two-stage-recommendation",
        {
            "sources.p99": in_ms(sources.p99),
            "funnel.p50": in_ms(funnel.p50),
            "funnel.p95": in_ms(funnel.p95),
            "funnel.p99": in_ms(funnel.p99),
            "index_GB": float(retrieval.memory_hnsw(10_000_000, 128, 32) / sd.GB),
            "index_replicas_at_300": retrieval.replicas(asked, 300 * sd.rps),
            "index, 1,000 searches/s a core x 16.instances": retrieval.replicas(
                asked, retrieval.searches_per_core(k=10)
            ),
        },
    )


def test_feature_store() -> None:
    read = series([hop(0.5, 2), hop(1, 4), hop(1, 4)])
    check(
        "feature-store",
        {
            "feature read.p50": in_ms(read.p50),
            "feature read.p95": in_ms(read.p95),
            "feature read.p99": in_ms(read.p99),
        },
    )


def test_model_training_pipeline() -> None:
    run = training.Run(parameters=8e9, tokens=1e12, gpus=512)
    full = training.Interruptions.like_llama_3(16_384).between
    hourly = training.Checkpoints(30 * sd.s, full, every=1 * sd.hour)
    check(
        "model-training-pipeline",
        {
            "flops": run.compute.value,
            "run_h": float(run.time / sd.hours),
            "gpu_hours": float(run.gpu_hours),
            "mtbf_h": float(run.interruptions().between / sd.hours),
            "step_s": run.step.value,
            "interval_min": float(run.checkpoints().interval / sd.minutes),
            "lost": float(run.checkpoints().lost),
            "allreduce_s": run.all_reduce().value,
            "fsdp_s": run.sharded_step().value,
            "cost.spot [NM]": float(run.cost(price("H100 spot").price) / sd.usd),
            "cost.1 year [NM]": float(run.cost(price("H100 for 1 year").price) / sd.usd),
            "cost.on demand [NM]": float(run.cost(price("H100 on demand").price) / sd.usd),
            "mtbf16_h": float(full / sd.hours),
            "lost16_hourly": float(hourly.lost),
        },
    )
