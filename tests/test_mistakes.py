"""Whatever a hurried user types either works or ends in one sentence: place, fact, way out.

tests/cases/mistakes holds one slip a file, and tests/golden/mistakes.txt what each is told; read
it aloud after a change. tests/cases holds whole designs, each drawn or refused, in cases.txt.
When a change is meant, write both anew with `GOLDEN=new pytest tests/test_mistakes.py`.
"""

import os
import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library

HERE = Path(__file__).parent
CASES = HERE / "cases"
MISTAKES = CASES / "mistakes"
DESIGNS = sorted(
    path for path in CASES.rglob("*.py") if path.parent != MISTAKES and path.stem != "l02_manyedges"
)
"""l02 asks for more arrows than the layout draws in a test's time."""
PLACE = re.compile(r"[\w/ .-]+\.py:\d+: ")
AUTHOR_S_OWN = ("py_raise", "py_abort")
"""What the author raises is shown as the author wrote it."""
PYTHON_S_OWN_WORDS = re.compile(r"(Python says ).*(; mend)|(given here \().*(\); give)")
"""They differ between versions of Python, and are shown only where we have none."""


def told(path: Path, *, drawn: bool = False) -> list[str]:
    """What the author of `path` reads: the refusals or `works`, then the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            pattern = library.load(path)
            if drawn:
                sd.render(pattern, "svg")
            said = [f"{path}: {'draws' if drawn else 'works'}"]
        except sd.SddiagramError as error:
            said = str(error).splitlines()
    said += sorted(
        f"warning: {one.message}" for one in caught if issubclass(one.category, sd.DrawingWarning)
    )
    return [PYTHON_S_OWN_WORDS.sub(r"\1\3...\2\4", line) for line in said]


@cache
def all_told() -> dict[str, list[str]]:
    before = Path.cwd()
    os.chdir(MISTAKES)
    try:
        return {path.name: told(path) for path in sorted(Path().glob("*.py"))}
    finally:
        os.chdir(before)


def held(golden: Path, lines: list[str]) -> None:
    """Compare with the golden file, or write it when that is asked for."""
    if os.environ.get("GOLDEN") == "new":
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


def sentences() -> Iterator[str]:
    for lines in all_told().values():
        yield from (line for line in lines if not line.endswith(": works"))


def test_every_mistake_is_told_as_it_was() -> None:
    lines = [line for said in all_told().values() for line in said]
    held(HERE / "golden" / "mistakes.txt", lines)


@pytest.mark.parametrize("name", sorted(path.name for path in MISTAKES.glob("*.py")))
def test_every_sentence_has_its_place_and_is_short(name: str) -> None:
    for line in all_told()[name]:
        if line.endswith(": works"):
            continue
        said = line.removeprefix("warning: ")
        assert PLACE.match(said), line
        assert said.startswith(name), line
        assert len(said) < 300, line
        assert said.endswith((".", "?", "…")) or name.startswith(AUTHOR_S_OWN), line


def test_no_sentence_shows_what_only_python_knows() -> None:
    ours = [line for line in sentences() if not line.startswith(AUTHOR_S_OWN)]
    assert [
        line for line in ours if re.search(r"\w(Error|Exception)\b|<class| at 0x|Traceback", line)
    ] == []


def test_every_refusal_shows_a_way_out() -> None:
    ours = [line for line in sentences() if not line.startswith(AUTHOR_S_OWN)]
    assert [line for line in ours if not re.search(r"[;:.?] |\?$", PLACE.sub("", line))] == []


def test_every_design_is_drawn_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    lines = [line for path in DESIGNS for line in told(path.relative_to(CASES), drawn=True)]
    held(HERE / "golden" / "cases.txt", lines)


@pytest.mark.parametrize("folder", [HERE.parent / "patterns", CASES / "designs"])
def test_no_warning_is_a_false_alarm(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in folder.glob("*.py"):
            library.load(path)
