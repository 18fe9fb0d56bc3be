"""Replicas follow from what is asked, what one carries, and the sizing policy."""

from math import inf

import pytest
from hypothesis import given, settings, strategies as st

import sddiagram as sd
from sddiagram.model.numbers import Load, Verdict


def load_of(component: sd.Component, rate: float, **link: object) -> Load:
    """The load of `component` when it alone is asked `rate` requests a second at the peak."""
    users = sd.Client("Users", sends=sd.Requests("open", rate * sd.rps, peak=1))
    flow = users >> sd.calls("x", **link) >> component  # type: ignore[arg-type]
    return sd.estimate(sd.Pattern("One", flow)).loads[component.id]


WORKED = [
    ("gateway", 1_388.9, 22_900, 3, 0.0202, 0.030),
    ("gateway, token events", 416_667, 160_000, 7, 0.372, 0.651),
    ("API", 17_361.1, 1_500, 27, 0.4287, 0.643),
    ("candidate generator", 14_756.9, 1_500, 23, 0.4277, 0.656),
    ("ranker", 14_756.9, 6_250, 6, 0.3935, 0.590),
    ("window aggregates", 138_889, 50_000, 7, 0.3968, 0.694),
    ("8B pool, zone-safe", 875, 36.0263, 57, 0.4261, 0.639),
    ("70B pool, zone-safe", 375, 9.38016, 93, 0.4299, 0.645),
]


@pytest.mark.parametrize(
    ("rate", "capacity", "instances", "use", "zone_lost"),
    [row[1:] for row in WORKED],
    ids=[row[0] for row in WORKED],
)
def test_the_worked_tables_come_out(
    rate: float, capacity: float, instances: int, use: float, zone_lost: float
) -> None:
    load = load_of(sd.Service("S", capacity=capacity * sd.rps), rate)
    assert load.instances == instances
    assert load.use == pytest.approx(use, rel=0.02)
    assert load.zone_lost == pytest.approx(zone_lost, abs=0.006)


@pytest.mark.parametrize(
    ("rate", "capacity", "instances", "lost"),
    [(875, 36.0263, 43, 0.87), (375, 9.38016, 71, 0.85)],
    ids=["8B", "70B"],
)
def test_a_group_keeps_a_reserve_of_its_own_in_place_of_a_zone(
    rate: float, capacity: float, instances: int, lost: float
) -> None:
    pool = sd.Group("GPU pool", sizing=sd.Sizing(spare=0, extra=0.15))
    load = load_of(sd.ModelServer("Pool", capacity=capacity * sd.rps, group=pool), rate)
    assert load.instances == instances
    assert load.zone_lost == pytest.approx(lost, abs=0.006)


@pytest.mark.parametrize(("searches", "instances"), [(1_000, 4), (300, 12), (90, 36)], ids=str)
def test_each_of_two_zones_carries_all_when_the_other_is_lost(
    searches: float, instances: int
) -> None:
    two = sd.Sizing(use=0.6, zones=2)
    index = sd.VectorIndex("Index", capacity=16 * searches * sd.rps, sizing=two)
    assert load_of(index, 14_756.9).instances == instances


def test_replicas_that_are_said_stay_and_are_held_against_what_is_asked() -> None:
    load = load_of(sd.Service("S", capacity=100 * sd.rps, replicas=2), 1_000)
    assert (load.instances, load.use, load.verdict) == (2, 5.0, Verdict.ERROR)


def test_what_has_no_capacity_is_not_assessed_and_never_fine() -> None:
    load = load_of(sd.Service("S", replicas=50), 10)
    assert (load.verdict, load.use) == (Verdict.NOT_ASSESSED, None)


def test_a_technology_brings_its_planning_value_with_its_source() -> None:
    load = load_of(sd.Cache("C", technology="redis"), 100_000)
    assert load.capacity == 50_000 * sd.rps
    assert "[RED]" in load.how


def test_a_capacity_that_is_derived_says_how() -> None:
    capacity = sd.llm.LLAMA_8B_ON_H100.rate(sd.llm.Tokens(1_500, 300))
    load = load_of(sd.ModelServer("Pool", capacity=capacity), 100)
    assert capacity.how in load.how


def test_a_component_states_more_than_its_technology() -> None:
    load = load_of(sd.Cache("C", technology="redis", capacity=72_000 * sd.rps), 100_000)
    assert load.capacity == 72_000 * sd.rps


def test_there_is_one_primary_however_much_it_is_asked() -> None:
    load = load_of(sd.SQLPrimary("P", capacity=5_000 * sd.rps), 20_000)
    assert (load.instances, load.use, load.zone_lost) == (1, 4.0, inf)


def test_a_store_has_the_nodes_that_its_records_take() -> None:
    sent = sd.Requests("create", 100 * sd.rps)
    links = sd.Records("links", of=sent, size=500 * sd.B, keep=5 * sd.year)
    store = sd.NoSQL("Links", holds=links, node=1 * sd.TB, copies=3)
    numbers = sd.estimate(sd.Pattern("L", sd.Client("Users", sends=sent) >> store))
    # 100/s x 5 years x 500 B = 7.884 TB, at 0.7 TB a node, three times.
    assert numbers[store] == 3 * 12
    assert str(numbers[links]) == "7.884 TB"


