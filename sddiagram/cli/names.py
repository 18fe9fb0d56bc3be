"""The patterns that a command line means, and completion of what can stand on it."""

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from sddiagram.model.pattern import Pattern

_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
"""Names that mean themselves in every shell; some shells run what others hold, on completion."""


def complete_pattern(incomplete: str) -> list[str]:
    """The names of patterns that start as typed, of files with plain names only."""
    from sddiagram.library.naming import entries

    return [
        entry.name
        for entry in entries()
        if entry.name.startswith(incomplete) and _PLAIN.fullmatch(entry.path.stem)
    ]


OnePattern = Annotated[
    str, typer.Argument(metavar="NAME|FILE", help="A pattern.", autocompletion=complete_pattern)
]
Mine = Annotated[bool, typer.Option("--mine", help="Every pattern in ./patterns.")]


def complete_stage(ctx: typer.Context, incomplete: str) -> list[str]:
    """The stages of the pattern on the line, as far as its file says them without running."""
    from sddiagram.errors import SddiagramError
    from sddiagram.library.metadata import index_of, metadata_of
    from sddiagram.library.naming import find

    counts = [0]
    for name in ctx.params.get("patterns") or ():
        try:
            path = find(name)
            said = metadata_of(path, index_of(path.parent))
        except SddiagramError:
            continue
        counts.append((said and said.stages) or 0)
    offered = ["all", "final", *(str(number) for number in range(1, max(counts) + 1))]
    return [one for one in offered if one.startswith(incomplete)]


def complete_from(values: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Completion of a value that is one of a few words."""

    def complete(incomplete: str) -> list[str]:
        return [value for value in values() if value.casefold().startswith(incomplete.casefold())]

    return complete


def complete_format(incomplete: str) -> list[str]:
    """The output formats that start as typed."""
    from sddiagram.render import FORMATS

    return complete_from(lambda: FORMATS)(incomplete)


def files_named(name: str) -> "tuple[tuple[Path, ...], bool]":
    """The files that `name` means, and whether it is a folder, which means all of its patterns."""
    from pathlib import Path

    from sddiagram.errors import NotFoundError
    from sddiagram.library.naming import find, in_folder

    folder = Path(name)
    try:
        return (find(name),), False
    except NotFoundError:
        if not folder.is_dir():
            raise
    files = in_folder(folder)
    if not files:
        raise NotFoundError(f"{folder}: there is no pattern in this folder; its files end in .py.")
    return files, True


def chosen(
    names: Iterable[str], *, built_ins: bool, mine: bool
) -> "tuple[list[Pattern], list[str]]":
    """The patterns that a command is to draw, and what is wrong with those that cannot be.

    A file that was named has to load; of a folder, a broken one stops no other. Raises
    `NotFoundError` and `PatternFileError` as `load` does.
    """
    from sddiagram.errors import NotFoundError, SddiagramError
    from sddiagram.library import load
    from sddiagram.library.naming import built_in, own

    named: dict[Path, str | None] = {}
    for name in names:
        files, in_folder = files_named(name)
        named |= dict.fromkeys(files, None if in_folder else name)
    if mine:
        found = own()
        if not found:
            raise NotFoundError(
                "There is no pattern in ./patterns; write one with `sddiagram new NAME`."
            )
        named = {entry.path: named.get(entry.path) for entry in found} | named
    if built_ins:
        taken = {entry.name for entry in own()} if mine else set()
        named |= {entry.path: str(entry.path) for entry in built_in() if entry.name not in taken}
    patterns, broken = [], []
    for path, said in named.items():
        try:
            patterns.append(load(said or path))
        except SddiagramError as error:
            if said:
                raise
            print(f"warning: {error}", file=sys.stderr)
            if not _is_helper(path):
                broken.append(str(path))
    if not patterns:
        raise NotFoundError("There is no pattern to draw; see the warnings above.")
    return patterns, broken


def _is_helper(path: "Path") -> bool:
    """Whether the file writes no pattern, so that others may import it."""
    from sddiagram.errors import SddiagramError
    from sddiagram.library.metadata import metadata_of

    try:
        return metadata_of(path) is None
    except SddiagramError:
        return False
