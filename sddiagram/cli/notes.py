"""`sddiagram notes`."""

from pathlib import Path
from typing import Annotated

import typer

from sddiagram import library
from sddiagram.cli.names import complete_pattern
from sddiagram.files import write_whole
from sddiagram.telling.notes import notes as written


def notes(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME|FILE", help="A pattern.", autocompletion=complete_pattern),
    ],
    format: Annotated[
        str, typer.Option("-f", "--format", help="md, or html: one page that prints.")
    ] = "md",
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder.")] = Path("output"),
    stages: Annotated[bool, typer.Option("--stages", help="A picture of each stage.")] = False,
) -> None:
    """Write study notes of a design in the five steps of the interview.

    A notes.md.j2 or notes.html.j2 of yours in ./templates is used instead of ours.

    Example: sddiagram notes llm-serving -f html --stages
    """
    for file, content in written(library.load(name), format, stages=stages).items():
        write_whole(output / file, content)
        typer.echo(str(output / file))
