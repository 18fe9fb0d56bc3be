"""Kinds: each row is complete, and is called what its variable is called."""

from collections import Counter

import pytest

import sddiagram as sd
from sddiagram import kinds
from sddiagram.render.board.icon import icon_named, icon_of

ROWS = {name: value for name, value in vars(kinds).items() if isinstance(value, sd.Kind)}


def test_every_name_without_an_underscore_is_a_kind() -> None:
    assert {name for name in vars(kinds) if not name.startswith("_")} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_kind_is_called_what_its_variable_is_called(name: str) -> None:
    assert ROWS[name].noun == name


@pytest.mark.parametrize("kind", ROWS.values(), ids=ROWS)
def test_a_kind_has_an_icon_of_its_own(kind: sd.Kind) -> None:
    assert isinstance(kind.icon, str)
    assert icon_named(kind.icon).id.startswith("own-")


@pytest.mark.parametrize("kind", ROWS.values(), ids=ROWS)
def test_a_component_of_every_kind_can_be_drawn(kind: sd.Kind) -> None:
    assert icon_of(kind("Something")).body


@pytest.mark.parametrize("kind", ROWS.values(), ids=ROWS)
def test_nobody_has_a_technology_that_nobody_chose(kind: sd.Kind) -> None:
    component = kind("Something")
    assert component.technology is None
    assert isinstance(kind.icon, str) and icon_of(component) == icon_named(kind.icon)


def test_every_kind_has_an_icon_of_its_own_but_the_halves_of_a_feature_store() -> None:
    shared = [
        icon for icon, count in Counter(kind.icon for kind in ROWS.values()).items() if count > 1
    ]
    assert shared == ["own.feature-store"]


@pytest.mark.parametrize("kind", ROWS.values(), ids=ROWS)
def test_a_kind_says_what_it_is_for(kind: sd.Kind) -> None:
    assert kind.meaning and not kind.meaning.endswith(".")
