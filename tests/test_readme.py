"""What the README shows is true: its Python runs, its commands work, its links lead somewhere.

Its snippets with prompts (`>>>`) are doctests, which pytest runs too.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOVING = ROOT / "docs" / "assets" / "order-service.animated.svg"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SNIPPETS = [code for language, code in BLOCKS if language == "python" and ">>> " not in code]
COMMANDS = [
    line.partition("#")[0]
    for language, code in BLOCKS
    if language == "console"
    for line in code.splitlines()
    if line.startswith("sddiagram ")
]
LINKS = re.findall(r"\]\(([^):]+)\)", README)


@pytest.mark.parametrize("code", SNIPPETS)
def test_a_snippet_makes_a_pattern_that_can_be_drawn(code: str) -> None:
    namespace: dict[str, object] = {}
    exec(code, namespace)
    pattern = namespace["pattern"]
    assert isinstance(pattern, sd.Pattern)
    assert sd.render(pattern, "svg")


def test_the_moving_picture_is_of_its_example() -> None:
    """When a change of it is meant: `GOLDEN=new pytest tests/test_readme.py -k moving`."""
    (code,) = (one for one in SNIPPETS if '"Order service"' in one)
    namespace: dict[str, object] = {}
    exec(code, namespace)
    pattern = namespace["pattern"]
    assert isinstance(pattern, sd.Pattern)
    picture = sd.render(pattern, "animated")
    if os.environ.get("GOLDEN") == "new":
        MOVING.write_bytes(picture)
    assert picture == MOVING.read_bytes()


def test_the_numbers_that_it_quotes_follow_from_its_example(tmp_path: Path) -> None:
    numbers = README.partition("## Numbers")[2]
    (code, quoted) = re.findall(r"^```(?:python|text)\n(.*?)^```$", numbers, re.M | re.S)[:2]
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "links.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "sddiagram", "estimate", "links"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    printed = [" ".join(line.split()).removeprefix("- ") for line in run.stdout.splitlines()]
    for line in quoted.splitlines():
        assert " ".join(line.split()) in printed


def test_the_commands_work_one_after_the_other_in_an_empty_folder(tmp_path: Path) -> None:
    assert COMMANDS
    for command in COMMANDS:
        arguments = [sys.executable, "-m", *shlex.split(command)]
        if "watch" in arguments:
            assert "http://127.0.0.1" in first_line([*arguments, "--port=0", "--no-open"], tmp_path)
            continue
        run = subprocess.run(
            arguments,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{command}\n{run.stderr}"


def first_line(arguments: list[str], folder: Path) -> str:
    """What a command that goes on until it is stopped says first."""
    with subprocess.Popen(arguments, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        process.terminate()
        return said


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_ci_runs_the_test_command() -> None:
    command = next(line for line in README.splitlines() if line.endswith("-m pytest"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if line in command.split(" && ")] == command.split(" && ")


@pytest.mark.parametrize("name", [entry.name for entry in library.entries()])
def test_every_built_in_pattern_is_named(name: str) -> None:
    assert f"`{name}`" in README
