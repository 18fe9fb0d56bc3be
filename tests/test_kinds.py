"""Kinds: each row is complete, and is called what its variable is called."""

import pytest

import sddiagram as sd
from sddiagram import kinds
from sddiagram.render.board.icon import icon_named, icon_of

ROWS = {name: value for name, value in vars(kinds).items() if isinstance(value, sd.Kind)}


def test_every_row_is_in_the_vocabulary() -> None:
    assert set(kinds.__all__) == set(ROWS)


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
def test_a_kind_says_what_it_is_for(kind: sd.Kind) -> None:
    assert kind.meaning and not kind.meaning.endswith(".")
