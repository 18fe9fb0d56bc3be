"""What changed between two boards: added, removed, renamed, other facts; and its picture."""

import json
from pathlib import Path

import jsonschema

import sddiagram as sd
from sddiagram.compare.difference import Difference, difference, merged
from sddiagram.compare.sheet import difference_sheet
from sddiagram.compare.telling import differing
from sddiagram.render.checking import audit

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "compare.schema.json").read_text(encoding="utf-8")
)
DIFFERENCE = {**SCHEMA, "$ref": "#/$defs/difference"}

users, api, store = sd.Client("Users"), sd.Service("API", replicas=3), sd.SQLPrimary("Orders")
BEFORE = sd.Pattern("Shop", users >> api >> "SQL" >> store)


def since(*flows: sd.Flow) -> Difference:
    return difference(BEFORE.view(), sd.Pattern("Shop", *flows).view())


def test_nothing_changed() -> None:
    assert not since(users >> api >> "SQL" >> store)


def test_a_component_with_its_arrow_was_added() -> None:
    cache = sd.Cache("Cache", technology="redis")
    parts = differing(since(users >> api >> "SQL" >> store, api >> "get" >> cache))
    assert parts["Added"] == ["Cache (Cache, Redis)", "API calls “get” → Cache"]
    assert parts["Removed"] == parts["Changed"] == []


def test_what_was_removed_is_told_with_its_arrows() -> None:
    parts = differing(since(users >> api))
    assert parts["Removed"] == ["Orders (SQLPrimary)", "API calls “SQL” → Orders"]


def test_facts_are_told_before_and_after() -> None:
    faster = api.but(replicas=8, note="stateless")
    parts = differing(since(users >> faster >> "SQL" >> store))
    assert parts["Changed"] == ["API: note none → stateless; replicas 3 → 8"]


def test_one_that_only_has_another_name_is_renamed() -> None:
    found = since(users >> api >> "SQL" >> sd.SQLPrimary("Order database"))
    assert differing(found)["Changed"] == ["Order database: label Orders → Order database"]
    assert not found.added and not found.removed


def test_another_of_the_kind_in_another_place_is_another_one() -> None:
    found = differing(since(users >> api, sd.Client("Bank") >> sd.SQLPrimary("Ledger")))
    assert "Ledger (SQLPrimary)" in found["Added"]
    assert "Orders (SQLPrimary)" in found["Removed"]


def test_an_arrow_that_says_something_else_is_changed() -> None:
    found = since(users >> api >> sd.emits("order placed") >> store)
    assert differing(found)["Changed"] == [
        "API emits “order placed” → Orders: verb calls → emits; label SQL → order placed"
    ]


def test_the_picture_marks_what_changed_and_is_clean() -> None:
    cache = sd.Cache("Cache")
    found = since(users >> api.but(replicas=8) >> "get" >> cache)
    pattern, marks = merged(found, "before → after")
    assert {one: mark.text for one, mark in marks.items() if isinstance(one, str)} == {
        "api": "replicas 3 → 8",
        "orders": "removed",
        "cache": "added",
    }
    assert audit(sd.render(pattern, marks=marks)) == []


def test_an_arrow_that_was_removed_between_two_that_stay_is_marked() -> None:
    before = sd.Pattern("P", users >> api >> store, users >> "SQL" >> store)
    found = difference(before.view(), sd.Pattern("P", users >> api >> store).view())
    _, marks = merged(found, "P")
    assert [mark.text for mark in marks.values()] == ["removed"]


def test_the_sheet_is_of_the_schema() -> None:
    pattern = sd.load("rag")
    found = difference(pattern.view(1), pattern.view(3))
    jsonschema.validate(json.loads(json.dumps(difference_sheet(found))), DIFFERENCE)
