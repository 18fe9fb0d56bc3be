"""Patterns by name or path: the built-in ones, and those in ./patterns."""

from pathlib import Path

from sddiagram.library.naming import OWN_FOLDER, Entry, built_in, entries, find, name_of
from sddiagram.library.running import read, text_of
from sddiagram.model.pattern import Pattern

__all__ = ["OWN_FOLDER", "Entry", "built_in", "entries", "find", "load", "name_of", "read"]


def load(name_or_path: str | Path) -> Pattern:
    """The pattern with this name, or in this file.

    Raises `NotFoundError` when there is none, and `PatternFileError`, with the file and the line,
    when the file cannot be read, does not run, or does not hold exactly one pattern.
    """
    path = find(name_or_path)
    return read(text_of(path), name_of(path), path)
