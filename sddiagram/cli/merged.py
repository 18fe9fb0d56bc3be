"""The merged picture that `compare` and `diff` write, and what they share on the command line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sddiagram.model.marks import Marks
    from sddiagram.model.pattern import Pattern

FORMATS = ("svg", "png", "mermaid")

WAYS = "A name, a file, one stage (rag@2), or a file at a git revision (HEAD~1:patterns/shop.py)."
"""How a design is named."""
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


def picture_format(output: str, *, as_json: bool) -> str:
    """The format of the picture `output`; onto standard output it is SVG.

    Raises `OutputError` for a file of another kind, and where JSON goes to standard output too.
    """
    from sddiagram.cli.output import format_of_file
    from sddiagram.errors import OutputError

    if output == "-" and as_json:
        raise OutputError("--json and -o - both write to standard output; name a file with -o.")
    format = "svg" if output == "-" else format_of_file(output)
    if format not in FORMATS:
        raise OutputError(f"{output}: give a file that ends in .svg, .png or .mmd.")
    return format


def write_picture(
    pattern: "Pattern",
    marks: "Marks",
    output: str,
    drawing: Mapping[str, Any],
    *,
    as_json: bool,
) -> None:
    """Draw the merged pattern into the file `output`, and say so unless JSON is printed."""
    from pathlib import Path

    from sddiagram.cli.output import put_on_standard_output
    from sddiagram.files import write_whole
    from sddiagram.render import FORMATS as KNOWN, drawn
    from sddiagram.render.drawing import Options

    format = picture_format(output, as_json=as_json)
    options = Options.of({**drawing, "marks": marks}).only(KNOWN[format].honours)
    content = drawn(pattern, format, options)
    if output == "-":
        put_on_standard_output(content)
        return
    write_whole(Path(output), content)
    if not as_json:
        print(output, flush=True)


def print_parts(parts: Mapping[str, list[str]]) -> None:
    """Print each title with its lines; a title without lines is left out."""
    from sddiagram.cli.wrapping import wrapped

    for title, lines in parts.items():
        if lines:
            print(f"\n{title}")
            for line in lines:
                print(wrapped(line, "  - ", ""))
