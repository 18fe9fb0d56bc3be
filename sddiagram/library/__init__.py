"""Patterns by name or path: the built-in ones, those in ./patterns, and sketches in files."""

from collections.abc import Iterable
from pathlib import Path

from sddiagram.errors import DesignError, DrawingWarning, PatternFileError, SddiagramError
from sddiagram.library.naming import OWN_FOLDER, Entry, built_in, entries, find, name_of, shadowed
from sddiagram.model.pattern import Pattern
from sddiagram.sketch import LARGEST, SUFFIXES

__all__ = [
    "OWN_FOLDER",
    "Entry",
    "built_in",
    "entries",
    "find",
    "load",
    "load_all",
    "name_of",
    "read",
    "sketched",
]


def load(name_or_path: str | Path) -> Pattern:
    """The pattern with this name, or in this file, which may also hold a sketch (`shop.sketch`).

    Warns when the author's own pattern of this name is taken in place of a built-in one, of what
    the file defines without using it, and of what a sketch leaves open.

    Raises `NotFoundError` when there is none, and `PatternFileError`, with the file and the line,
    when the file cannot be read, does not run, or does not hold exactly one pattern.
    """
    import warnings

    from sddiagram.library.running import text_of

    path = find(name_or_path)
    if path.suffix in SUFFIXES:
        if path.stat().st_size > LARGEST:
            raise PatternFileError(f"{path} is larger than any sketch; split it.")
        return sketched(text_of(path), path)
    if path != Path(name_or_path) and shadowed(path):
        warnings.warn(
            f"{path}: this is your own {name_of(path)!r}, taken in place of the built-in one; "
            "rename the file to have both.",
            DrawingWarning,
            stacklevel=2,
        )
    return read(text_of(path), name_of(path), path)


def sketched(text: str, path: Path) -> Pattern:
    """The pattern that the sketch `text` says, which stands in `path`.

    Raises `PatternFileError` for a sketch that says nothing.
    """
    import warnings

    from sddiagram import sketch

    try:
        found = sketch.read(text, path.stem.replace("_", " ").capitalize(), name_of(path))
    except DesignError as error:
        raise PatternFileError(f"{path}: {error}") from error
    for remark in found.remarks:
        warnings.warn(f"{path}: {remark}", DrawingWarning, stacklevel=3)
    return found.pattern


def read(source: str, name: str, path: Path) -> Pattern:
    """The pattern that the Python text `source` defines, as `sddiagram.library.reading` says."""
    # Here, since most commands read no file.
    from sddiagram.library import reading

    return reading.read(source, name, path)


def load_all(found: Iterable[Entry]) -> tuple[list[Pattern], list[SddiagramError]]:
    """The patterns of all entries, and what was wrong with those that cannot be loaded.

    A broken file, or one without a pattern, stops none of the others.
    """
    patterns: list[Pattern] = []
    problems: list[SddiagramError] = []
    for entry in found:
        try:
            patterns.append(load(entry.path))
        except SddiagramError as error:
            problems.append(error)
    return patterns, problems
