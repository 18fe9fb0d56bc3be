"""`sddiagram watch`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from sddiagram.cli.names import complete_pattern


def watch(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME|FILE|FOLDER]",
            help="A pattern, or a folder of them. [default: ./patterns, or an empty page]",
            autocompletion=complete_pattern,
        ),
    ] = "",
    port: Annotated[
        int, typer.Option(help="The page's port on this machine; 0 takes a free one.")
    ] = 8420,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    editor: Annotated[
        str,
        typer.Option(
            metavar="COMMAND", help='Opens an error\'s place, such as "code -g {file}:{line}".'
        ),
    ] = "",
) -> None:
    """Show designs on a local page that follows their files: every saved change is drawn at once.

    Example: sddiagram watch patterns/shop.py
    """
    from functools import partial

    from sddiagram.preview.server import Server
    from sddiagram.preview.studio import Studio
    from sddiagram.preview.workers import open_editor

    find = _finder(name)
    server = Server.opened(port, partial(open_editor, editor) if editor else None)
    server.studio = Studio(find, server.announce)
    try:
        print(f"{server.address} (Ctrl-C ends it)", flush=True)
        if not no_open:
            typer.launch(server.address)
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        print()
    finally:
        server.studio.end()
        server.server_close()


def _finder(name: str) -> Callable[[], Iterable[tuple[str, Path]]]:
    """What finds the designs to show by their names: those of a folder anew each time."""
    from sddiagram.errors import NotFoundError
    from sddiagram.library import OWN_FOLDER, find, name_of

    folder = Path(name) if name else Path(OWN_FOLDER)
    if folder.is_dir():
        return lambda: [
            (name_of(path), path)
            for path in sorted(folder.glob("*.py"))
            if not path.name.startswith("_")
        ]
    if not name:
        return list
    path = find(name)
    if not path.is_file():
        raise NotFoundError(f"{name}: there is no such pattern, file or folder.")
    return lambda: [(name_of(path), path)]
