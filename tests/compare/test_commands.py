"""`sddiagram compare` and `sddiagram diff`, run as a user runs them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SHOP = """
import sddiagram as sd

pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API") >> sd.Database("{store}"))
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`sddiagram ARGUMENTS` in a folder that has shop.py."""
    (tmp_path / "shop.py").write_text(SHOP.format(store="Orders"), encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sddiagram", *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def test_compare_says_what_is_missing_and_draws_it(run: Run, tmp_path: Path) -> None:
    done = run("compare", "shop.py", "url-shortener", "-o", "both.svg")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Shop beside the reference URL shortener: score 0.")
    assert "a cache before" in done.stdout.casefold()
    assert done.stdout.endswith("both.svg\n")
    assert b"ghosted" in (tmp_path / "both.svg").read_bytes()


def test_compare_gives_an_object_for_scripts(run: Run) -> None:
    done = run("compare", "rag@1", "rag", "--json")
    said = json.loads(done.stdout)
    assert said["mine"]["stage"] == 1 < said["reference"]["stage"]
    assert 0 < said["score"] < 1


def test_a_low_score_is_no_error_unless_a_least_one_is_asked_for(run: Run) -> None:
    assert run("compare", "shop.py", "rag").returncode == 0
    done = run("compare", "shop.py", "rag", "--min", "0.8")
    assert done.returncode == 1
    assert "is below --min 0.8" in done.stderr
    assert run("compare", "rag", "rag", "--min", "0.8").returncode == 0


def test_another_ending_is_refused(run: Run) -> None:
    done = run("compare", "shop.py", "rag", "-o", "both.pdf")
    assert done.returncode == 4
    assert "both.pdf: give a file that ends in .svg, .png or .mmd." in done.stderr


def test_json_stays_whole_beside_a_picture(run: Run, tmp_path: Path) -> None:
    done = run("compare", "shop.py", "rag", "--json", "-o", "both.png")
    assert json.loads(done.stdout)["mine"]["title"] == "Shop"
    assert (tmp_path / "both.png").exists()
    assert run("diff", "rag@1", "rag", "--json", "-o", "-").returncode == 4


def test_a_picture_goes_to_standard_output(run: Run) -> None:
    assert run("diff", "rag@1", "rag", "-o", "-").stdout.startswith("<?xml")


def test_diff_of_two_stages(run: Run) -> None:
    done = run("diff", "rag@2", "rag@3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("From rag@2 to rag@3\n\nAdded\n")


def test_diff_says_when_nothing_changed(run: Run) -> None:
    assert run("diff", "rag@2", "rag@2").stdout == "From rag@2 to rag@2: nothing changed.\n"


def test_diff_wants_two_designs(run: Run) -> None:
    done = run("diff", "rag")
    assert done.returncode == 2
    assert "name both, or one file and --rev" in done.stderr


def test_a_stage_that_is_not_there_is_refused(run: Run) -> None:
    done = run("diff", "rag@9", "rag")
    assert done.returncode == 2
    assert "has no stage 9" in done.stderr


def test_a_drive_is_no_revision(run: Run) -> None:
    assert "C:x.py: this pattern file does not exist" in run("diff", "C:x.py", "shop.py").stderr


WHO = {
    **os.environ,
    **{f"GIT_{role}_NAME": "A" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "a@example.org" for role in ("AUTHOR", "COMMITTER")},
}
git = pytest.mark.skipif(not which("git"), reason="no git on PATH")


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Run:
    """The same in a repository in which shop.py was committed, and changed since."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "shop")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    (tmp_path / "shop.py").write_text(SHOP.format(store="Payments"), encoding="utf-8")
    return run


@git
def test_diff_of_a_file_since_a_revision(kept: Run) -> None:
    done = kept("diff", "shop.py", "--rev", "HEAD")
    assert done.returncode == 0, done.stderr
    assert "Orders" in done.stdout and "Payments" in done.stdout
    assert kept("diff", "HEAD:shop.py", "shop.py").stdout == done.stdout


@git
def test_a_sketch_has_revisions_too(kept: Run, tmp_path: Path) -> None:
    sketch = tmp_path / "shop.sketch"
    sketch.write_text("Users -> API -> Redis\n", encoding="utf-8")
    for words in (("add", "."), ("stash", "-q")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, env=WHO)
    sketch.write_text("Users -> API -> Postgres\n", encoding="utf-8")
    done = kept("diff", "shop.sketch", "--rev", "stash@{0}")
    assert done.returncode == 0, done.stderr
    assert "PostgreSQL" in done.stdout
    assert kept("compare", "shop.sketch", "rag").returncode == 0


@git
def test_a_revision_that_is_not_there_is_told(kept: Run) -> None:
    done = kept("diff", "nowhere:shop.py", "shop.py")
    assert done.returncode == 3
    assert done.stderr.startswith("error: nowhere:shop.py: cannot be read:")


@git
def test_a_revision_is_no_option_of_git(kept: Run) -> None:
    done = kept("diff", "--", "--output=x:shop.py", "shop.py")
    assert done.returncode == 3
    assert "is no revision" in done.stderr
