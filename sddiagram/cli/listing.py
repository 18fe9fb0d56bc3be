"""`sddiagram list`."""

import sys
from typing import Annotated

import typer

from sddiagram.cli.table import print_json, print_table


def list_patterns(
    as_json: Annotated[
        bool, typer.Option("--json", help="A list of objects, for scripts.")
    ] = False,
) -> None:
    """List the patterns by category: built in, and in ./patterns. It runs no file.

    Example: sddiagram list --json
    """
    from sddiagram.errors import SddiagramError
    from sddiagram.library.metadata import index_of, metadata_of
    from sddiagram.library.naming import entries
    from sddiagram.shipped import shipped

    index = index_of(shipped("patterns"))
    rows: list[dict[str, object]] = []
    for entry in entries():
        try:
            said = metadata_of(entry.path, None if entry.own else index)
        except SddiagramError as error:
            print(f"warning: {error}", file=sys.stderr)
            continue
        rows.append(
            {
                "name": entry.name,
                "title": (said and said.title) or entry.name,
                "category": said.category if said else "",
                "stages": said.stages if said else None,
                "summary": said.summary if said else "",
                "own": entry.own,
            }
        )
    if as_json:
        print_json(rows)
        return
    rows.sort(key=lambda row: (str(row["category"]), str(row["name"])))
    columns = ["name", "title", "category", "stages"]
    if any(row["own"] for row in rows):
        columns.append("own")
    print_table([{**row, "own": "yes" if row["own"] else ""} for row in rows], columns)
