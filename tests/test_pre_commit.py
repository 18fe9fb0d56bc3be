"""The hooks that other repositories may use: https://pre-commit.com/#creating-new-hooks."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEYS = {"id", "name", "description", "entry", "language", "types", "require_serial"}


def hooks() -> list[dict[str, str]]:
    """The hooks of the file, which are flat: a value is what stands behind its key."""
    found: list[dict[str, str]] = []
    for line in (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("- "):
            found.append({})
        key, value = re.fullmatch(r"(?:- |  )(\w+): (\S.*)", line).groups()  # type: ignore[union-attr]
        found[-1][key] = value
    return found


def test_each_hook_says_what_pre_commit_wants_to_know() -> None:
    assert [hook["id"] for hook in hooks()] == ["sddiagram-embed", "sddiagram-check"]
    for hook in hooks():
        assert set(hook) == KEYS
        assert hook["language"] == "python"
        assert hook["types"] == "[markdown]"
        # Two at once would write one picture.
        assert hook["require_serial"] == "true"


def test_their_entries_draw_and_check_the_notes_that_are_committed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- sddiagram: sharding -->\n")
    codes = []
    for hook in [*hooks()[::-1], *hooks()]:
        program, *arguments = hook["entry"].split()
        command = [sys.executable, "-m", program, *arguments, "a.md"]
        codes.append(subprocess.run(command, cwd=tmp_path, capture_output=True).returncode)
    assert codes == [6, 0, 0, 0]
    assert (tmp_path / "sharding.svg").exists()
