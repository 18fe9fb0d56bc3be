from collections.abc import Collection

import sddiagram as sd
from sddiagram.model.pattern import Pattern
from sddiagram.practice.turn import turn

OPENS = sd.Requests("open", 10_000 * sd.rps, peak=1)
USERS = sd.Client("Users", sends=OPENS)
API = sd.Service("API", capacity=1_000 * sd.rps)
CACHE = sd.Cache("Cache", technology="redis", caches=OPENS, hit_ratio=0.9)
REFERENCE = sd.Pattern("Reference", USERS >> API)


def links(replicas: int = 3) -> sd.Component:
    return sd.SQLPrimary("Links", capacity=5_000 * sd.rps, replicas=replicas)


def shop(*parts: sd.Component) -> Pattern:
    cache, store = parts
    return sd.Pattern(
        "Shop", USERS >> API >> "get" >> cache, API >> sd.calls("miss", after=cache) >> store
    )


def asked(mine: Pattern | None, avoid: Collection[str] = ()) -> str:
    return turn(mine, REFERENCE, avoid).kind


def test_a_cache_that_bears_the_load_of_its_store_fails() -> None:
    taken = turn(shop(CACHE, links(1)), REFERENCE)
    assert taken.said.startswith("Cache has just failed.")
    assert "Links (200% used) is asked more than it carries" in taken.answer


def test_what_does_not_grow_is_asked_for_ten_times_the_load() -> None:
    table = sd.SQLPrimary("Links", capacity=20_000 * sd.rps, replicas=3)
    taken = turn(sd.Pattern("Shop", USERS >> API >> table), REFERENCE)
    assert taken.kind == "load"
    assert "More replicas do not follow by themselves for Links." in taken.answer


def test_what_stands_in_one_zone_loses_it() -> None:
    table = sd.SQLPrimary("Links", capacity=1_000_000 * sd.rps, replicas=1)
    mine = sd.Pattern("Shop", USERS >> API >> table)
    taken = turn(mine, REFERENCE, avoid=("load", "failure"))
    assert taken.kind == "zone" and "Links stood in that zone alone and is gone." in taken.answer


def test_a_budget_is_cut_where_costs_are_stated() -> None:
    api = sd.Service("API", capacity=1_000 * sd.rps, cost=100 * sd.usd)
    taken = turn(sd.Pattern("Shop", USERS >> api), REFERENCE, ("load", "zone", "failure"))
    assert taken.kind == "budget" and "The largest part is API" in taken.answer


def test_an_answer_is_wanted_twice_as_fast_where_times_are_stated() -> None:
    api = sd.Service("API", capacity=1_000 * sd.rps, latency=10 * sd.ms)
    taken = turn(sd.Pattern("Shop", USERS >> api), REFERENCE, ("load", "zone", "failure"))
    assert taken.kind == "latency" and "“open” twice as fast" in taken.said


def test_the_last_turn_does_not_come_again_while_there_are_others() -> None:
    mine = shop(CACHE, links(1))
    first = asked(mine)
    assert asked(mine, [first]) != first


def test_a_design_without_numbers_is_asked_by_the_reference_which_is_not_named() -> None:
    mine = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API"))
    for design in (None, mine):
        taken = turn(design, shop(CACHE, links(1)))
        assert taken.answer.startswith("Your design has no numbers yet")
        assert "Cache" not in taken.said and "$" not in taken.said


def test_where_nothing_has_numbers_the_load_is_asked_all_the_same() -> None:
    bare = sd.Pattern("Bare", sd.Client("Users") >> sd.Service("API"))
    assert turn(None, bare).kind in ("load", "zone")
