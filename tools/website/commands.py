"""The tables of the commands and of the errors, from what the program says itself."""

import inspect

from typer.main import get_command

from sddiagram import errors as refused
from sddiagram.cli.app import app
from tools.website.asked import printed
from tools.website.markdown import code, table


def names() -> list[str]:
    """The names of the commands, in the order of the program's help."""
    return list(get_command(app).commands)  # type: ignore[attr-defined]


def commands_shown() -> str:
    """The help of every command, as the terminal shows it."""
    parts = [" · ".join(f"[{name}](#{name})" for name in names())]
    for name in names():
        parts += [f"## {name}", f"```text\n{printed(name, '--help').strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def errors_shown() -> str:
    """Every class of errors with its exit code and its meaning."""
    classes = [
        one
        for one in vars(refused).values()
        if inspect.isclass(one) and issubclass(one, refused.SddiagramError)
    ]
    rows = [
        (code(f"sd.{one.__name__}"), one.exit_code, (one.__doc__ or "").partition("\n")[0])
        for one in classes
    ]
    return table(["class", "exit code", "meaning"], rows)
