"""The options of how a picture is drawn, as they follow from the table of `render.drawing`."""

import inspect
from collections.abc import Callable
from dataclasses import Field, fields
from typing import Annotated, Any

import typer

from sddiagram.cli.names import complete_from
from sddiagram.model.direction import Direction
from sddiagram.render.options import Options

_OPTIONS: dict[str, Field[Any]] = {
    one.name: one for one in fields(Options) if "help" in one.metadata
}


def drawing_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give the command these options (all of them without names) in place of its `**drawing`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        plain = [
            one
            for one in inspect.signature(command).parameters.values()
            if one.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        added = [_parameter(_OPTIONS[name]) for name in names or _OPTIONS]
        parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (*plain, *added)]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        return command

    return decorate


def _parameter(option: "Field[Any]") -> inspect.Parameter:
    default, values = option.default, option.metadata["values"]
    said = typer.Option(
        f"--{option.name.replace('_', '-')}",
        help=option.metadata["help"],
        autocompletion=values and complete_from(values),
    )
    kind = str if isinstance(default, Direction) else option.type
    if isinstance(default, Direction):
        default = default.value
    return inspect.Parameter(
        option.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, said],
    )
