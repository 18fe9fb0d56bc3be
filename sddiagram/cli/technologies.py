"""`sddiagram technologies`."""

from typing import Annotated

import typer

from sddiagram.cli.table import print_json, print_table, said_in
from sddiagram.errors import NotFoundError


def technologies(
    word: Annotated[
        str | None,
        typer.Argument(metavar="[WORD]", help="Only those with WORD in name, vendor or area."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="A list of objects, for scripts.")
    ] = False,
) -> None:
    """List the technologies that technology= knows, with their other names, area by area.

    Example: sddiagram technologies postgres. In a pattern: sd.Cache("Carts", technology="redis")
    """
    # Deferred: the table is long.
    from sddiagram.technology.row import key
    from sddiagram.technology.table import AREAS, TECHNOLOGIES, vendor_names

    wanted = key(word or "")
    known = [
        (wanted in map(key, row.names), row, area)
        for area, of_area in AREAS.items()
        for row in of_area
    ]
    rows = [
        {"name": row.name, "aliases": row.aliases, "area": area, "vendor": row.vendor}
        for is_meant, row, area in sorted(known, key=lambda one: not one[0])
        if is_meant or said_in(word, *row.names, *vendor_names(row), area)
    ]
    if word and not rows:
        names = (name for row in TECHNOLOGIES for name in row.names)
        raise NotFoundError.among(
            "technology",
            word,
            names,
            "See `sddiagram technologies`, or make one: sd.Technology('Ledgerbase').",
        )
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("name", "aliases", "area", "vendor"))
