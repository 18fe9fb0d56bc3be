"""`sddiagram diff`."""

from typing import Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.merged import WAYS, AsJson, Picture
from sddiagram.cli.names import complete_pattern


@drawing_options("direction", "theme", "scale", "engine")
def diff(
    before: Annotated[
        str, typer.Argument(metavar="BEFORE", help=WAYS, autocompletion=complete_pattern)
    ],
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="[AFTER]",
            help="Likewise.",
            autocompletion=complete_pattern,
            show_default=False,
        ),
    ] = None,
    revision: Annotated[
        str,
        typer.Option(
            "--rev", metavar="HEAD~1", help="Of one file: what changed since.", show_default=False
        ),
    ] = "",
    output: Picture = None,
    as_json: AsJson = False,
    **drawing: Any,
) -> None:
    """Say what changed between two designs, stages or git revisions, and draw it as one picture.

    Example: sddiagram diff rag@1 rag@3 -o rag.svg, or sddiagram diff shop.py --rev HEAD~1, or
    sddiagram diff main:patterns/shop.py patterns/shop.py
    """
    from sddiagram.compare.difference import difference, merged
    from sddiagram.errors import DesignError
    from sddiagram.library.sides import side

    if bool(after) == bool(revision):
        raise DesignError(
            "diff compares two designs: name both, or one file and --rev, such as --rev HEAD~1."
        )
    if output:
        from sddiagram.cli.merged import picture_format

        picture_format(output, as_json=as_json)
    sides = (before, after) if after else (f"{revision}:{before}", before)
    found = difference(*(side(one) for one in sides))
    if as_json:
        import json

        from sddiagram.compare.sheet import difference_sheet

        print(json.dumps(difference_sheet(found), ensure_ascii=False, indent=2))
    elif output != "-":
        from sddiagram.cli.merged import print_parts
        from sddiagram.compare.telling import differing

        print(f"From {sides[0]} to {sides[1]}" + ("" if found else ": nothing changed."))
        print_parts(differing(found))
    if output:
        from sddiagram.cli.merged import write_picture

        write_picture(*merged(found, f"{sides[0]} → {sides[1]}"), output, drawing, as_json=as_json)
