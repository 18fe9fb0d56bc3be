"""An author's file runs as a script does, and leaves no trace of itself in the process."""

import os
import signal
import subprocess
import sys
import warnings
from contextlib import suppress
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library

GOOD = (
    "import sddiagram as sd\n"
    "pattern = sd.Pattern('Shop', sd.Client('Users') >> sd.Service('API'))\n"
)


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(source: str, name: str = "patterns/shop.py") -> Path:
    path = Path(name)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(source, encoding="utf-8")
    return path


def using(name: str, helper: str) -> str:
    return (
        f"import sddiagram as sd\nfrom {helper} import {name}\n"
        f"pattern = sd.Pattern('Shop', {name} >> sd.Service('API'))\n"
    )


def first_label(path: Path) -> str:
    return library.load(path).view().components[0].label


def test_a_file_beside_the_pattern_can_be_imported() -> None:
    written("import sddiagram as sd\nusers = sd.Client('Users')\n", "patterns/_shared.py")
    assert first_label(written(using("users", "_shared"))) == "Users"
    assert "_shared" not in sys.modules
    assert not Path("patterns/__pycache__").exists()


def test_a_package_beside_the_pattern_can_be_imported() -> None:
    written("from parts.people import users\n", "patterns/parts/__init__.py")
    written("import sddiagram as sd\nusers = sd.Client('Users')\n", "patterns/parts/people.py")
    assert first_label(written(using("users", "parts"))) == "Users"


def test_two_folders_with_a_helper_of_one_name_do_not_mix() -> None:
    for folder in ("one", "two"):
        written(f"import sddiagram as sd\nusers = sd.Client('{folder}')\n", f"{folder}/shared.py")
        written(using("users", "shared"), f"{folder}/shop.py")
    assert [first_label(Path(f"{folder}/shop.py")) for folder in ("one", "two")] == ["one", "two"]


def test_an_edit_of_a_helper_is_seen_at_once() -> None:
    path = written(using("users", "shared"))
    for label in ("Old", "New"):
        written(f"import sddiagram as sd\nusers = sd.Client('{label}')\n", "patterns/shared.py")
        assert first_label(path) == label


def test_a_helper_may_chain_lists() -> None:
    written(
        "import sddiagram as sd\nusers = [sd.Client('A')] >> [sd.Service('B')]\n",
        "patterns/shared.py",
    )
    assert first_label(written(using("users", "shared"))) == "A"


def test_an_error_in_a_helper_has_the_helper_s_line() -> None:
    written("import sddiagram as sd\nusers = sd.Clietn('Users')\n", "patterns/shared.py")
    with pytest.raises(sd.PatternFileError, match=r"^patterns/shared\.py:2: sddiagram has no"):
        library.load(written(using("users", "shared")))


def test_a_syntax_error_in_a_helper_has_the_helper_s_line() -> None:
    written("import sddiagram as sd\nusers = (\n", "patterns/shared.py")
    with pytest.raises(sd.PatternFileError, match=r"^patterns/shared\.py:2: the \( on this line"):
        library.load(written(using("users", "shared")))


def test_a_file_named_as_a_standard_module_hides_nothing() -> None:
    written("raise SystemExit\n", "patterns/statistics.py")
    assert library.load(written("import statistics\nstatistics.mean([1])\n" + GOOD))


def test_a_data_class_with_future_annotations_works() -> None:
    source = (
        "from __future__ import annotations\n"
        "from dataclasses import dataclass\n"
        "@dataclass\nclass Tier:\n    name: str\n    size: int = 1\n"
    )
    assert library.load(written(source + GOOD)).title == "Shop"
    assert "pattern_shop" not in sys.modules


LEAKS = """
import os, signal, sys, warnings
os.chdir("/")
os.environ["SHOP"] = "open"
sys.argv.append("x")
sys.path.insert(0, "/nowhere")
sys.stdout = sys.stderr = None
sys.setrecursionlimit(5000)
warnings.simplefilter("ignore")
signal.signal(signal.SIGINT, signal.SIG_IGN)
"""


def state() -> list[object]:
    return [
        Path.cwd(),
        dict(os.environ),
        [*sys.argv],
        [*sys.path],
        [*sys.meta_path],
        sys.stdout,
        sys.stderr,
        sys.stdin,
        sys.getrecursionlimit(),
        [*warnings.filters],
        signal.getsignal(signal.SIGINT),
        {*sys.modules},
    ]


@pytest.mark.parametrize("ending", [GOOD, "raise ValueError\n", "raise SystemExit\n"])
def test_what_a_pattern_changes_of_the_process_is_put_back(ending: str) -> None:
    library.load(written(GOOD))
    path = written(LEAKS + ending)
    before = state()
    with suppress(sd.PatternFileError):
        library.load(path.resolve())
    assert state() == before


def test_what_a_pattern_prints_is_no_part_of_standard_output() -> None:
    path = written(
        "import os, sys\nprint('one')\nsys.__stdout__.write('two')\nos.write(1, b'three')\n" + GOOD
    )
    run = subprocess.run(
        [sys.executable, "-m", "sddiagram", "render", str(path), "-f", "svg", "-o", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith(("<svg", "<?xml")) and run.stdout.rstrip().endswith("</svg>")
    assert all(word in run.stderr for word in ("one", "two", "three"))


def test_an_interrupt_passes_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        library.load(written("raise KeyboardInterrupt\n"))


def test_a_long_chain_is_one_flow() -> None:
    chain = " >> ".join(["a", "b"] * 400)
    source = f"import sddiagram as sd\na, b = sd.Client('A'), sd.Service('B')\nflow = {chain}\n"
    assert library.load(written(source + "pattern = sd.Pattern('Shop', flow)\n")).title == "Shop"


@pytest.mark.parametrize("name", ["joined", "operator", "pattern_shop", "ast", "flow"])
def test_a_pattern_may_have_any_name(name: str) -> None:
    source = GOOD.replace("pattern =", f"{name} =")
    assert library.load(written(source)).title == "Shop"


def test_a_pattern_imported_from_beside_is_not_a_second_one() -> None:
    written(GOOD.replace("'Shop'", "'Base'"), "patterns/base.py")
    assert library.load(written("from base import pattern as old\n" + GOOD)).title == "Shop"


def test_broken_files_stop_none_of_the_others() -> None:
    written(GOOD, "patterns/good.py")
    written("import sddiagram as sd\nusers = sd.Client('Users')\n", "patterns/shared.py")
    written("raise SystemExit\n", "patterns/exits.py")
    written("a ->\n", "patterns/broken.py")
    own = [entry for entry in library.entries() if entry.path.parent == library.OWN_FOLDER]
    patterns, problems = library.load_all(own)
    assert [pattern.name for pattern in patterns] == ["good"]
    assert [str(problem).partition(":")[0] for problem in problems] == [
        "patterns/broken.py",
        "patterns/exits.py",
        "patterns/shared.py",
    ]


def test_a_folder_s_name_says_what_to_write() -> None:
    written(GOOD)
    with pytest.raises(
        sd.NotFoundError, match=r"patterns: this is a folder, .* such as patterns/shop\.py"
    ):
        library.load("patterns")
