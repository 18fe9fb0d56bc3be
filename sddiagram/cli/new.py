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
    from sddiagram.errors import DesignError, OutputError
    from sddiagram.files import write_whole
    from sddiagram.library.naming import OWN_FOLDER, built_in, name_of, own
    from sddiagram.model.text import file_stem

    wanted = name.casefold().replace("_", "-")
    if file_stem(name) != wanted or not name.isascii() or "." in name:
        raise DesignError(f"{name!r} is no pattern name; use letters, digits and hyphens.")
    path = OWN_FOLDER / f"{wanted.replace('-', '_')}.py"
    there = [entry.path for entry in own() if entry.name == wanted]
    if there and there != [path]:
        raise OutputError(f"{there[0]} has this name already; choose another one.")
    title = name.replace("-", " ").replace("_", " ").capitalize()
    source = _source(title, base, templates).encode()
    if force:
        write_whole(path, source)
    else:
        _write_first(path, source)
    print(path)
    if any(entry.name == wanted for entry in built_in()):
        print(f"note: {wanted} is your own {path} from here on, not the built-in.", file=sys.stderr)
    print(f"Next: sddiagram render {name_of(path)}", file=sys.stderr)


def _write_first(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; of several that do so at once, one succeeds."""
    from sddiagram.errors import OutputError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
    except FileExistsError:
        raise OutputError(
            f"{path} is there already; choose another name, or say --force."
        ) from None
    try:
        with file:
            file.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _source(title: str, base: str | None, templates: Path | None) -> str:
    from sddiagram.library import load
    from sddiagram.template import filled

    if base is None:
        return filled("new_pattern.py.j2", templates, title=title)
    return filled("copied_pattern.py.j2", templates, base=base, source=load(base).source)
