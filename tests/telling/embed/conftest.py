"""A note in a folder of its own, and what embed makes of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sddiagram.telling.embed import Note, Refreshed, Studio, checked, refreshed


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The note's path; the current folder, in which ./patterns is looked for, is another one."""
    for folder in ("current", "notes"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / "current")
    return tmp_path / "notes" / "my notes.md"


@pytest.fixture
def once(note: Path) -> Callable[..., Refreshed]:
    """Refresh a note of this text, and write what has changed, as the command does."""

    def once(text: str | None = None, *, run: bool = False, force: bool = False) -> Refreshed:
        if text is not None:
            note.write_bytes(text.encode())
        done = refreshed(Note.read(note), Studio(run=run), force=force)
        if not done.errors:
            for _, path, content in done.changed():
                path.write_bytes(content)
        return done

    return once


@pytest.fixture
def embedded(note: Path, once: Callable[..., Refreshed]) -> Callable[..., str]:
    """The note after it is refreshed; then all is in step, and a second time changes nothing."""

    def embedded(text: str | None = None, *, run: bool = False, force: bool = False) -> str:
        assert [str(error) for error in once(text, run=run, force=force).errors] == []
        result = checked(Note.read(note), Studio())
        assert (result.stale, result.errors) == ([], [])
        assert list(once(run=run, force=force).changed()) == []
        return note.read_bytes().decode()

    return embedded


@pytest.fixture
def refusals(once: Callable[..., Refreshed]) -> Callable[..., list[str]]:
    """What is refused in a note of this text."""

    def refusals(text: str | None = None, *, run: bool = False, force: bool = False) -> list[str]:
        return [str(error) for error in once(text, run=run, force=force).errors]

    return refusals


@pytest.fixture
def remarks(note: Path) -> Callable[[str], list[str]]:
    """What the author of a note of this text is told."""

    def remarks(text: str) -> list[str]:
        note.write_bytes(text.encode())
        return Note.read(note).remarks

    return remarks


@pytest.fixture
def stale(note: Path) -> Callable[[], list[str]]:
    """Why the note or its pictures are stale."""

    def stale() -> list[str]:
        result = checked(Note.read(note), Studio())
        assert result.errors == []
        return [one.why for one in result.stale]

    return stale
