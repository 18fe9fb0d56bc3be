"""What `sddiagram embed` does with its notes; apart, since reading Markdown is slow to load."""

from collections.abc import Sequence
from pathlib import Path

import typer

from sddiagram.cli.progress import Progress
from sddiagram.errors import SddiagramError, StaleError
from sddiagram.files import refuse_unwritable, write_whole
from sddiagram.model.text import few
from sddiagram.telling.embed import Note, Studio, checked, notes_in, refreshed, removed, unused

SHOWN = 5
"""How many stale files the last line names."""


def embedded(notes: Sequence[Path], *, check: bool, run: bool, clean: bool, force: bool) -> None:
    """Draw what `notes` ask for, or only check it; the worst error is raised, at the end."""
    found, errors = _read(notes)
    for note in found:
        for remark in note.remarks:
            typer.echo(f"warning: {remark}", err=True)
    if not errors and not any(note.requests or note.remarks for note in found):
        typer.echo(
            "warning: no note asks for a picture; write <!-- sddiagram: llm-serving --> in one.",
            err=True,
        )
    studio = Studio(run=run)
    if check:
        errors += _check(found, studio)
    else:
        errors += _refresh(found, studio, force=force, clean=clean and not errors)
    # A bad note stops none of the others, so all errors are told at the end, and the worst one is
    # raised: its exit code is the command's.
    errors.sort(key=lambda error: error.exit_code)
    for error in errors[:-1]:
        typer.echo(f"error: {error}", err=True)
    if errors:
        raise errors[-1]


def _read(given: Sequence[Path]) -> tuple[list[Note], list[SddiagramError]]:
    """The notes that are named, each once, and what cannot be read."""
    found: dict[Path, Note] = {}
    errors: list[SddiagramError] = []
    for one in given:
        try:
            paths = notes_in(one)
        except SddiagramError as error:
            errors.append(error)
            continue
        for path in paths:
            try:
                note = Note.read(path)
                found.setdefault(note.path, note)
            except SddiagramError as error:
                errors.append(error)
    return list(found.values()), errors


def _check(notes: Sequence[Note], studio: Studio) -> list[SddiagramError]:
    errors: list[SddiagramError] = []
    stale: dict[Path, None] = {}
    for note in notes:
        result = checked(note, studio)
        errors += result.errors
        for one in result.stale:
            typer.echo(f"{one.place}: {one.why}.", err=True)
            stale[one.path] = None
    if stale:
        named = few([str(path) for path in stale], SHOWN)
        errors.append(StaleError(f"Stale: {named}. Run the same command without --check."))
    return errors


def _refresh(
    notes: Sequence[Note], studio: Studio, *, force: bool, clean: bool
) -> list[SddiagramError]:
    errors: list[SddiagramError] = []
    used: set[Path] = set()
    progress = Progress(sum(len(note.requests) for note in notes))
    for note in notes:
        result = refreshed(note, studio, force=force, progress=progress.step)
        used |= {note.picture(file) for file in result.pictures}
        if result.errors:
            errors += result.errors
            continue
        try:
            changed = list(result.changed())
            for _, path, _ in changed:
                refuse_unwritable(path)
            for shown, path, content in changed:
                write_whole(path, content)
                progress.clear()
                typer.echo(str(shown))
        except SddiagramError as error:
            errors.append(error)
    progress.clear()
    errors += _tell_unused(unused(notes, used), clean=clean and not errors)
    return errors


def _tell_unused(pictures: Sequence[Path], *, clean: bool) -> list[SddiagramError]:
    """Tell of pictures that nothing shows any more, or remove them."""
    errors: list[SddiagramError] = []
    for path in pictures:
        try:
            if clean and removed(path):
                typer.echo(f"removed {path}", err=True)
                continue
        except SddiagramError as error:
            errors.append(error)
            continue
        why = " It was changed by hand, so it stays." if clean else " --clean removes it."
        typer.echo(f"warning: {path}: no note here shows this picture any more.{why}", err=True)
    return errors
