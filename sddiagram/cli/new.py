"""`sddiagram new`."""

from typing import Annotated

import typer

from sddiagram import library
from sddiagram.cli.names import complete_pattern
from sddiagram.errors import DesignError, OutputError
from sddiagram.files import write_whole
from sddiagram.model.text import file_stem
from sddiagram.template import filled


def new(
    name: Annotated[str, typer.Argument(help="The pattern's name, such as photo-sharing.")],
    base: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PATTERN",
            help="Start from a copy of this pattern.",
            autocompletion=complete_pattern,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Write patterns/NAME.py: a skeleton that renders and teaches, or a copy to edit.

    Example: sddiagram new my-feed --from two-stage-recommendation
    """
    if file_stem(name) != name.casefold().replace("_", "-") or not name.isascii():
        raise DesignError(f"{name!r} is no pattern name; use letters, digits and hyphens.")
    path = library.OWN_FOLDER / f"{name.casefold().replace('-', '_')}.py"
    if path.exists() and not force:
        raise OutputError(f"{path} is there already; choose another name, or say --force.")
    title = name.replace("-", " ").replace("_", " ").capitalize()
    write_whole(path, _source(title, base).encode())
    typer.echo(str(path))
    typer.echo(f"Next: sddiagram render {library.name_of(path)}", err=True)


def _source(title: str, base: str | None) -> str:
    if base is None:
        return filled("new_pattern.py.j2", title=title)
    source = library.load(base).source
    return filled("copied_pattern.py.j2", base=base, source=source)
