"""`sddiagram embed`."""

from pathlib import Path
from typing import Annotated

import typer

from sddiagram.embed import refreshed
from sddiagram.errors import StaleError
from sddiagram.files import write_whole


def embed(
    notes: Annotated[list[Path], typer.Argument(metavar="NOTE.md...", help="Markdown files.")],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when a picture or link is stale.")
    ] = False,
) -> None:
    """Draw the pictures that Markdown notes ask for, beside the notes, and refresh their links.

    A note asks with a comment, `<!-- sddiagram: llm-serving stage=2 theme=dark -->`, or with a
    fenced block of Python, "```python sddiagram". Options: stage, theme, direction, format (svg,
    png, animated), alt, name, numbered, sheet.

    Example: sddiagram embed notes/*.md
    """
    done = [refreshed(note) for note in notes]
    stale = [path for one in done for path in one.stale()]
    if check:
        if stale:
            listed = ", ".join(str(path) for path in stale)
            raise StaleError(f"Stale: {listed}. Run the same command without --check.")
        return
    contents = {
        path: content
        for one in done
        for path, content in [*one.pictures.items(), (one.note, one.text)]
    }
    for path in dict.fromkeys(stale):
        write_whole(path, contents[path])
        typer.echo(str(path))
