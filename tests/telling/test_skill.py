"""What coding agents are told is complete, short, and works."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import errors, vocabulary
from sddiagram.finding import Severity
from sddiagram.render import FORMATS
from sddiagram.render.theme import THEMES
from sddiagram.review import known_rules, review


@pytest.fixture(scope="module")
def skill() -> str:
    command = [sys.executable, "-m", "sddiagram", "skill"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def commands() -> list[str]:
    """What `sddiagram --help` lists."""
    command = [sys.executable, "-m", "sddiagram", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return re.findall(r"^  (\w+)  ", done.stdout.partition("Commands:")[2], re.MULTILINE)


def test_it_has_every_word(skill: str) -> None:
    said = set(re.findall(r"`sd\.(\w+)", skill))
    assert sorted(set(vars(vocabulary)["__all__"]) - said) == []


def test_it_has_every_command_rule_format_and_theme(skill: str) -> None:
    assert "render" in commands()
    assert [one for one in commands() if f"`sddiagram {one}" not in skill] == []
    assert [one for one in known_rules() if f"`{one}` (" not in skill] == []
    assert [one for one in FORMATS if f"`{one}` (" not in skill] == []
    assert [one for one in THEMES if one not in skill.partition("Themes: ")[2]] == []


def test_it_has_every_exit_code(skill: str) -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type)]
    for one in classes:
        if issubclass(one, sd.SddiagramError):
            assert f"`sd.{one.__name__}`, exit code {one.exit_code}:" in skill


def test_it_is_short(skill: str) -> None:
    assert len(skill.splitlines()) < 250


def test_its_example_is_drawn_and_has_no_error(skill: str) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", skill, re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    pattern = names["pattern"]
    assert isinstance(pattern, sd.Pattern)
    assert sd.render(pattern)
    found = [one for view in pattern.views for one in review(view)]
    assert [one.message for one in found if one.severity is Severity.ERROR] == []


def test_it_is_written_where_an_agent_looks(skill: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sddiagram", "skill", "-o", str(tmp_path / "SKILL.md")]
    subprocess.run(command, check=True)
    written = (tmp_path / "SKILL.md").read_text(encoding="utf-8")
    assert written == skill
    assert written.startswith("---\nname: sddiagram\ndescription: ")
