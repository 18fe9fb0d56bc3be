"""A class of requests takes what it waits for, in series and side by side."""

import pytest

import sddiagram as sd
from sddiagram.model.numbers import Answered


def time(p50: float, p99: float) -> sd.Latency:
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


pages = sd.Requests("page", 1_000 * sd.rps)
users = sd.Client("Users", sends=pages)
api = sd.Service("API", latency=time(2, 10))
cache = sd.Cache("Cache", hit_ratio=0.5, latency=time(0.5, 2))
store = sd.Database("Store", latency=time(4, 20))


def answered(*flows: sd.Flow) -> Answered:
    (found,) = sd.estimate(sd.Pattern("P", *flows)).answered
    return found


def ms(quantity: sd.Quantity) -> float:
    return float(quantity / sd.ms)


def test_the_worked_funnel_comes_out() -> None:
    network = users.but(latency=time(1.75, 7))
    gateway = sd.Gateway("Gateway", latency=time(1, 5))
    look_up = sd.Cache("Page cache", latency=time(0.5, 2))
    features = sd.OnlineFeatureStore("Features", latency=time(0.5, 5))
    index = sd.VectorIndex("Index", latency=time(3, 12))
    sources = [sd.NoSQL(f"Source {number}", latency=time(2, 15)) for number in range(3)]
    merge = sd.CandidateGenerator("Generator", latency=time(2, 8))
    ranker = sd.Ranker("Ranker", latency=time(12, 35))
    reranker = sd.Reranker("Re-ranker", latency=time(3, 12))
    funnel = answered(
        network >> gateway >> api >> look_up,
        api >> merge >> features,
        merge >> [index, *sources],
        merge >> ranker >> reranker,
    )
    assert funnel.delay and funnel.worst
    assert ms(funnel.delay.p50) == pytest.approx(31.58, rel=0.001)
    assert ms(funnel.delay.p95) == pytest.approx(48.53, rel=0.001)
    assert ms(funnel.delay.p99) == pytest.approx(57.98, rel=0.001)


def test_the_worked_feature_read_comes_out() -> None:
    network = users.but(latency=time(0.5, 2))
    server = sd.Service("Feature server", latency=time(1, 4))
    redis = sd.OnlineFeatureStore("Online store", latency=time(1, 4))
    read = answered(network >> server >> redis)
    assert read.delay and read.worst == 10 * sd.ms
    assert ms(read.delay.p50) == pytest.approx(2.780, rel=0.001)
    assert ms(read.delay.p99) == pytest.approx(6.696, rel=0.001)


def test_calls_one_after_another_take_longer_than_calls_side_by_side() -> None:
    one, other = (sd.Service(name, latency=time(5, 20)) for name in "AB")
    series = answered(users >> api, api >> one, api >> other)
    beside = answered(users >> api >> [one, other])
    assert series.delay and beside.delay and beside.delay.p50 < series.delay.p50


def test_several_calls_for_a_request_are_made_at_once() -> None:
    once = answered(users >> api >> store)
    thrice = answered(users >> api >> sd.calls("rows", times=3) >> store)
    assert once.delay and thrice.delay
    assert once.delay.p50 < thrice.delay.p50 < 3 * once.delay.p50


def test_a_call_beside_another_is_made_at_the_same_time() -> None:
    one, other = (sd.Service(name, latency=time(5, 20)) for name in "AB")
    listed = answered(users >> api >> [one, other])
    beside = answered(users >> api >> one, api >> sd.calls("too", beside=one) >> other)
    assert listed.delay and beside.delay and listed.delay.p99 == beside.delay.p99


def test_a_call_beside_what_its_source_does_not_call_is_refused() -> None:
    flows = [users >> api >> store, api >> sd.calls("rows", beside=cache) >> store]
    with pytest.raises(sd.DesignError, match="beside= names 'cache', which 'API' does not call"):
        sd.estimate(sd.Pattern("P", *flows))


def test_each_call_of_a_component_takes_the_network() -> None:
    flow = users >> api >> store
    hop = 1 * sd.ms
    (near,) = sd.estimate(sd.Pattern("P", flow)).answered
    (far,) = sd.estimate(sd.Pattern("P", flow, network=hop)).answered
    # What users need to get here is not the design's.
    assert near.delay and far.delay
    assert ms(far.delay.p50) == pytest.approx(ms(near.delay.p50) + 1, rel=0.02)


def test_a_call_takes_its_network_and_all_that_it_waits_for() -> None:
    pattern = sd.Pattern("P", users >> api >> store, network=1 * sd.ms)
    n = sd.estimate(pattern)
    whole, call = n.delay(api), n.delay(store)
    assert whole and call and ms(call.p50) == pytest.approx(5, rel=0.05)
    assert call.p50 < whole.p50


def test_a_call_that_waits_for_something_unknown_takes_nobody_knows_how_long() -> None:
    silent = sd.Database("Archive")
    n = sd.estimate(sd.Pattern("P", users >> api >> silent, api >> store))
    assert n.delay(api) is None and n.delay(store) is not None


def test_a_goal_of_a_call_is_missed_where_requests_queue_without_end() -> None:
    small = store.but(capacity=100 * sd.rps, replicas=1)
    brief = sd.Brief(
        "Be fast.", non_functional=[("How?", sd.at_most(9 * sd.ms, value=lambda n: n.delay(small)))]
    )
    (found,) = sd.estimate(sd.Pattern("P", users >> api >> small, brief=brief)).requirements
    assert found.verdict.value == "missed" and "queue without end at Store" in found.how


