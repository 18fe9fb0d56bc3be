"""`sddiagram skill`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sddiagram.telling.skill import Command


def skill(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file, such as SKILL.md.", show_default="printed"),
    ] = None,
) -> None:
    """Print a short description of the language, commands, errors and rules for coding agents.

    Example: sddiagram skill -o SKILL.md
    """
    import sddiagram as sd
    from sddiagram import vocabulary
    from sddiagram.files import write_whole
    from sddiagram.telling.skill import skill as described

    words = {name: getattr(sd, name) for name in vars(vocabulary)["__all__"]}
    text = described(words, [*_commands()])
    if output is None:
        print(text, end="")
        return
    write_whole(output, text.encode())
    print(output)


def _commands() -> "Iterator[Command]":
    """The commands, each with its arguments, its options and its first sentence."""
    from typer.main import get_command

    from sddiagram.cli.app import app
    from sddiagram.telling.skill import Command

    context = typer.Context(get_command(app))
    for name in context.command.list_commands(context):  # type: ignore[attr-defined]
        command = context.command.get_command(context, name)  # type: ignore[attr-defined]
        usage = [f"sddiagram {name}"]
        for one in command.params:
            if one.param_type_name == "argument":
                usage.append(one.make_metavar(context))
            elif not one.hidden:
                usage.append(f"[{max(one.opts, key=len)}]")
        meaning = " ".join((command.help or "").partition("\n\n")[0].split())
        yield Command(" ".join(usage), meaning)
