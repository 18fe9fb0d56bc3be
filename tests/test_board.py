"""What a stage changes, replaces and drops: known in one place, told by show and the sentence."""

import pytest

import sddiagram as sd
from sddiagram.sentence import sentence

users, api, db = sd.Client("Users"), sd.Service("API"), sd.SQLPrimary("Database")
cache, queue = sd.Cache("Cache"), sd.Queue("Queue")
ONE = sd.Stage("One", users >> "order" >> api, api >> "read" >> db, api >> sd.emits("sold") >> db)


def after(stage: sd.Stage) -> sd.View:
    return sd.Pattern("P", ONE, stage).view()


def labels(view: sd.View) -> list[str]:
    return [arrow.link.label for arrow in view.arrows]


def test_a_change_gives_new_facts_and_keeps_the_arrows() -> None:
    view = after(sd.Stage("Two", changes=[api.but(replicas=3)]))
    assert view.component("api").replicas == 3
    assert labels(view) == ["order", "read", "sold"]
    assert view.new == {"api"} and view.left == () and view.lost == ()
    assert sentence(view) == "Change API."


def test_a_flow_may_name_a_component_as_it_was() -> None:
    pattern = sd.Pattern(
        "P",
        ONE,
        sd.Stage("Two", api >> cache, changes=api.but(replicas=3)),
        sd.Stage("Three", api >> queue),
    )
    assert [view.component("api").replicas for view in pattern.views] == [None, 3, 3]


def test_new_facts_without_changes_are_refused() -> None:
    with pytest.raises(sd.DesignError, match=r"'API' is described twice.*changes=\[\.\.\.\]"):
        after(sd.Stage("Two", api.but(replicas=3) >> cache))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (api, "changes 'API' without a new fact"),
        (cache.but(replicas=2), "changes 'Cache', which is not on the board"),
        ([api.but(replicas=2), api.but(replicas=3)], "described twice"),
    ],
    ids=["nothing new", "not there", "two ways"],
)
def test_a_change_that_cannot_be_is_refused(
    change: sd.Component | list[sd.Component], message: str
) -> None:
    with pytest.raises(sd.DesignError, match=message):
        after(sd.Stage("Two", changes=change))


def test_drops_match_by_their_ends_whatever_the_arrow_says() -> None:
    view = after(sd.Stage("Two", api >> cache, drops=[api >> db]))
    assert labels(view) == ["order", ""]
    assert [arrow.link.label for arrow in view.lost] == ["read", "sold"]


@pytest.mark.parametrize(
    "narrow", [api >> "sold" >> db, api >> sd.emits() >> db], ids=["label", "verb"]
)
def test_a_label_or_a_verb_narrows_what_is_dropped(narrow: sd.Flow) -> None:
    assert labels(after(sd.Stage("Two", drops=narrow))) == ["order", "read"]


def test_a_drop_that_takes_nothing_is_answered_with_what_is_near() -> None:
    with pytest.raises(sd.DesignError, match="near it: API >> 'read' >> Database; API >> 'sold'"):
        after(sd.Stage("Two", drops=[api >> "write" >> db]))
    with pytest.raises(sd.DesignError, match="near it: Users >> 'order' >> API"):
        after(sd.Stage("Two", drops=[api >> users]))


def test_only_the_successor_replaces_and_the_rest_is_added() -> None:
    waiting, shards = sd.Service("Waiting room"), sd.Shard("Database by event")
    view = after(sd.Stage("Two", users >> waiting >> api >> shards, replaces=db))
    assert view.heirs == {"database": "database-by-event"}
    assert sentence(view) == "Replace Database with Database by event, add Waiting room."


def test_two_that_become_one_are_told_together() -> None:
    view = after(sd.Stage("Two", users >> sd.Service("Platform"), replaces=[api, db]))
    assert sentence(view) == "Replace API and Database with Platform."


def test_what_loses_its_last_arrow_is_known() -> None:
    pattern = sd.Pattern("P", ONE, sd.Stage("Two", users >> cache, drops=[api >> db]))
    assert [one.label for one in pattern.boards[1].stranded] == ["Database"]


def test_names_that_differ_in_symbols_are_apart() -> None:
    view = sd.Pattern("P", sd.Service("C++") >> sd.Service("C#") >> sd.Service("C")).view()
    assert len(view.components) == 3


def test_groups_that_differ_in_case_only_are_refused() -> None:
    one, other = sd.Group("Zone A"), sd.Group("zone-a")
    with pytest.raises(sd.DesignError, match="too alike to be two"):
        sd.Pattern("P", sd.Service("One", group=one) >> sd.Service("Two", group=other))


def test_a_pattern_and_its_views_are_values() -> None:
    pattern, twin = (sd.Pattern("P", ONE, sd.Stage("Two", api >> cache)) for _ in range(2))
    assert pattern == twin and pattern.view(1) == twin.view(1)
    assert {pattern, twin, pattern.view(2), twin.view(2)} == {pattern, twin.view(2)}
    assert pattern != sd.Pattern("P", ONE, sd.Stage("Two", api >> queue))


def test_a_value_says_shortly_what_it_is() -> None:
    pattern = sd.Pattern("P", ONE)
    assert repr(pattern) == "<Pattern 'P': 1 stage, 3 components>"
    assert repr(pattern.view()) == "<View of 'P', stage 1 of 1>"
    assert repr(api.but(replicas=3)) == "<Service 'API' ×3>"
    assert repr(users >> api) == "<Flow of Users, API>"


def test_arrows_that_share_one_end_with_a_dropped_one_stay() -> None:
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", users >> "order" >> api >> "read" >> db, cache >> "fill" >> db),
        sd.Stage("Two", api >> "get" >> cache, drops=[api >> db]),
    )
    assert labels(pattern.view()) == ["order", "fill", "get"]


def test_the_second_stage_is_the_detailed_design() -> None:
    pattern = sd.Pattern("P", ONE, sd.Stage("Two", api >> cache))
    assert [view.step for view in pattern.views] == [sd.Step.HIGH_LEVEL, sd.Step.DETAIL]


def test_what_is_described_twice_is_shown_by_its_names() -> None:
    with pytest.raises(sd.DesignError, match="technology='Redis' and with technology='Valkey'"):
        sd.Pattern(
            "P", sd.Cache("C", technology="redis") >> sd.Cache("C", technology="valkey") >> api
        )
