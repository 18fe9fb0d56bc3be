"""`sddiagram list`."""

from typing import Annotated

import typer

from sddiagram import library
from sddiagram.cli.table import print_json, print_table
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
        print_json(rows)
        return
    rows.sort(key=lambda row: (str(row["category"]), str(row["name"])))
    print_table(rows, ("name", "title", "category", "stages"))
