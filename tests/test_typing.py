"""Mistakes are refused by the type checker, where they are typed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = ("accepted.py", "refused.py")

Refusals = set[tuple[str, int, str]]


@pytest.fixture(scope="module")
def refusals() -> Refusals:
    """File, line and code of each error that mypy finds in the cases."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
    run = subprocess.run(
        [*command, *(f"tests/typing/{name}" for name in CASES)],
        cwd=HERE.parent,
        env=os.environ | {"MYPYPATH": str(HERE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode < 2, run.stdout + run.stderr
    found = re.findall(r"(\w+\.py):(\d+): error: .*\[([\w-]+)\]$", run.stdout, re.MULTILINE)
    return {(name, int(line), code) for name, line, code in found}


@pytest.mark.parametrize("name", CASES)
def test_mypy_refuses_the_marked_lines_and_no_others(name: str, refusals: Refusals) -> None:
    lines = (HERE / "typing" / name).read_text(encoding="utf-8").splitlines()
    marked = {
        (number, mark[1])
        for number, line in enumerate(lines, start=1)
        if (mark := re.search(r"# refused: ([\w-]+)$", line))
    }
    assert {(line, code) for file, line, code in refusals if file == name} == marked
