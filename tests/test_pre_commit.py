"""The hooks that other repositories may use: https://pre-commit.com/#creating-new-hooks."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEYS = {"id", "name", "description", "entry", "language", "types"}
OF_NOTES = ("sddiagram-embed", "sddiagram-check")


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
    assert [hook["id"] for hook in hooks()] == [*OF_NOTES, "sddiagram-review"]
    for hook in hooks():
        assert set(hook) >= KEYS
        assert hook["language"] == "python"
        if hook["id"] in OF_NOTES:
            assert hook["types"] == "[markdown]"
            # Two at once would write one picture.
            assert hook["require_serial"] == "true"


def test_the_review_takes_designs_and_fails_on_errors(tmp_path: Path) -> None:
    *_, review = hooks()
    assert re.search(review["files"], "patterns/shop.py") and review["types"] == "[python]"
    shop = 'import sddiagram as sd\npattern = sd.Pattern("Shop", sd.Client("Users") >> STORE)\n'
    codes = []
    for store in ('sd.SQLPrimary("Orders")', 'sd.Gateway("Shop", replicas=3)'):
        (tmp_path / "shop.py").write_text(shop.replace("STORE", store), encoding="utf-8")
        command = [sys.executable, "-m", *review["entry"].split(), "shop.py"]
        codes.append(subprocess.run(command, cwd=tmp_path, capture_output=True).returncode)
    assert codes == [1, 0]


def test_their_entries_draw_and_check_the_notes_that_are_committed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- sddiagram: sharding -->\n")
    codes = []
    notes = [hook for hook in hooks() if hook["id"] in OF_NOTES]
    for hook in [*notes[::-1], *notes]:
        program, *arguments = hook["entry"].split()
        command = [sys.executable, "-m", program, *arguments, "a.md"]
        codes.append(subprocess.run(command, cwd=tmp_path, capture_output=True).returncode)
    assert codes == [6, 0, 0, 0]
    assert (tmp_path / "sharding.svg").exists()
