"""The interview guide covers the whole framework, and points to patterns that are there."""

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.guide import Section, section, sections

NAMES = {entry.name for entry in library.entries()}


def test_its_parts_come_in_reading_order() -> None:
    assert [one.name for one in sections()] == [
        "framework",
        "questions",
        "concepts",
        "tips",
        "plan",
        "checklist",
    ]


def test_the_framework_has_five_steps_with_their_minutes() -> None:
    items = section("framework").items
    assert len(items) == 5 and all("min)" in item.title for item in items)


def test_the_steps_are_those_of_the_patterns() -> None:
    titles = [item.title for item in section("framework").items]
    assert all(step.value in title for step, title in zip(sd.Step, titles, strict=True))


@pytest.mark.parametrize("one", sections(), ids=lambda one: one.name)
def test_every_item_says_something_and_points_to_patterns_that_are_there(one: Section) -> None:
    for item in one.items:
        assert item.points
        assert set(item.patterns) <= NAMES


def test_an_unknown_part_is_answered_with_the_known_ones() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'checklist'"):
        section("cheklist")
