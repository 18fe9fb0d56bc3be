"""`sddiagram new`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sddiagram.cli.names import complete_pattern


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
    templates: Annotated[
        Path | None, typer.Option(help="A folder with a new_pattern.py.j2 to use before ours.")
    ] = None,
) -> None:
    """Write patterns/NAME.py: a skeleton that renders and teaches, or a copy to edit.

    Example: sddiagram new my-feed --from two-stage-recommendation
    """
    from sddiagram.cli.pattern_file import path_of, write_pattern
    from sddiagram.library.naming import built_in, name_of

    path = path_of(name)
    title = name.replace("-", " ").replace("_", " ").capitalize()
    write_pattern(path, _source(title, base, templates), force=force)
    print(path)
    if any(entry.name == name_of(path) for entry in built_in()):
        print(
            f"note: {name_of(path)} is your own {path} from here on, not the built-in.",
            file=sys.stderr,
        )
    print(f"Next: sddiagram render {name_of(path)}", file=sys.stderr)


def _source(title: str, base: str | None, templates: Path | None) -> str:
    from sddiagram.library import load
    from sddiagram.template import filled

    if base is None:
        return filled("new_pattern.py.j2", templates, title=title)
    return filled("copied_pattern.py.j2", templates, base=base, source=load(base).source)
