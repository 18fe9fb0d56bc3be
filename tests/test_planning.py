"""Planning values, prices and their sources: each is cited, or says that it is assumed."""

import re

import pytest

import sddiagram as sd
from sddiagram.technology.latencies import OPERATION_TIMES, OperationTime, operation_time
from sddiagram.technology.planning import EMBEDDING, PLANS, SERVICE, Plan, plan
from sddiagram.technology.prices import PRICES, Price, per_month, price
from sddiagram.technology.row import Technology
from sddiagram.technology.sources import ROWS, SOURCES, Source, source

EVERY_PLAN = [*PLANS, SERVICE, EMBEDDING]


@pytest.mark.parametrize("row", EVERY_PLAN, ids=lambda row: f"{row.technology} {row.use}")
def test_a_plan_is_cited_or_assumed(row: Plan) -> None:
    assert row.assumed != bool(row.sources)
    assert row.capacity.value > 0


@pytest.mark.parametrize("row", PLANS, ids=lambda row: f"{row.technology} {row.use}")
def test_a_plan_is_of_a_technology_of_the_table(row: Plan) -> None:
    assert Technology.named(row.technology).name == row.technology


@pytest.mark.parametrize("row", PRICES, ids=lambda row: row.item)
def test_a_price_is_cited_or_assumed(row: Price) -> None:
    assert row.assumed == (row.source is None)
    assert row.price.value > 0


@pytest.mark.parametrize("key", SOURCES)
def test_a_source_says_by_whom_and_where(key: str) -> None:
    row = SOURCES[key]
    assert row.title and row.publisher
    assert re.fullmatch(r"https://\S+", row.address)
    assert row.year is None or 1900 < row.year < 2100


def test_no_key_names_two_sources() -> None:
    keys = [row.key for row in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", OPERATION_TIMES, ids=lambda row: row.operation)
def test_the_time_of_an_operation_is_cited(row: OperationTime) -> None:
    assert row.source.address
    assert operation_time(row.operation) is row


def test_operations_come_from_the_shortest_to_the_longest() -> None:
    times = [row.time.value for row in OPERATION_TIMES]
    assert times == sorted(times)


def test_a_key_is_found_as_a_text_writes_it() -> None:
    assert source("[RED]") is source("red") is SOURCES["RED"]


def test_an_unknown_key_is_told_with_the_nearest() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'FAISS'"):
        source("FAIS")


def test_no_two_rows_say_the_capacity_of_one_use() -> None:
    keys = [(row.technology, row.use) for row in PLANS]
    assert len(keys) == len(set(keys))


def test_one_technology_plans_with_one_figure_however_it_is_called() -> None:
    redis = plan("redis")
    assert redis is plan(Technology.named("Redis"))
    assert redis and redis.capacity == 50_000 * sd.rps
    assert plan("postgres") is plan(Technology.named("postgres"))


def test_a_use_has_a_figure_of_its_own() -> None:
    pipelined = plan("redis", "pipelined")
    assert pipelined and pipelined.capacity == 250_000 * sd.rps


def test_a_core_is_planned_for_the_cores_of_a_node() -> None:
    node = sd.planned("HNSW", cores=16)
    assert node == 16_000 * sd.rps
    assert node.how.startswith("16,000 rps per node of 16 cores. HNSW: 1,000 rps per core (")
    assert node.how.endswith("[ANN]")


def test_a_service_is_assumed_and_says_what_was_measured_by_whom() -> None:
    assert SERVICE.assumed
    assert "964 rps per core" in SERVICE.how
    assert SERVICE.how.endswith("[TFB]), assumed")


def test_what_is_not_planned_per_core_takes_no_cores() -> None:
    with pytest.raises(sd.DesignError, match="Redis is planned per process"):
        sd.planned("Redis", cores=16)
    with pytest.raises(sd.DesignError, match="cores=0"):
        sd.planned("HNSW", cores=0)


def test_what_nobody_measured_has_no_plan() -> None:
    assert plan("zookeeper") is None
    assert plan(sd.Technology("Ledgerbase")) is None


def test_a_plan_reads_as_a_sentence() -> None:
    redis = plan("redis")
    assert redis
    assert redis.how == (
        "Redis: 50,000 rps per process (72,000 to 79,000 measured for one process) [RED]"
    )


def test_a_month_of_prices_has_730_hours() -> None:
    assert float(price("h100 on demand").price * (730 * sd.hours) / sd.usd) == pytest.approx(5_000)
    assert float(price("node of 8 vCPU").price / price("vCPU").price) == pytest.approx(8)
    assert per_month == sd.usd / (730 * sd.hours)


def test_an_unknown_price_is_told() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'vCPU'"):
        price("vcpus")


def test_a_source_without_a_date_says_so() -> None:
    page = Source("X", "A page", "Somebody", None, "https://example.org")
    assert str(page) == "Somebody, A page (undated), https://example.org"
