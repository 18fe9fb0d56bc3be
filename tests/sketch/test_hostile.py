"""Whatever comes in, a pattern or a `DesignError` comes out, and nothing of it is run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from sddiagram import render
from sddiagram.errors import DesignError
from sddiagram.sketch import Sketched, read
from sddiagram.sketch.diagrams import read_script

SIGNS = "->=<.-~|v^↓→│├└─┌┐┘+[](){}\"',;:@#x3% \n\t\x00\x1b"
WORDS = ["Users", "LB", "Redis", "App", "hit 90%", "@ 2k rps", "x3", "flowchart LR", "subgraph a"]


def read_or_refused(text: str, reader: Callable[[str], Sketched] = read) -> None:
    said = ""
    try:
        source = reader(text).pattern.source
    except DesignError as error:
        said, source = str(error), ""
    assert source or said.startswith("line ")
    assert "\n" not in said


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=60).map("".join))
def test_a_text_of_signs_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, *WORDS, "Diagram('x')", "with ", "EC2('a')"])))
def test_any_script_is_read_or_refused(parts: list[str]) -> None:
    read_or_refused("".join(parts), lambda text: read_script(text, "Script"))


@pytest.mark.parametrize(
    "text",
    [
        "->" * 500_000, "a->" * 30_000, "[" * 90_000, "((" * 40_000, "{" * 90_000, ">" * 90_000,
        "\x1b[31m" * 15_000, "a, " * 30_000, "-- a " * 15_000, "graph LR\n" + "A&" * 40_000,
        "a: {\n" * 15_000, "|\n" * 40_000, "\n".join("+-" * 100 for _ in range(190)),
        "\n".join("┼" * 200 for _ in range(190)),
    ],
    ids=range(14),
)  # fmt: skip
def test_a_flood_does_no_harm(text: str) -> None:
    read_or_refused(text)


def test_no_control_character_comes_through() -> None:
    pattern = read("U\x1b[31msers\x00 (no\x07 te) -> A\u202epp").pattern
    seen = "".join(f"{one.label}{one.note}" for one in pattern.boards[-1].components)
    assert seen.isprintable()
    assert b"\x1b" not in render(pattern, "svg")


def test_a_script_of_diagrams_is_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    script = f"""
from diagrams import Diagram
from diagrams.aws.compute import EC2
open({str(mark)!r}, "w").close()
with Diagram("Shop"):
    EC2("web") >> EC2(open({str(mark)!r}, "w").name)
"""
    said = read_script(script, "Shop")
    assert not mark.exists()
    assert str(said.remarks[0]).startswith("line 4, column 1: ")
