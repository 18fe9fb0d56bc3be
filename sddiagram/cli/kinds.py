"""`sddiagram kinds`."""

from typing import Annotated

import typer

from sddiagram import kinds as table
from sddiagram.cli.table import print_json, print_table, said_in
from sddiagram.errors import NotFoundError
from sddiagram.model.component import Kind


def kinds(
    word: Annotated[
        str | None,
        typer.Argument(metavar="[WORD]", help="Only those with WORD in name, family or meaning."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="A list of objects, for scripts.")
    ] = False,
) -> None:
    """List the kinds of component, family by family, with what each is for.

    Example: sddiagram kinds queue. In a pattern: sd.Queue("Orders")
    """
    known = [kind for kind in vars(table).values() if isinstance(kind, Kind)]
    rows = [
        {"name": kind.noun, "family": kind.family.value, "meaning": kind.meaning}
        for kind in known
        if said_in(word, kind.noun, kind.family.value, kind.meaning)
    ]
    if word and not rows:
        raise NotFoundError.among(
            "kind",
            word,
            (kind.noun for kind in known),
            "See `sddiagram kinds`, or make one: sd.Kind('Ledger', sd.Family.DATA).",
        )
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("name", "family", "meaning"))