@pytest.mark.parametrize(("limit", "verdict"), [(100, "met"), (2, "missed")])
def test_a_goal_may_be_of_a_call(limit: float, verdict: str) -> None:
    goal = sd.at_most(limit * sd.ms, percentile=95, value=lambda n: n.delay(store))
    brief = sd.Brief("Be fast.", non_functional=[("How fast is the store?", goal)])
    (found,) = sd.estimate(sd.Pattern("P", users >> api >> store, brief=brief)).requirements
    assert found.verdict.value == verdict


def test_a_hit_does_not_wait_for_the_store() -> None:
    aside = answered(
        users >> api >> "get" >> cache, api >> sd.calls("misses", after=cache) >> store
    )
    assert aside.delay and aside.longest
    assert aside.delay.p50 < aside.longest.p50


@pytest.mark.parametrize("link", [sd.emits("x"), sd.streams("x"), sd.copies("x"), sd.batches("x")])
def test_what_is_not_called_is_not_waited_for(link: sd.Link) -> None:
    assert answered(users >> api >> link >> store).hops == (("API", "2 ms, p99 10 ms"),)


def test_a_fill_is_not_waited_for() -> None:
    get = users >> api >> "get" >> cache
    miss = api >> sd.calls("misses", after=cache) >> store
    fill = api >> sd.calls("set", after=cache) >> cache
    without, with_ = answered(get, miss), answered(get, miss, fill)
    assert without.delay and with_.delay and without.delay.p99 == with_.delay.p99


def test_a_busy_single_server_makes_its_callers_wait() -> None:
    idle, busy = (
        store.but(capacity=rate * sd.rps, replicas=1, latency=time(4, 20))
        for rate in (100_000, 3_300)
    )
    fast, slow = answered(users >> idle), answered(users >> busy)
    assert fast.delay and slow.delay and slow.delay.p99 > fast.delay.p99


def test_what_is_asked_more_than_it_carries_answers_nobody() -> None:
    full = answered(users >> store.but(capacity=100 * sd.rps))
    assert (full.delay, full.full) == (None, ("Store",))


def test_a_path_with_an_unknown_hop_is_not_assessed() -> None:
    assert answered(users >> api >> sd.Service("Other")).unknown == ("Other",)


def test_availabilities_multiply_along_the_path_but_for_a_cache_beside_it() -> None:
    up = [one.but(availability=0.999) for one in (api, store)]
    side = cache.but(availability=0.5)
    found = answered(
        users >> up[0] >> "get" >> side, up[0] >> sd.calls("misses", after=side) >> up[1]
    )
    assert found.availability == pytest.approx(0.999**2)


def test_the_answers_of_a_brief_are_held_against_what_follows() -> None:
    brief = sd.Brief(
        "Design a shop.",
        non_functional=[
            ("How fast?", sd.at_most(1 * sd.second, percentile=95)),
            ("Faster?", sd.at_most(3 * sd.ms)),
            ("How available?", sd.at_least(99.9 * sd.percent)),
            ("Which languages?", "All."),
            ("How dear?", sd.costs_at_most(500 * sd.usd)),
        ],
    )
    flow = users >> api.but(cost=120 * sd.usd, replicas=3, capacity=5_000 * sd.rps)
    numbers = sd.estimate(sd.Pattern("Shop", flow, brief=brief))
    assert [one.verdict.value for one in numbers.requirements] == [
        "met",
        "missed",
        "not derived",
        "not derived",
        "met",
    ]


def test_costs_are_a_month_or_in_a_time() -> None:
    hourly = api.but(cost=2 * sd.usd / sd.hour, replicas=1)
    assert str(sd.estimate(sd.Pattern("P", users >> hourly)).cost.month) == "$1,460"


@pytest.mark.parametrize(
    ("limit", "verdict", "said"),
    [
        # $720 a month / (10 answers of 100 tokens a second x 2.628M s) is $0.274 for 1M.
        (0.3 * sd.usd / (1e6 * sd.tokens), "met", "$0.27 per 1M tokens"),
        (0.2 * sd.usd / (1e6 * sd.tokens), "missed", "the goal is $0.2 per 1M tokens"),
        (1 * sd.usd / (1 * sd.users), "met", "/ 1,000 users per month = $0.72 per user"),
        (1 * sd.usd / (1 * sd.keys), "not derived", "how many keys per month"),
    ],
    ids=["met", "missed", "users", "unknown"],
)
def test_the_cost_of_one_is_held_against_what_follows(
    limit: sd.Quantity, verdict: str, said: str
) -> None:
    prompts = sd.Requests("prompt", 0.01 * sd.rps, users=1_000)
    chat = sd.Client("Chat", sends=prompts)
    pool = sd.Service("Pool", capacity=100 * sd.rps, replicas=1, cost=720 * sd.usd)
    answer = pool >> sd.answers("tokens", costs=100 * sd.tokens) >> chat
    brief = sd.Brief("Design it.", non_functional=[("How dear?", sd.costs_at_most(limit))])
    (found,) = sd.estimate(sd.Pattern("P", chat >> pool, answer, brief=brief)).requirements
    assert found.verdict.value == verdict
    assert said in found.how
