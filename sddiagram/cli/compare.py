"""`sddiagram compare`."""

from typing import Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.merged import WAYS, AsJson, Picture
from sddiagram.cli.names import complete_pattern


@drawing_options("direction", "theme", "scale", "engine")
def compare(
    mine: Annotated[
        str, typer.Argument(metavar="MINE", help=WAYS, autocompletion=complete_pattern)
    ],
    reference: Annotated[
        str, typer.Argument(metavar="REFERENCE", help="Likewise.", autocompletion=complete_pattern)
    ],
    output: Picture = None,
    least: Annotated[
        float | None,
        typer.Option(
            "--min",
            metavar="0.8",
            help="End with 1 below this score, for CI.",
            show_default=False,
            min=0.0,
            max=1.0,
        ),
    ] = None,
    as_json: AsJson = False,
    **drawing: Any,
) -> None:
    """Hold your design against a reference: what is covered, missing or as good, and a score.

    Each capability of the reference is worth 1 to 3 points by its role. Other technologies, other
    kinds of a role, split and merged components and alternatives that the reference names get all
    of them, half a job gets half, and what is extra costs nothing; docs/compare.md has the rubric.

    Example: sddiagram compare my-rag.py rag -o compared.png, or sddiagram compare mine.py rag@2
    """
    from sddiagram.compare import compare as compared
    from sddiagram.library.sides import side

    if output:
        from sddiagram.cli.merged import picture_format

        picture_format(output, as_json=as_json)
    found = compared(side(mine), side(reference))
    if as_json:
        import json

        from sddiagram.compare.sheet import comparison_sheet

        print(json.dumps(comparison_sheet(found), ensure_ascii=False, indent=2))
    elif output != "-":
        from sddiagram.cli.merged import print_parts
        from sddiagram.compare import telling

        print(telling.headline(found))
        print_parts(telling.compared(found))
    if output:
        from sddiagram.cli.merged import write_picture
        from sddiagram.compare.beside import merged

        write_picture(*merged(found), output, drawing, as_json=as_json)
    if least is not None and found.score < least:
        from sddiagram.cli import say

        say(f"The score {found.score:.2f} is below --min {least:g}.")
        raise typer.Exit(1)
