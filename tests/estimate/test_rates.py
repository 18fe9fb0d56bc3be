"""Rates follow from what clients send and what each arrow carries."""

import pytest
from hypothesis import given, settings, strategies as st

import sddiagram as sd

reads = sd.Requests("read", 900 * sd.rps, peak=1)
writes = sd.Requests("write", 100 * sd.rps, peak=1)
users = sd.Client("Users", sends=[reads, writes])
app = sd.Service("App")
cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9)
store = sd.Database("Store")


def test_one_client_and_one_rate_give_every_arrow_what_its_source_is_asked() -> None:
    one = sd.Client("Users", sends=sd.Requests("open", 50 * sd.rps, peak=2))
    numbers = sd.estimate(sd.Pattern("Shop", one >> app >> store))
    assert [carried.rate for carried in numbers.arrows.values()] == [100 * sd.rps] * 2


def test_the_peak_of_a_brief_is_what_its_first_client_sends() -> None:
    brief = sd.Brief("Design a shop.", traffic=300 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users") >> app >> store, brief=brief)
    assert sd.estimate(pattern).at(store) == 300 * sd.rps


def test_a_share_is_of_what_the_source_is_asked() -> None:
    half = sd.Pattern("Shop", users >> sd.calls("a", share=0.5) >> app)
    quarter = sd.Pattern(
        "Shop", users >> sd.calls("a", share=0.5) >> app, app >> sd.calls("b", share=0.5) >> store
    )
    assert sd.estimate(half).at(app) == 500 * sd.rps
    assert sd.estimate(quarter).at(store) == 250 * sd.rps


def test_an_arrow_of_a_class_carries_no_other() -> None:
    pattern = sd.Pattern("Shop", users >> app, app >> sd.calls("insert", of=writes) >> store)
    assert sd.estimate(pattern).at(store) == 100 * sd.rps


def test_several_calls_for_each_request_are_that_many() -> None:
    pattern = sd.Pattern("Shop", users >> app, app >> sd.calls("row", times=3) >> store)
    assert sd.estimate(pattern).at(store) == 3_000 * sd.rps


def test_a_cache_beside_its_caller_passes_its_misses_by_the_callers_arrow() -> None:
    numbers = sd.estimate(
        sd.Pattern(
            "Shop",
            users >> app,
            app >> sd.calls("get", of=reads) >> cache,
            app >> sd.calls("set", after=cache) >> cache,
            app >> sd.calls("misses", after=cache) >> store,
            app >> sd.calls("delete", of=writes) >> cache,
            app >> sd.calls("write", of=writes) >> store,
        )
    )
    assert numbers.at(app >> "misses" >> store).value == pytest.approx(90)
    assert numbers.at(store).value == pytest.approx(190)
    # 900 look-ups, 90 fills, 100 deletes.
    assert numbers.at(cache).value == pytest.approx(1_090)


def test_a_cache_on_the_way_passes_on_what_it_misses_and_what_it_does_not_hold() -> None:
    numbers = sd.estimate(sd.Pattern("Shop", users >> cache >> app))
    assert numbers.at(app).value == pytest.approx(90 + 100)


def test_what_a_cache_answers_may_be_told() -> None:
    clicks = sd.Stream("Clicks")
    flow = cache >> sd.emits("hits", hits_of=cache) >> clicks
    numbers = sd.estimate(sd.Pattern("Shop", users >> cache >> app, flow))
    assert numbers.at(clicks).value == pytest.approx(810)


def test_one_cache_after_another_misses_of_misses() -> None:
    near = sd.Cache("Near", caches=reads, hit_ratio=0.5)
    numbers = sd.estimate(
        sd.Pattern(
            "Shop",
            users >> app,
            app >> sd.calls("look", of=reads) >> near,
            app >> sd.calls("get", after=near) >> cache,
            app >> sd.calls("misses", after=cache) >> store,
        )
    )
    assert numbers.at(cache).value == pytest.approx(450)
    assert numbers.at(store).value == pytest.approx(45)


def test_misses_and_writes_go_along_one_arrow_that_names_both() -> None:
    numbers = sd.estimate(
        sd.Pattern(
            "Shop",
            users >> app,
            app >> sd.calls("get", of=reads) >> cache,
            app >> sd.calls("misses, writes", of=[reads, writes], after=cache) >> store,
        )
    )
    assert numbers.at(store).value == pytest.approx(190)


def test_answers_copies_and_batches_bring_nobody_requests() -> None:
    flow = users >> app >> store >> sd.answers("rows") >> app
    copy = sd.ReadReplica("Copy")
    numbers = sd.estimate(sd.Pattern("Shop", flow, store >> sd.copies("WAL") >> copy))
    assert (numbers.at(app), numbers.at(copy)) == (1_000 * sd.rps, 0 * sd.rps)


def test_a_client_sends_only_what_it_says() -> None:
    numbers = sd.estimate(sd.Pattern("Shop", users >> app >> sd.streams("page") >> users))
    assert numbers.at(app) == 1_000 * sd.rps


def test_a_loop_that_fades_is_solved_exactly() -> None:
    retry = store >> sd.calls("retry", share=0.5) >> app
    numbers = sd.estimate(sd.Pattern("Shop", users >> app >> store, retry))
    assert numbers.at(app).value == pytest.approx(2_000, rel=1e-12)


@pytest.mark.parametrize("share", [None, 1.0])
def test_a_loop_that_amplifies_is_named(share: float | None) -> None:
    retry = store >> sd.calls("retry", share=share) >> app
    with pytest.raises(sd.DesignError, match=r"App >> Store >> App|Store >> App >> Store"):
        sd.estimate(sd.Pattern("Shop", users >> app >> store, retry))


def test_two_loops_that_amplify_only_together_are_found() -> None:
    other = sd.Service("Other")
    loops = [
        app >> sd.calls("a", share=0.6) >> store >> app,
        app >> sd.calls("b", share=0.6) >> other >> app,
    ]
    with pytest.raises(sd.DesignError, match="amplifies"):
        sd.estimate(sd.Pattern("Shop", users >> app, *loops))


def test_a_loop_that_nothing_reaches_is_no_matter() -> None:
    idle = [sd.Worker("A"), sd.Worker("B")]
    loop = idle[0] >> "ping" >> idle[1] >> "pong" >> idle[0]
    assert sd.estimate(sd.Pattern("Shop", users >> app, loop)).at(idle[0]) == 0 * sd.rps


strangers = sd.Requests("stranger", 1 * sd.rps)


@pytest.mark.parametrize(
    ("flows", "told"),
    [
        ([users >> app >> sd.calls("x", of=strangers) >> store], "no client sends"),
        (
            [users >> sd.calls("r", of=reads) >> app >> sd.calls("w", of=writes) >> store],
            "never arrives at 'App'",
        ),
        ([users >> app >> sd.calls("m", after=cache) >> store, cache], "never asks"),
        ([users >> app >> sd.calls("m", after=cache) >> store], "not on the board"),
        (
            [users >> app >> "get" >> store, app >> sd.calls("m", after=store) >> cache],
            "has no hit_ratio=",
        ),
    ],
    ids=["nobody", "elsewhere", "unasked", "absent", "no cache"],
)
def test_a_fact_that_makes_no_sense_where_it_stands_is_told(
    flows: list[sd.Flow | sd.Component], told: str
) -> None:
    with pytest.raises(sd.DesignError, match=told) as error:
        sd.estimate(sd.Pattern("Shop", *flows))
    assert len(str(error.value)) < 300


def test_one_class_enters_once() -> None:
    again = sd.Mobile("Phones", sends=reads)
    with pytest.raises(sd.DesignError, match="both send 'read'"):
        sd.estimate(sd.Pattern("Shop", [users, again] >> app))


def test_traffic_is_said_in_one_way() -> None:
    brief = sd.Brief("Design a shop.", traffic=300 * sd.rps)
    with pytest.raises(sd.DesignError, match=r"keep sends=\[...\] alone"):
        sd.estimate(sd.Pattern("Shop", users >> app, brief=brief))


def test_a_rate_says_how_it_follows_in_the_authors_facts() -> None:
    sent = sd.Requests("prompt", 5_000_000 * 8 * sd.per_day)
    one = sd.Client("Users", sends=sent)
    numbers = sd.estimate(sd.Pattern("Chat", one >> sd.calls("ask", share=0.3) >> app))
    assert numbers.how(sent) == "40M per day / 86,400 s x 3 (peak) = 1,389 rps"
    assert numbers.how(one >> app) == "1,389 rps x 0.3 = 416.7 rps"


@st.composite
def designs(draw: st.DrawFn) -> sd.Pattern:
    """Services that call each other with random shares, none of which amplifies."""
    services = [sd.Service(f"S{index}") for index in range(draw(st.integers(2, 6)))]
    flows: list[sd.Flow] = [users >> services[0]]
    for source in services:
        targets = draw(st.lists(st.sampled_from(services), min_size=1, unique=True, max_size=3))
        for index, target in enumerate(targets):
            if target != source:
                part = draw(st.floats(0, 0.95 / len(targets)))
                flows.append(source >> sd.calls(f"{index}", share=part) >> target)
    return sd.Pattern("Random", *flows)


@settings(max_examples=60, deadline=None)
@given(designs())
def test_flow_is_conserved(pattern: sd.Pattern) -> None:
    numbers = sd.estimate(pattern)
    for load in numbers:
        arrived = sum(
            one.rate.value
            for arrow, one in numbers.arrows.items()
            if arrow.target == load.component.id
        )
        assert load.rate.value == pytest.approx(arrived, rel=1e-9, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(designs(), st.floats(0.1, 100))
def test_more_load_raises_every_rate_alike(pattern: sd.Pattern, load: float) -> None:
    before, after = sd.estimate(pattern), sd.estimate(sd.scaled(pattern, load))
    for arrow, one in before.arrows.items():
        assert after.arrows[arrow].rate.value == pytest.approx(load * one.rate.value, rel=1e-9)


def test_a_client_may_send_things_that_count_differently() -> None:
    views = sd.Requests("view", 10 * sd.rps, peak=1, counts="events")
    both = sd.Client("Users", sends=[reads, views])
    numbers = sd.estimate(sd.Pattern("P", both >> app, app >> sd.emits("seen", of=views) >> store))
    assert (numbers.at(both), numbers.at(app)) == (910 * sd.rps, 910 * sd.rps)
    assert str(numbers.at(store)) == "10 events/s"


@pytest.mark.parametrize(
    ("rate", "how"),
    [
        (100e6 / (30 * sd.day), "100M in 30 days / 2,592,000 s x 3 (peak) = 115.7 rps"),
        (100e6 * sd.per_month, "100M per month / 2,628,000 s x 3 (peak) = 114.2 rps"),
        (100e6 * sd.per_day, "100M per day / 86,400 s x 3 (peak) = 3,472 rps"),
    ],
    ids=["30 days", "month", "day"],
)
def test_a_rate_is_told_in_the_time_in_which_it_was_said(rate: sd.Quantity, how: str) -> None:
    one = sd.Requests("create", rate)
    numbers = sd.estimate(sd.Pattern("P", sd.Client("U", sends=one) >> app))
    assert numbers.how(one) == how
