"""Nobody's code but sddiagram's own runs without --run, and none at all in a check.

The code in these notes leaves a mark when it runs.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sddiagram.telling.embed import Note, Studio, checked

Embedded = Callable[..., str]
Refusals = Callable[..., list[str]]


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


@pytest.fixture
def code(mark: Path) -> str:
    """A pattern that leaves its mark."""
    return (
        f"open({str(mark)!r}, 'a').close()\n"
        "import sddiagram as sd\n"
        "pattern = sd.Pattern('Shop', sd.Client('Users') >> sd.Service('API'))\n"
    )


@pytest.fixture
def notes(note: Path, code: str) -> dict[str, str]:
    """A note for each way in which code may come into it."""
    (note.parent / "shop.py").write_text(code)
    own = Path("patterns")
    own.mkdir()
    for name in ("mine.py", "rag.py"):
        (own / name).write_text(code)
    quoted = "".join(f"> {line}\n" for line in ["```py sddiagram", *code.splitlines(), "```"])
    return {
        "block": f"```python sddiagram\n{code}```\n",
        "attributes": f"```{{ .python .sddiagram }}\n{code}```\n",
        "quoted": quoted,
        "file": "<!-- sddiagram: shop.py -->\n",
        "own": "<!-- sddiagram: mine -->\n",
        "own in a built-in's place": "<!-- sddiagram: rag -->\n",
    }


WAYS = ["block", "attributes", "quoted", "file", "own", "own in a built-in's place"]


@pytest.mark.parametrize("way", WAYS)
def test_code_runs_only_when_that_is_said(
    note: Path, notes: dict[str, str], mark: Path, refusals: Refusals, way: str
) -> None:
    (said,) = refusals(notes[way])
    assert "notes.md:1: " in said and "say --run" in said
    assert not mark.exists()
    assert not list(note.parent.glob("*.svg"))
    assert refusals(run=True) == []
    assert mark.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_check_runs_nothing(
    note: Path, notes: dict[str, str], mark: Path, embedded: Embedded, way: str
) -> None:
    embedded(notes[way], run=True)
    mark.unlink()
    result = checked(Note.read(note), Studio(run=True))
    assert (result.stale, result.errors) == ([], [])
    assert not mark.exists()


def test_built_in_patterns_need_nothing(note: Path, embedded: Embedded) -> None:
    assert "rag.svg" in embedded("<!-- sddiagram: rag -->\n")


@pytest.mark.parametrize(
    "around",
    [
        "<!--\n{}-->\n",
        "<!--\n\n{}\n-->\n",
        "<div><!--\n\n{}\n--></div>\n",
        "text\n\n{indented}",
        "````\n{}````\n",
        "~~~\n{}~~~\n",
        "> ````\n{quoted}> ````\n",
        "- ````\n{listed}  ````\n",
        "<pre>\n{}</pre>\n",
        "<script>\n{}</script>\n",
        "---\nfront: |\n{indented}---\n",
    ],
)
def test_what_is_no_block_of_the_document_never_runs(
    mark: Path, code: str, note: Path, refusals: Refusals, around: str
) -> None:
    lines = f"```python sddiagram\n{code}```\n".splitlines(keepends=True)
    kinds = {"indented": "    ", "quoted": "> ", "listed": "  "}
    parts = {name: "".join(prefix + line for line in lines) for name, prefix in kinds.items()}
    text = around.format("".join(lines), **parts)
    assert refusals(text, run=True) == []
    assert note.read_text() == text
    assert not mark.exists()


@pytest.mark.parametrize(
    "named", ["../outside.py", "sub/../../outside.py", "{absolute}", "link.py"]
)
def test_a_file_outside_the_note_s_tree_is_refused_even_with_run(
    note: Path, code: str, mark: Path, refusals: Refusals, named: str
) -> None:
    outside = note.parent.parent / "outside.py"
    outside.write_text(code)
    (note.parent / "sub").mkdir()
    (note.parent / "link.py").symlink_to(outside)
    (said,) = refusals(f'<!-- sddiagram: "{named.format(absolute=outside)}" -->\n', run=True)
    assert "notes.md:1: " in said and "lies outside the note's folder" in said
    assert not mark.exists()


def test_a_folder_s_link_out_of_the_tree_is_not_followed(
    note: Path, code: str, mark: Path, refusals: Refusals
) -> None:
    (note.parent.parent / "other").mkdir()
    (note.parent.parent / "other" / "shop.py").write_text(code)
    (note.parent / "sub").symlink_to(note.parent.parent / "other")
    (said,) = refusals("<!-- sddiagram: sub/shop.py -->\n", run=True)
    assert "lies outside" in said
    assert not mark.exists()


def test_a_pattern_in_a_built_in_s_place_is_told_with_its_folder(
    notes: dict[str, str], refusals: Refusals
) -> None:
    (said,) = refusals(notes["own in a built-in's place"])
    assert f"{Path('patterns/rag.py')} is Python" in said


def test_a_link_within_the_tree_may_be_named(note: Path, code: str, refusals: Refusals) -> None:
    (note.parent / "sub").mkdir()
    (note.parent / "sub" / "real.py").write_text(code)
    (note.parent / "link.py").symlink_to(note.parent / "sub" / "real.py")
    assert refusals("<!-- sddiagram: link.py -->\n", run=True) == []


def test_a_theme_outside_the_tree_is_refused(note: Path, refusals: Refusals) -> None:
    (note.parent.parent / "team.toml").write_text('accent = "#0000ff"\n')
    (said,) = refusals("<!-- sddiagram: rag theme=../team.toml -->\n")
    assert "lies outside the note's folder" in said


def test_a_theme_reaches_no_file_outside_the_tree_by_its_base(
    note: Path, refusals: Refusals
) -> None:
    (note.parent.parent / "secret.toml").write_text('accent = "#0000ff"\n')
    (note.parent / "team.toml").write_text('base = "../secret.toml"\n')
    (said,) = refusals("<!-- sddiagram: rag theme=team.toml -->\n")
    assert "takes a built-in base" in said


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_is_no_pattern_and_keeps_nobody_waiting(note: Path, refusals: Refusals) -> None:
    if sys.platform != "win32":
        os.mkfifo(note.parent / "pipe.py")
    (said,) = refusals("<!-- sddiagram: pipe.py -->\n", run=True)
    assert "there is no such file" in said


def test_one_who_forgets_the_ending_of_a_file_is_told(note: Path, refusals: Refusals) -> None:
    (note.parent / "my shop (v2) é #1.py").write_text("")
    (said,) = refusals('<!-- sddiagram: "my shop (v2) é #1" -->\n')
    assert 'say "my shop (v2) é #1.py"' in said
