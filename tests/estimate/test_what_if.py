"""What if: patterns made of patterns, whose replicas stay."""

import pytest

import sddiagram as sd
from sddiagram.estimate.telling import told

reads = sd.Requests("read", 900 * sd.rps, peak=1)
writes = sd.Requests("write", 100 * sd.rps, peak=1)
users = sd.Client("Users", sends=[reads, writes])
app = sd.Service("App", capacity=200 * sd.rps)
cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9, capacity=10_000 * sd.rps)
store = sd.Database("Store", capacity=1_000 * sd.rps)
shop = sd.Pattern(
    "Shop",
    sd.Stage(
        "All",
        users >> app,
        app >> sd.calls("get", of=reads) >> cache,
        app >> sd.calls("set", after=cache) >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        app >> sd.calls("write", of=writes) >> store,
        why=lambda n: f"{n.peak} on {n[app]} nodes.",
    ),
)


def test_ten_times_the_load_meets_the_replicas_of_one() -> None:
    before, after = sd.estimate(shop), sd.estimate(sd.scaled(shop, 10))
    assert before[app] == after[app]
    assert after.use(app) == pytest.approx(10 * (before.use(app) or 0))


def test_prose_follows_the_load() -> None:
    assert told(shop).stages[0].why == "1,000 rps on 12 nodes."
    assert told(sd.scaled(shop, 10)).stages[0].why == "10,000 rps on 12 nodes."


def test_without_the_cache_its_hits_go_to_the_store() -> None:
    numbers = sd.estimate(sd.without(shop, cache))
    assert numbers.at(store).value == pytest.approx(1_000)
    assert "cache" not in numbers.loads


def test_without_a_cache_on_the_way_its_callers_turn_to_what_is_behind() -> None:
    cdn = sd.CDN("CDN", hit_ratio=0.5)
    numbers = sd.estimate(sd.without(sd.Pattern("P", users >> cdn >> "misses" >> app), cdn))
    assert numbers.at(app).value == pytest.approx(1_000)


def test_a_fallback_takes_what_the_other_cannot() -> None:
    one, other = sd.Payment("A"), sd.Payment("B")
    pattern = sd.Pattern(
        "Pay", users >> app >> "charge" >> one, app >> sd.calls("else", fallback=one) >> other
    )
    assert sd.estimate(pattern).at(other).value == 0
    assert sd.estimate(sd.without(pattern, one)).at(other).value == pytest.approx(1_000)


def test_a_lost_zone_takes_a_third_of_the_replicas() -> None:
    assert sd.estimate(sd.zone_lost(shop))[app] == 8


def test_copies_in_other_zones_take_over() -> None:
    pairs = store.but(replicas=14, copies=2)
    numbers = sd.estimate(sd.zone_lost(sd.Pattern("P", users >> pairs)))
    assert (numbers[pairs], numbers.loads["store"].serving) == (7, 7)


def test_a_changed_fact_changes_what_follows_from_it() -> None:
    numbers = sd.estimate(sd.changed(shop, cache.but(hit_ratio=0.5)))
    assert numbers.at(app >> "misses" >> store).value == pytest.approx(450)


def test_a_class_of_requests_may_be_changed() -> None:
    numbers = sd.estimate(sd.changed(shop, sd.Requests("read", 1_900 * sd.rps, peak=1)))
    assert numbers.peak == 2_000 * sd.rps


def test_what_was_asked_is_said_and_makes_another_value() -> None:
    busy = sd.without(sd.scaled(shop, 10), cache)
    assert busy.what_if == ("10 times the load", "without Cache")
    assert busy != shop


def test_a_formula_that_gives_up_at_the_asked_load_says_why() -> None:
    server = sd.llm.LLAMA_8B_ON_H100
    tokens = sd.llm.Tokens(1_500, 300)
    prompts = sd.Requests("prompt", 5 * sd.rps, peak=1)
    pool = sd.ModelServer("Pool", capacity=server.rate(tokens), replicas=1)

    def first_token(n: sd.Numbers) -> sd.Quantity:
        return sd.llm.Load(server, tokens, n.at(pool)).first_token.p95

    chat = sd.Pattern(
        "Chat",
        sd.Stage(
            "One",
            sd.Client("Users", sends=prompts) >> pool,
            why=lambda n: f"The first token takes {first_token(n)}.",
        ),
        figures=[sd.Figure("First token", first_token, "the formula")],
    )
    assert "The first token takes" in str(told(chat).stages[0].why)
    busy = told(sd.scaled(chat, 10))
    assert "its queue only grows" in str(busy.stages[0].why)
    assert str(busy.figures[0]) == "?"


def test_a_slip_of_the_keyboard_that_makes_a_million_replicas_is_told() -> None:
    crowd = sd.Client("Crowd", sends=sd.Requests("x", 1e9 * sd.rps))
    with pytest.raises(
        sd.DesignError, match="one replica carries 200 rps, so 34,615,385 replicas follow"
    ):
        told(sd.Pattern("P", crowd >> app))


def test_what_fails_without_a_question_is_an_error() -> None:
    def full(n: sd.Numbers) -> str:
        raise sd.DesignError("It is full; give more.")

    with pytest.raises(sd.DesignError, match="It is full"):
        told(sd.Pattern("P", sd.Stage("One", users >> app, why=full)))


@pytest.mark.parametrize("load", [0, -1, float("nan"), True, "10x"])
def test_a_load_is_a_number_above_zero(load: object) -> None:
    with pytest.raises(sd.DesignError, match="scaled: load="):
        sd.scaled(shop, load)  # type: ignore[arg-type]


def test_what_is_not_there_cannot_fail() -> None:
    with pytest.raises(sd.DesignError, match="on no board"):
        sd.without(shop, sd.Queue("Jobs"))


def test_a_zone_takes_what_stands_alone_in_it_from_the_board_where_it_stands_alone() -> None:
    one, many = app.but(replicas=1), app.but(replicas=9)
    grown = sd.Pattern("P", sd.Stage("One", users >> one), sd.Stage("Nine", changes=[many]))
    lost = sd.zone_lost(grown)
    assert ["app" in sd.estimate(lost, stage).loads for stage in (1, 2)] == [False, True]
    assert lost.what_if == ("one zone lost",)


def test_a_what_if_knows_the_design_that_it_asks_about() -> None:
    stressed = sd.without(sd.zone_lost(sd.scaled(shop, 10)), cache)
    assert stressed.design is shop
    changed = sd.changed(stressed, app.but(replicas=3))
    assert changed.design.view().component("app").replicas == 3


def test_what_was_changed_after_a_failure_is_frozen_before_the_load_grows() -> None:
    changed = sd.changed(sd.without(shop, cache), app.but(capacity=100 * sd.rps))
    numbers = sd.estimate(sd.scaled(changed, 10))
    assert numbers[app] == sd.estimate(changed)[app]
