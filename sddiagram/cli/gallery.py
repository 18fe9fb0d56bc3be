"""`sddiagram gallery`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.names import Mine, complete_pattern


@drawing_options("theme", "templates")
def gallery(
    patterns: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|FILE|FOLDER]...",
            help="Patterns, by name or file, or a folder of them. [default: all built-in ones]",
            autocompletion=complete_pattern,
        ),
    ] = None,
    mine: Mine = False,
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder.")] = Path("gallery"),
    **drawing: Any,
) -> None:
    """Write a static site of patterns: search, stages, notes, source. It needs no server.

    Example: sddiagram gallery -o site, or sddiagram gallery --mine
    """
    from sddiagram.cli.names import chosen
    from sddiagram.cli.output import folder
    from sddiagram.cli.waiting import telling
    from sddiagram.errors import DesignError
    from sddiagram.files import write_whole
    from sddiagram.telling.gallery import gallery as site

    place = folder(output, ".html", ".htm")
    loaded, broken = chosen(patterns or (), built_ins=not (patterns or mine), mine=mine)
    files = site(loaded, **drawing)
    done = 0
    while True:
        with telling(f"drawing the gallery ({done}/{len(loaded)})"):
            file, content = next(files, ("", b""))
        if not file:
            break
        write_whole(place / file, content)
        done = min(done + file.endswith(".html"), len(loaded))
    print(place / "index.html")
    if broken:
        raise DesignError(f"Not in the gallery: {', '.join(broken)}; see the warnings above.")
