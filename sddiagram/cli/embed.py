"""`sddiagram embed`."""

from pathlib import Path
from typing import Annotated

import typer


def embed(
    notes: Annotated[
        list[Path],
        typer.Argument(
            metavar="NOTE.md|FOLDER...", help="Markdown files, or folders of them with all below."
        ),
    ],
    check: Annotated[
        bool,
        typer.Option("--check", help="Run, draw and write nothing; fail when something is stale."),
    ] = False,
    run: Annotated[
        bool,
        typer.Option(
            "--run", help="Run the Python that the notes hold or name. Read it before you do."
        ),
    ] = False,
    clean: Annotated[
        bool,
        typer.Option(
            "--clean", help="Remove pictures of sddiagram's beside the notes that nothing shows."
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace files that sddiagram did not draw, too."),
    ] = False,
) -> None:
    """Draw the pictures that Markdown notes ask for, beside the notes, and refresh their links.

    A note asks with a comment on a line of its own. A built-in pattern needs nothing more:

    \b
      <!-- sddiagram: llm-serving stage=2 theme=dark -->

    A sketch is only text, so it needs no more either: ```sddiagram and then Users -> API -> Redis.

    All else is somebody's own Python. It runs only with --run, just as `python FILE` would run it,
    so read it first: a file in the note's folder or below, a pattern of ./patterns, and a block:

    \b
      <!-- sddiagram: shop.py -->
      <!-- sddiagram: my-pattern -->
      ```{ .python .sddiagram }      or  ```python sddiagram

    --check runs none of it. A block's options stand in its braces or behind its first words.

    Options: stage, theme (also a .toml file in the note's folder), direction, format (svg, png,
    animated), alt, name, numbered, sheet.

    Example: sddiagram embed notes/
    """  # noqa: D301 - the marks keep the lines of the examples apart
    from sddiagram.cli.embedding import embedded

    embedded(notes, check=check, run=run, clean=clean, force=force)
