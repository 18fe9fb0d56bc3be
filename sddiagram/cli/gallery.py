"""`sddiagram gallery`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sddiagram import library
from sddiagram.files import write_whole
from sddiagram.telling.gallery import gallery as site


def gallery(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder.")] = Path("gallery"),
) -> None:
    """Write a static site of all patterns: search, stages, notes, source. It needs no server.

    Example: sddiagram gallery -o site
    """
    patterns = [library.load(entry.path) for entry in library.entries()]
    done = 0
    for file, content in site(patterns):
        write_whole(output / file, content)
        done += file.endswith(".html") and file != "index.html"
        if sys.stderr.isatty():
            typer.echo(f"\r{done}/{len(patterns)} designs ", nl=False, err=True)
    if sys.stderr.isatty():
        typer.echo(err=True)
    typer.echo(str(output / "index.html"))
