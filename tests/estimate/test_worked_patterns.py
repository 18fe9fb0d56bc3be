"""The worked tables come out of the built-in patterns themselves, within their tolerances."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.estimate.hops import Hop, Slowest

WORKED = json.loads((Path(__file__).parents[1] / "worked.json").read_text(encoding="utf-8"))


class Design:
    """A built-in pattern with its numbers, asked by the labels of its components."""

    def __init__(self, pattern: sd.Pattern) -> None:
        self.pattern, self.numbers = pattern, sd.estimate(pattern)

    def __getitem__(self, label: str) -> sd.Component:
        (found,) = (one for one in self.pattern.view().components if one.label == label)
        return found

    def edge(self, source: str, target: str, label: str = "") -> float:
        """The rate of an arrow at the peak."""
        return self.numbers.at(self[source] >> label >> self[target]).value

    def row(self, name: str, label: str) -> dict[str, float | None]:
        """What the table says of a component: its rate, its instances, their use."""
        load = self.numbers.loads[self[label].id]
        return {
            f"{name}.rate": load.rate.value,
            f"{name}.instances": load.instances,
            f"{name}.util": load.use,
        }

    def changed(self, component: sd.Component) -> "Design":
        """What follows when a component has other facts."""
        return Design(sd.changed(self.pattern, component))


def check(system: str, found: Mapping[str, float | None]) -> None:
    """Hold each value against the table of `system`, within the tolerance that it states."""
    for key, value in found.items():
        row = WORKED[system][key]
        assert value == pytest.approx(row["value"], rel=row["tol"]), key


def ms(time: sd.Quantity) -> float:
    return float(time / sd.ms)


@pytest.fixture(scope="module")
def funnel() -> Design:
    return Design(sd.load("two-stage-recommendation"))


def at_ten(funnel: Design) -> Design:
    """The funnel with an index of which one core answers the 1,000 searches/s of k = 10."""
    return funnel.changed(funnel["Vector index"].but(capacity=16 * 1_000 * sd.rps))


def test_two_stage_recommendation_rates(funnel: Design) -> None:
    api, generator = "Recommendation API", "Candidate generator"
    check(
        "two-stage-recommendation",
        {
            "peak": funnel.numbers.peak.value,
            "funnel": funnel.numbers.at(funnel[generator]).value,
            "scores": funnel.numbers.at(funnel["Ranker"]).value,
            "edge:users -> gateway -> API": funnel.edge("API gateway", api),
            "edge:API -> page cache, get": funnel.edge(api, "Page cache", "get"),
            "edge:API -> page cache, set": funnel.edge(api, "Page cache", "set"),
            "edge:API -> generator": funnel.edge(api, generator),
            "edge:generator -> user features": funnel.edge(generator, "User features"),
            "edge:generator -> index": funnel.edge(generator, "Vector index"),
            "edge:generator -> other sources": funnel.edge(generator, "Other sources"),
            "edge:generator -> ranker": funnel.edge(generator, "Ranker"),
            "edge:ranker -> re-ranker": funnel.edge("Ranker", "Re-ranker"),
        },
    )


def test_two_stage_recommendation_instances(funnel: Design) -> None:
    # The table plans a Redis process with what was measured, the library with a round 50,000.
    measured = 72_000 * sd.rps
    cache = funnel.changed(funnel["Page cache"].but(capacity=measured))
    features = funnel["User features"].but(holds=(), node=None, copies=1, capacity=measured)
    by_rate = funnel.changed(features)
    ranker = funnel.row("ranker", "Ranker")
    # The pattern counts the ranker in scores, the table in pages.
    ranker["ranker.rate"] = funnel.edge("Candidate generator", "Ranker")
    check(
        "two-stage-recommendation",
        {
            **funnel.row("gateway", "API gateway"),
            **funnel.row("API", "Recommendation API"),
            **cache.row("page cache", "Page cache"),
            **funnel.row("candidate generator", "Candidate generator"),
            **by_rate.row("user features (rate)", "User features"),
            **at_ten(funnel).row("index, 1,000 searches/s a core x 16", "Vector index"),
            **ranker,
            **funnel.row("re-ranker", "Re-ranker"),
        },
    )


def test_two_stage_recommendation_index_and_memory(funnel: Design) -> None:
    index = funnel["Vector index"]
    at_300 = funnel.changed(index.but(capacity=16 * 300 * sd.rps))
    memory = next(one for one in funnel.pattern.figures if one.label == "Index memory")
    assert isinstance(memory.value, sd.Quantity)
    (features,) = funnel.numbers.stored["user-features"]
    check(
        "two-stage-recommendation",
        {
            "index_replicas_at_300": at_300.numbers[index],
            "index_GB": float(memory.value / sd.GB),
            "user_features_GB": float(features.size / sd.GB),
        },
    )
    # Memory, and not the rate, decides on the nodes that hold the user features.
    assert funnel.numbers[funnel["User features"]] == 8
    assert funnel.numbers[index] == 12


def test_two_stage_recommendation_latency(funnel: Design) -> None:
    visits = [funnel["Vector index"], *3 * [funnel["Other sources"]]]
    hops = [
        Hop(one.latency.p50, one.latency.p99)
        for one in visits
        if isinstance(one.latency, sd.Latency)
    ]
    longest = funnel.numbers.answered[0].longest
    assert longest
    check(
        "two-stage-recommendation",
        {
            "sources.p99": ms(Slowest(hops).p99),
            "funnel.p50": ms(longest.p50),
            "funnel.p95": ms(longest.p95),
            "funnel.p99": ms(longest.p99),
        },
    )


def test_two_stage_recommendation_cost(funnel: Design) -> None:
    online = {
        "API gateway",
        "Recommendation API",
        "Page cache",
        "Candidate generator",
        "User features",
        "Vector index",
        "Ranker",
        "Re-ranker",
    }
    items = [one for one in at_ten(funnel).numbers.cost.items if one.label in online]
    assert len(items) == len(online)
    month = sum(float(one.month / sd.usd) for one in items)
    check("two-stage-recommendation", {"cost": month})


@pytest.fixture(scope="module")
def store() -> Design:
    return Design(sd.load("feature-store"))


def figure(design: Design, label: str) -> sd.Quantity:
    """The value of one of the pattern's figures."""
    value = next(one.value for one in design.pattern.figures if one.label == label)
    found = value(design.numbers) if callable(value) else value
    assert isinstance(found, sd.Quantity)
    return found


