"""Completion of pattern names."""

from sddiagram import library


def complete_pattern(incomplete: str) -> list[str]:
    """The names of patterns that start as typed."""
    return [entry.name for entry in library.entries() if entry.name.startswith(incomplete)]
