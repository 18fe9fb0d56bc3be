"""A checkout on Windows has the same bytes where bytes are compared."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(
    not which("git") or not (ROOT / ".git").exists(), reason="no checkout of git"
)


def attribute(name: str, path: str) -> str:
    command = ["git", "check-attr", name, "--", path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip().rpartition(": ")[2]


@pytest.mark.parametrize("path", ["output/rag.svg", "tests/golden/public-surface.txt"])
def test_golden_files_are_kept_byte_for_byte(path: str) -> None:
    assert attribute("text", path) == "unset"


@pytest.mark.parametrize("path", ["README.md", "sddiagram/files.py", "patterns/rag.py"])
def test_text_has_line_feeds(path: str) -> None:
    assert attribute("eol", path) == "lf"
