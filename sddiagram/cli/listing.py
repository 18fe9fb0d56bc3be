"""`sddiagram list`."""

import sys
from typing import Annotated

import typer


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
        import json

        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    rows.sort(key=lambda row: (str(row["category"]), str(row["name"])))
    print("\n".join(_table(rows)))


def _table(rows: list[dict[str, object]]) -> list[str]:
    """The rows as lines that fit the terminal: the titles give way first, then the names."""
    import shutil

    columns = ["name", "title", "category", "stages"]
    if any(row["own"] for row in rows):
        columns.append("own")
    table = [columns, *([_cell(row[column]) for column in columns] for row in rows)]
    widths = [max(len(row[index]) for row in table) for index in range(len(columns))]
    room = shutil.get_terminal_size((10_000, 24)).columns if sys.stdout else 80
    for index in (1, 0, 2):
        over = sum(widths) + 2 * (len(columns) - 1) - room
        widths[index] = max(min(widths[index], 12), widths[index] - max(over, 0))
    return [
        "  ".join(
            (cell if len(cell) <= width else f"{cell[: width - 1]}…").ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in table
    ]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "?" if value is None else str(value)
