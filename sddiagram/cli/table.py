"""Tables in the terminal, and lists of objects for scripts."""

import json
from collections.abc import Mapping, Sequence

import typer

Row = Mapping[str, object]


def print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print these columns of `rows` under their names, aligned."""
    table = [tuple(columns), *(tuple(_shown(row[column]) for column in columns) for row in rows)]
    widths = [max(len(line[index]) for line in table) for index in range(len(columns))]
    for line in table:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def print_json(rows: Sequence[Row]) -> None:
    """Print `rows` whole, as a JSON list."""
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def said_in(word: str | None, *texts: str) -> bool:
    """Whether one of `texts` has `word` in it, whatever its case; without a word each has."""
    return not word or any(word.strip().casefold() in text.casefold() for text in texts)
