"""`sddiagram notes`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.names import OnePattern, complete_from


@drawing_options("theme", "templates")
def notes(
    name: OnePattern,
    format: Annotated[
        str,
        typer.Option(
            "-f",
            "--format",
            help="md, or html: one page that prints.",
            autocompletion=complete_from(lambda: ("md", "html")),
        ),
    ] = "md",
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder.")] = Path("output"),
    stages: Annotated[bool, typer.Option("--stages", help="A picture of each stage.")] = False,
    **drawing: Any,
) -> None:
    """Write study notes of a design in the five steps of the interview.

    With --templates DIR, a notes.md.j2 or notes.html.j2 in that folder is used instead of ours.

    Example: sddiagram notes llm-serving -f html --stages
    """
    from sddiagram.cli.output import folder
    from sddiagram.cli.waiting import telling
    from sddiagram.files import write_whole
    from sddiagram.library import load
    from sddiagram.telling.notes import notes as written

    place = folder(output, ".md", ".html")
    pattern = load(name)
    with telling(f"writing notes of {pattern.name}"):
        files = written(pattern, format, stages=stages, **drawing)
    for file, content in files.items():
        write_whole(place / file, content)
        print(place / file, flush=True)