def users_only(store: Design) -> Design:
    """The feature store as the table sizes it first, without the features of items."""
    online = store["Online store"]
    return store.changed(online.but(holds=online.holds[0]))


def test_feature_store_rates(store: Design) -> None:
    check(
        "feature-store",
        {
            "peak": store.numbers.peak.value,
            "key_reads": figure(store, "Keys read").value,
            "bytes_s": figure(store, "Bytes read").value,
            "events": store.numbers.at(store["Window aggregates"]).value,
            "updates": figure(store, "Updates from events").value,
        },
    )


def test_feature_store_instances(store: Design) -> None:
    name = "online store, key reads, 7 primaries pipelined"
    primaries = users_only(store)
    # The table counts the primaries, the pattern draws them with their copies.
    row = primaries.row(name, "Online store")
    row[f"{name}.instances"] = primaries.numbers.loads["online-store"].serving
    check(
        "feature-store",
        {
            **store.row("inference", "Inference"),
            **store.row("feature server", "Feature server"),
            **store.row("window aggregates", "Window aggregates"),
            **row,
        },
    )


def test_feature_store_memory(store: Design) -> None:
    online = store["Online store"]
    held = {one.records: online.copies * one.size for one in store.numbers.stored[online.id]}
    check(
        "feature-store",
        {
            "online_GB": float(held["users"] / sd.GB),
            "items_GB": float(held["items"] / sd.GB),
            "nodes_pairs": users_only(store).numbers[online],
            "nodes_bluegreen": 2 * store.numbers[online],
            "cost_ram": float(figure(store, "Memory per month") / sd.usd),
        },
    )


def test_feature_store_times(store: Design) -> None:
    read = store.numbers.delay(store["Feature server"])
    assert read
    check(
        "feature-store",
        {
            "feature read.p50": ms(read.p50),
            "feature read.p95": ms(read.p95),
            "feature read.p99": ms(read.p99),
            "full_load_s_floor": float(figure(store, "Full load, at best") / sd.s),
            "full_load_s_plan": float(figure(users_only(store), "Full load, planned") / sd.s),
            "served_log_TB_day_k0": float(figure(store, "Served vectors per day") / sd.TB),
        },
    )


@pytest.mark.parametrize("system", ["two-stage-recommendation", "feature-store"])
def test_every_worked_value_is_held(system: str) -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    parts = ("rate", "instances", "util")
    rows = [key.rpartition(".") for key in WORKED[system]]
    names = {name if name and end in parts else f"{name}{dot}{end}" for name, dot, end in rows}
    assert [name for name in names if f'"{name}"' not in text] == []
