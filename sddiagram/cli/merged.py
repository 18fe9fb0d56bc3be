"""The merged picture that `compare` and `diff` write, and what they share on the command line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sddiagram.cli.names import complete_pattern

if TYPE_CHECKING:
    from sddiagram.model.marks import Marks
    from sddiagram.model.pattern import Pattern

FORMATS = ("svg", "png", "mermaid")

Side = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE|NAME@STAGE|REV:FILE",
        help="A design, one of its stages (rag@2), or its file at a git revision.",
        autocompletion=complete_pattern,
    ),
]
Picture = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        help="Also draw both as one picture: a file that ends in .svg, .png or .mmd, or -.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="An object, for scripts.")]


def write_picture(
    pattern: "Pattern", marks: "Marks", output: str, drawing: Mapping[str, Any]
) -> None:
    """Draw the merged pattern into the file `output`, or onto standard output as SVG.

    Raises `OutputError` for a file of another kind.
    """
    from pathlib import Path

    from sddiagram.cli.output import format_of_file, put_on_standard_output
    from sddiagram.errors import OutputError
    from sddiagram.files import write_whole
    from sddiagram.render import FORMATS as KNOWN, drawn
    from sddiagram.render.drawing import Options

    format = "svg" if output == "-" else format_of_file(output)
    if format not in FORMATS:
        raise OutputError(f"{output}: give a file that ends in .svg, .png or .mmd.")
    options = Options.of({**drawing, "marks": marks}).only(KNOWN[format].honours)
    content = drawn(pattern, format, options)
    if output == "-":
        put_on_standard_output(content)
        return
    write_whole(Path(output), content)
    print(output, flush=True)


def print_parts(parts: Mapping[str, list[str]]) -> None:
    """Print each title with its lines; a title without lines is left out."""
    from sddiagram.cli.wrapping import wrapped

    for title, lines in parts.items():
        if lines:
            print(f"\n{title}")
            for line in lines:
                print(wrapped(line, "  - ", ""))
