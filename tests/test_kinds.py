"""Kinds: each row is complete, and is called what its variable is called."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import kinds
from sddiagram.render.board.icon import icon_named, icon_of

ROWS = {name: value for name, value in vars(kinds).items() if isinstance(value, sd.Kind)}


def test_every_name_without_an_underscore_is_a_kind() -> None:
    assert {name for name in vars(kinds) if not name.startswith("_")} == set(ROWS)


def test_a_row_is_all_that_a_new_kind_takes(tmp_path: Path) -> None:
    """CONTRIBUTING's recipe, carried out on a copy: Python and a type checker know the name."""
    shutil.copytree(Path(sd.__file__).parent, tmp_path / "sddiagram")
    with (tmp_path / "sddiagram" / "kinds.py").open("a", encoding="utf-8") as table:
        table.write('Robot = _kind("Robot", _Family.CLIENT, "own.agent", "does as it is told")\n')
    (tmp_path / "use.py").write_text("import sddiagram as sd\n\nsd.Robot('R2')\nsd.Robott\n")
    said = run(tmp_path, "-c", "import sddiagram as sd; print('Robot' in sd.__all__, sd.Robot)")
    assert said.startswith("True <Kind Robot>")
    checked = run(tmp_path, "-m", "mypy", "--strict", "--config-file=", "use.py")
    assert re.findall(r"use.py:(\d+): error: (.*?);", checked) == [
        ("4", 'Module has no attribute "Robott"')
    ]


def run(folder: Path, *arguments: str) -> str:
    """What Python says, in `folder` and with the package there before any other."""
    environment = os.environ | {"PYTHONPATH": str(folder), "MYPYPATH": str(folder)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


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
