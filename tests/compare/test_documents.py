"""The rubric that is documented is the one that is used."""

from pathlib import Path

import pytest

from sddiagram.compare.ways import WAYS, Way
from sddiagram.roles.table import ROLES, Role

RUBRIC = (Path(__file__).parents[2] / "docs" / "compare.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("role", [one for one in ROLES if one.weight], ids=lambda one: one.name)
def test_each_role_is_told_with_its_points(role: Role) -> None:
    nouns = ", ".join(sorted(role.nouns))
    assert f"| {role.section.value} | {role.said} | {nouns} | {role.weight} |" in RUBRIC


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.name)
def test_each_arrow_is_told_with_its_points(way: Way) -> None:
    said = way.said.format(source="a store", target="…")
    assert f"| {way.section.value} | {said} | {way.weight:g} |" in RUBRIC