def test_memory_is_filled_whole_and_shards_come_in_pairs() -> None:
    users = sd.Records("features", count=100_000_000, size=200 * 8 * sd.B, overhead=2)
    store = sd.OnlineFeatureStore(
        "Online", technology="", holds=users, node=50 * sd.GB, memory=64 * sd.GB, copies=2
    )
    assert load_of(store, 1).instances == 14


def test_a_fixed_size_may_be_held() -> None:
    store = sd.Cache("C", holds=200 * sd.GB, node=50 * sd.GB, memory=64 * sd.GB, copies=2)
    assert load_of(store, 1).instances == 8


def test_capacity_counts_what_a_call_costs() -> None:
    scores = sd.unit("score")
    ranker = sd.Ranker("R", capacity=3_125_000 * scores / sd.s)
    load = load_of(ranker, 14_756.9, costs=500 * scores)
    assert (load.instances, str(load.rate)) == (6, "7.38M scores/s")


def test_a_plain_cost_is_in_what_the_target_counts() -> None:
    store = sd.KeyValue("K", capacity=250_000 * sd.keys / sd.s)
    assert str(load_of(store, 17_361.1, costs=51).rate) == "885,416 keys/s"


def test_the_tighter_of_two_limits_counts() -> None:
    users = sd.Client("Users", sends=sd.Requests("prompt", 1_388.9 * sd.rps, peak=1))
    gateway = sd.Gateway("G", capacity=[22_900 * sd.rps, 160_000 * sd.tokens / sd.s])
    answer = gateway >> sd.answers("tokens", costs=300 * sd.tokens) >> users
    load = sd.estimate(sd.Pattern("Chat", users >> gateway, answer)).loads["g"]
    assert (load.instances, str(load.rate)) == (7, "416,670 tokens/s")


def test_a_capacity_in_things_that_no_arrow_counts_is_told() -> None:
    ranker = sd.Ranker("R", capacity=1_000 * sd.unit("score") / sd.s)
    with pytest.raises(sd.DesignError, match="say costs= on the arrow"):
        load_of(ranker, 10)


def test_a_class_of_events_is_printed_in_events() -> None:
    sent = sd.Requests("view", 100 * sd.rps, counts="events")
    windows = sd.StreamProcessor("W", capacity=50_000 * sd.rps)
    numbers = sd.estimate(sd.Pattern("P", sd.Client("Apps", sends=sent) >> windows))
    assert str(numbers.at(windows)) == "300 events/s"


@settings(max_examples=80, deadline=None)
@given(st.floats(1, 1e6), st.floats(10, 1e5), st.integers(1, 500))
def test_more_replicas_never_raise_utilisation(rate: float, capacity: float, some: int) -> None:
    few, more = (
        load_of(sd.Service("S", capacity=capacity * sd.rps, replicas=count), rate)
        for count in (some, some + 1)
    )
    assert (more.use or 0) <= (few.use or 0)
    assert (more.zone_lost or 0) <= (few.zone_lost or 0)


@settings(max_examples=80, deadline=None)
@given(st.floats(1, 1e6), st.floats(10, 1e5))
def test_what_is_derived_keeps_the_plan(rate: float, capacity: float) -> None:
    load = load_of(sd.Service("S", capacity=capacity * sd.rps), rate)
    assert (load.use or 0) <= 0.65 * 2 / 3 + 1e-9


def test_what_is_full_first_comes_first() -> None:
    users = sd.Client("Users", sends=sd.Requests("open", 100 * sd.rps, peak=1))
    a = sd.Service("A", capacity=100 * sd.rps, replicas=4)
    b = sd.Service("B", capacity=100 * sd.rps, replicas=2)
    first = sd.estimate(sd.Pattern("P", users >> a >> b)).breaks_first
    assert [(load.component.label, load.breaks_at) for load in first] == [("B", 2), ("A", 4)]


def test_a_broker_is_planned_in_bytes() -> None:
    clicks = sd.Requests("click", 400_000 * sd.rps, peak=1, request=500 * sd.B, counts="events")
    log = sd.Stream("Log", technology="kafka")
    n = sd.estimate(sd.Pattern("P", sd.Client("Apps", sends=clicks) >> sd.emits("clicks") >> log))
    # 200 MB/s / (100 MB/s x 0.65) x 3/2
    assert n.at(log) == 200 * sd.MB / sd.s and n[log] == 5 and "[KAF]" in n.how(log)


def test_an_arrow_says_how_large_its_calls_are() -> None:
    clicks = sd.Requests("click", 1_000 * sd.rps, peak=1, request=500 * sd.B)
    log = sd.Stream("Log", capacity=5 * sd.MB / sd.s)
    large = sd.emits("vectors", size=2 * sd.KB)
    n = sd.estimate(sd.Pattern("P", sd.Client("Apps", sends=clicks) >> large >> log))
    assert n.at(log) == 2 * sd.MB / sd.s


def test_a_limit_in_bytes_is_not_assessed_where_nobody_says_how_large_a_call_is() -> None:
    clicks = sd.Requests("click", 1_000 * sd.rps, peak=1)
    log = sd.Stream("Log", technology="kafka")
    n = sd.estimate(sd.Pattern("P", sd.Client("Apps", sends=clicks) >> sd.emits("clicks") >> log))
    assert [load.component for load in n.not_assessed] == [log] and n.at(log) == 1_000 * sd.rps
