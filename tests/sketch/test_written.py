"""A sketch as a pattern file: it is formatted, runs, and is the same design."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from sddiagram import library, render
from sddiagram.errors import DesignError
from sddiagram.model.pattern import Pattern
from sddiagram.sketch import read

HERE = Path(__file__).parent
TEXTS = [
    case.split("\n--\n")[0]
    for file in ("seeds.txt", "sentences.txt", "drawings.txt", "languages.txt")
    for case in (HERE / file).read_text(encoding="utf-8").split("=====\n")
]
NAMES = st.sampled_from(
    ["Users @ 2k rps", "App x3", "Redis (hit 90%)", 'Store "x"', "class", "pattern", "sd", "naïve",
     "Ünïcode", "数据库", "print", "A" * 60, "3 apps", "S3 @ 2 TB", "API max 500 rps", "1", "it's"]
)  # fmt: skip


def run(pattern: Pattern) -> Pattern:
    return library.read(pattern.source, pattern.name, Path("sketch.py"))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_is_the_same_design(text: str) -> None:
    pattern = read(text).pattern
    assert run(pattern) == pattern


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, st.sampled_from([" -> ", " --> ", "; ", ", ", ": "])), min_size=1))
def test_any_sketch_is_written_as_it_is_read(parts: list[tuple[str, str]]) -> None:
    try:
        pattern = read("".join(f"{name}{sign}" for name, sign in parts) + "End").pattern
    except DesignError:
        return
    assert run(pattern) == pattern


def test_the_file_draws_the_same_picture() -> None:
    pattern = read(TEXTS[3]).pattern
    assert render(run(pattern), "svg") == render(pattern, "svg")


def test_the_file_is_formatted(tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"p{number}.py").write_text(read(text).pattern.source, encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--check", "--diff", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_saved_file_is_what_it_was() -> None:
    text = (HERE / "saved.sketch").read_text(encoding="utf-8")
    assert read(text).pattern.source == (HERE / "saved.py.txt").read_text(encoding="utf-8")
