"""Start-up stays light: nothing heavy is loaded before it is used."""

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

STANDARD = (
    "ast", "collections.abc", "contextlib", "contextvars", "copy", "dataclasses", "enum",
    "functools", "importlib", "math", "pathlib", "sys", "traceback", "typing", "unicodedata",
)  # fmt: skip
"""The modules of the standard library that the vocabulary may load, with what these load."""

LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"

COMMAND = f"""
import contextlib, io
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    from sddiagram.cli import main
    main()
{LOADED}
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """Names of the modules that a fresh interpreter has loaded after `code`."""
    command = [sys.executable, "-c", code, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    modules: Sequence[str] = json.loads(run.stdout.splitlines()[-1])
    return set(modules)


@pytest.fixture(scope="module")
def vocabulary() -> set[str]:
    return loaded(f"import sddiagram; {LOADED}")


def test_the_vocabulary_loads_itself_and_little_of_the_standard_library(
    vocabulary: set[str],
) -> None:
    allowed = loaded(f"import {', '.join(STANDARD)}; {LOADED}")
    others = {name for name in vocabulary - allowed if name.partition(".")[0] != "sddiagram"}
    assert others == set()


@pytest.mark.parametrize(
    "heavy",
    ["diagrams", "graphviz", "typer", "rich", "jinja2", "resvg", "subprocess", "xml"],
)
def test_the_vocabulary_does_not_load(heavy: str, vocabulary: set[str]) -> None:
    assert heavy not in vocabulary


@pytest.mark.parametrize("heavy", ["diagrams", "graphviz", "jinja2", "resvg"])
@pytest.mark.parametrize("command", ["--help", "list", "kinds", "technologies", "units"])
def test_a_quick_command_does_not_load(command: str, heavy: str) -> None:
    assert heavy not in loaded(COMMAND, command)


def test_the_command_line_never_loads_pydantic() -> None:
    assert "pydantic" not in loaded(COMMAND, "list")
