"""`sddiagram list`."""

import json
from typing import Annotated

import typer

from sddiagram import library
from sddiagram.errors import SddiagramError
from sddiagram.model.pattern import Pattern


def list_patterns(
    as_json: Annotated[
        bool, typer.Option("--json", help="A list of objects, for scripts.")
    ] = False,
) -> None:
    """List the patterns by category: built in, and in ./patterns.

    Example: sddiagram list --json
    """
    patterns: list[Pattern] = []
    for entry in library.entries():
        try:
            patterns.append(library.load(entry.path))
        except SddiagramError as error:
            typer.echo(f"warning: {error}", err=True)
    rows = [
        {
            "name": pattern.name,
            "title": pattern.title,
            "category": pattern.category,
            "stages": len(pattern.stages),
            "summary": pattern.summary,
        }
        for pattern in patterns
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    columns = ("name", "title", "category", "stages")
    rows.sort(key=lambda row: (str(row["category"]), str(row["name"])))
    table = [columns, *(tuple(str(row[column]) for column in columns) for row in rows)]
    widths = [max(len(row[index]) for row in table) for index in range(len(columns))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
