"""`sddiagram units`."""

from typing import Annotated

import typer

from sddiagram import units as table
from sddiagram.cli.table import print_json, print_table, said_in
from sddiagram.errors import NotFoundError
from sddiagram.quantity import Quantity

_OF = {(0, 1): "time", (0, -1): "rate", (1, 0): "size", (1, -1): "throughput", (0, 0): "count"}


def units(
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="Only those with WORD in it.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="A list of objects, for scripts.")
    ] = False,
) -> None:
    """List the units: sizes, times, rates, and what can be counted.

    Example: sddiagram units rate. In a pattern: 2_000 * sd.rps, 5_000 * sd.tokens / sd.s
    """
    names: dict[Quantity, list[str]] = {}
    for name, value in vars(table).items():
        if isinstance(value, Quantity):
            names.setdefault(value, []).append(name)
    rows = [
        {"names": same, "of": of, "is": _said(unit)}
        for unit, same in names.items()
        for of in [_OF[unit.dimension]]
        if said_in(word, *same, of)
    ]
    if word and not rows:
        known = (name for same in names.values() for name in same)
        raise NotFoundError.among(
            "unit", word, known, "See `sddiagram units`, or make one: sd.unit('score')."
        )
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("names", "of", "is"))


def _said(unit: Quantity) -> str:
    """How large `unit` is, as its neighbours say it."""
    if unit.dimension == (0, -1) and unit.value < 1:
        return f"1 request per {1 / unit}".replace("per 1 ", "per ")
    return str(unit) if unit.dimension != (0, 0) or unit.counts else "1 request"
