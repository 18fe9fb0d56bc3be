"""`sddiagram new`."""

from pathlib import Path
from typing import Annotated

import typer

from sddiagram import library
from sddiagram.cli.names import complete_pattern
from sddiagram.errors import DesignError, OutputError
from sddiagram.files import write_whole
from sddiagram.model.text import slug


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
    if slug(name) != name.casefold().replace("_", "-") or not name.isascii():
        raise DesignError(f"{name!r} is no pattern name; use letters, digits and hyphens.")
    path = library.OWN_FOLDER / f"{name.casefold().replace('-', '_')}.py"
    if path.exists() and not force:
        raise OutputError(f"{path} is there already; choose another name, or say --force.")
    title = name.replace("-", " ").replace("_", " ").capitalize()
    write_whole(path, _source(title, base).encode())
    typer.echo(str(path))
    typer.echo(f"Next: sddiagram render {library.name_of(path)}", err=True)


def _source(title: str, base: str | None) -> str:
    # Here, since Jinja takes as long to import as the rest of a command.
    import jinja2

    loader = jinja2.FileSystemLoader([Path("templates"), library.shipped("templates")])
    environment = jinja2.Environment(
        loader=loader, keep_trailing_newline=True, undefined=jinja2.StrictUndefined
    )
    if base is None:
        return environment.get_template("new_pattern.py.j2").render(title=title)
    source = library.find(base).read_text(encoding="utf-8")
    library.load(base)
    return environment.get_template("copied_pattern.py.j2").render(base=base, source=source)
