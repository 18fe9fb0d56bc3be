"""Whose code runs, and when: in a folder that one does not know, nothing of it runs unasked."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
MARK = "import pathlib\npathlib.Path('ran').touch()\n"
PATTERN = (
    "import sddiagram as sd\npattern = sd.Pattern('Mine', sd.Client('U') >> sd.Service('A'))\n"
)
HOSTILE_TEMPLATE = "{{ cycler.__init__.__globals__.os.system('touch ran') }}"
TEMPLATES = sorted((Path(__file__).parent.parent / "templates").iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder from elsewhere: patterns and templates that leave a mark when they run."""
    patterns, templates = tmp_path / "patterns", tmp_path / "templates"
    patterns.mkdir()
    templates.mkdir()
    (patterns / "rag.py").write_text(MARK + PATTERN)
    (patterns / "mine.py").write_text(MARK + PATTERN)
    (patterns / "helper.py").write_text(MARK)
    (patterns / "$(touch ran).py").write_text(MARK + PATTERN)
    for template in TEMPLATES:
        (templates / template.name).write_text(HOSTILE_TEMPLATE)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sddiagram", *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "list --json",
        "gallery -o site",
        "render --all -f json -o out",
        "render llm-serving -f html -o out",
        "show llm-serving",
        "notes llm-serving -f html -o out",
        "guide --markdown",
        "new thing",
    ],
)
def test_nothing_that_was_not_named_runs(command: str, run: Run, folder: Path) -> None:
    done = run(*command.split())
    assert done.returncode == 0, done.stderr
    assert not (folder / "ran").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_runs_nothing_and_offers_plain_names(shell: str, folder: Path) -> None:
    asked = {
        "_SDDIAGRAM_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "sddiagram render ",
        "COMP_WORDS": "sddiagram render ",
        "COMP_CWORD": "2",
    }
    command = Path(sys.executable).parent / "sddiagram"
    offered = subprocess.run(
        [command], cwd=folder, env=os.environ | asked, capture_output=True, text=True
    ).stdout
    assert "mine" in offered and "llm-serving" in offered
    assert "touch" not in offered
    assert not (folder / "ran").exists()


@pytest.mark.parametrize("command", ["render mine", "render patterns/mine.py", "render --mine"])
def test_what_is_named_runs(command: str, run: Run, folder: Path) -> None:
    assert run(*command.split(), "-f", "json", "-o", "out").returncode == 0
    assert (folder / "ran").exists()


def test_a_pattern_in_the_place_of_a_built_in_one_is_said(run: Run, folder: Path) -> None:
    done = run("render", "rag", "-f", "json", "-o", "-")
    assert '"title": "Mine"' in done.stdout
    assert done.stderr.count("\n") == 1 and "in place of the built-in one" in done.stderr


def test_a_folder_that_is_named_is_drawn_and_what_is_no_pattern_is_said(
    run: Run, folder: Path
) -> None:
    (folder / "patterns" / "broken.py").write_text("pattern = sd.Pattern('x'")
    done = run("render", "patterns", "-f", "json", "-o", "out")
    assert (folder / "out" / "mine.json").exists() and (folder / "out" / "rag.json").exists()
    assert "patterns/helper.py:1: there is no pattern" in done.stderr
    assert done.returncode == 2 and "Not drawn: patterns/broken.py" in done.stderr


def test_a_template_that_is_named_reaches_nothing_but_its_values(run: Run, folder: Path) -> None:
    done = run("guide", "--markdown", "--templates", "templates")
    assert done.returncode == 2 and "templates/guide.md.j2" in done.stderr
    assert not (folder / "ran").exists()


def test_list_says_which_are_the_user_s_own_and_reads_only(run: Run, folder: Path) -> None:
    (folder / "patterns" / "computed.py").write_text(
        "import sddiagram as sd\nn = 3\npattern = sd.Pattern(f'{n} shops', a >> b)\n"
    )
    lines = run("list").stdout.splitlines()
    assert any(line.split() == ["mine", "Mine", "practice", "1", "yes"] for line in lines)
    assert any(line.startswith("computed ") for line in lines)
    assert not (folder / "ran").exists()


def test_a_copy_of_a_built_in_pattern_takes_nothing_s_place(run: Run, folder: Path) -> None:
    built_in = Path(__file__).parent.parent / "patterns" / "chat.py"
    (folder / "patterns" / "chat.py").write_bytes(built_in.read_bytes())
    assert run("render", "chat", "-f", "json", "-o", "-").stderr == ""
