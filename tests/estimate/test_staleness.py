"""How old a read may be follows from lifetimes, lags and periods along its path."""

import pytest

import sddiagram as sd
from sddiagram.model.numbers import Age, Met

reads = sd.Requests("read", 100 * sd.rps)
writes = sd.Requests("write", 10 * sd.rps)
users = sd.Client("Users", sends=[reads, writes])
api = sd.Service("API")
primary = sd.SQLPrimary("Primary")
replica = sd.ReadReplica("Replica")
cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9)
replicated = [
    users >> api,
    api >> sd.calls("write", of=writes) >> primary >> sd.copies("rows") >> replica,
]


def age(*flows: sd.Flow, of: sd.Requests = reads) -> Age:
    answered = sd.estimate(sd.Pattern("P", *flows)).answered
    found = next(one.age for one in answered if one.requests == of)
    assert found
    return found


def through(cache: sd.Component, replica: sd.Component) -> list[sd.Flow]:
    return [
        users >> api,
        api >> sd.calls("write", of=writes) >> primary >> sd.copies("rows") >> replica,
        api >> sd.calls("get", of=reads) >> cache,
        api >> sd.calls("misses", after=cache) >> replica,
    ]


def test_what_is_read_where_it_is_written_is_never_old() -> None:
    found = age(users >> api >> primary)
    assert found.most == 0 * sd.s
    assert found.how == "nothing on its path keeps a copy"


def test_a_replica_is_as_old_as_its_lag() -> None:
    reading = api >> sd.calls("read", of=reads) >> replica.but(stale=2 * sd.s)
    found = age(
        users >> api,
        api >> sd.calls("write", of=writes) >> primary,
        primary >> sd.copies("rows") >> replica.but(stale=2 * sd.s),
        reading,
    )
    assert (found.most, found.how) == (2 * sd.s, "Replica 2 s")


def test_a_cache_may_have_been_filled_from_a_replica_that_lagged() -> None:
    found = age(*through(cache.but(stale=60 * sd.s), replica.but(stale=2 * sd.s)))
    assert (found.most, found.how) == (62 * sd.s, "Cache 1 min + Replica 2 s = 1.033 min")


def test_what_says_no_age_is_named() -> None:
    assert age(*through(cache, replica)).unknown == ("Cache", "Replica")
    assert age(*through(cache.but(stale=1 * sd.s), replica)).unknown == ("Replica",)


def test_a_class_that_a_cache_does_not_hold_is_not_aged_by_it() -> None:
    assert age(*through(cache, replica), of=writes).most == 0 * sd.s


def test_a_batch_is_as_old_as_its_period() -> None:
    lake, features = sd.DataLake("Lake"), sd.OnlineFeatureStore("Features", technology="")
    found = age(
        users >> api >> features,
        lake >> sd.batches("load", every=1 * sd.hour) >> features,
    )
    assert (found.most, found.how) == (1 * sd.hour, "“load” 1 h")


def test_events_behind_a_worker_are_not_taken_for_fresh() -> None:
    events, worker, counts = sd.Queue("Events"), sd.Worker("Worker"), sd.NoSQL("Counts")
    found = age(
        users >> api,
        api >> sd.emits("seen", of=writes) >> events >> "take" >> worker >> "add" >> counts,
        api >> sd.calls("read", of=reads) >> counts,
    )
    assert found.unknown == ("Events",)


def test_a_circle_of_copies_ends() -> None:
    other = sd.SQLPrimary("Other", stale=1 * sd.s)
    one = primary.but(stale=1 * sd.s)
    found = age(users >> api >> one, one >> sd.copies("a") >> other, other >> sd.copies("b") >> one)
    assert found.most is not None and found.most >= 1 * sd.s


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        (sd.stale_at_most(62 * sd.s, of=reads), Met.MET),
        (sd.stale_at_most(61 * sd.s, of=reads), Met.MISSED),
    ],
)
def test_a_goal_is_held_against_it(goal: object, verdict: Met) -> None:
    brief = sd.Brief("Design it.", non_functional=[("How old?", goal)])  # type: ignore[list-item]
    flows = through(cache.but(stale=60 * sd.s), replica.but(stale=2 * sd.s))
    (found,) = sd.estimate(sd.Pattern("P", *flows, brief=brief)).requirements
    assert found.verdict is verdict


def test_an_age_is_a_time() -> None:
    with pytest.raises(sd.DesignError, match="stale="):
        cache.but(stale=5)  # type: ignore[arg-type]


def test_what_a_cache_on_the_way_lets_pass_is_not_aged_by_it() -> None:
    cdn = sd.CDN("CDN", caches=reads, hit_ratio=0.5, stale=5 * sd.s)
    flow = users >> cdn >> "misses, writes" >> api >> primary
    assert age(flow).most == 5 * sd.s
    assert age(flow, of=writes).most == 0 * sd.s


def test_a_cache_that_is_copied_to_is_as_old_as_it_says_once() -> None:
    source, copied = sd.SQLPrimary("Rules"), cache.but(stale=60 * sd.s)
    found = age(users >> api >> copied, source >> sd.copies("rules") >> copied)
    assert (found.most, found.how) == (60 * sd.s, "Cache 1 min")


def test_two_copies_of_each_other_are_each_behind_the_other_alone() -> None:
    east, west = (sd.NoSQL(name, stale=2 * sd.s) for name in ("East", "West"))
    both = [east >> sd.copies("a") >> west, west >> sd.copies("b") >> east]
    assert age(users >> api >> east, *both).how == "East 2 s"
    assert age(users >> api >> west, *both).how == "West 2 s"
    assert age(users >> api >> [east, west], *both).most == 2 * sd.s


def test_a_copy_of_a_copy_is_behind_both_lags() -> None:
    east, west = (sd.NoSQL(name, stale=2 * sd.s) for name in ("East", "West"))
    chain = primary >> sd.copies("rows") >> east >> sd.copies("rows") >> west
    assert age(users >> api >> west, chain).most == 4 * sd.s
