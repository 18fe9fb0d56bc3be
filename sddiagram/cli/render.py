"""`sddiagram render`."""

import sys
from pathlib import Path
from typing import Annotated, TypedDict

import typer

from sddiagram import library
from sddiagram.cli.names import complete_pattern
from sddiagram.errors import DesignError, NotFoundError, OutputError
from sddiagram.files import write_whole
from sddiagram.model.pattern import Direction, Pattern
from sddiagram.render import FORMATS, format_named, render as drawn
from sddiagram.render.names import picture_name


class Options(TypedDict):
    """How every picture of one run is drawn."""

    direction: Direction
    scale: float
    engine: str
    theme: str
    numbered: bool


def render(
    patterns: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|FILE]...",
            help="Patterns, by name or file.",
            autocompletion=complete_pattern,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every pattern that has a name.")] = False,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f", "--format", help=f"{', '.join(FORMATS)}; repeatable. [default: svg and png]"
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", help="The folder to write to, or - for one picture.")
    ] = "output",
    stage: Annotated[str, typer.Option(help="A stage's number, all, or final.")] = "final",
    direction: Annotated[str, typer.Option(help="auto, LR or TB.")] = "auto",
    scale: Annotated[float, typer.Option(help="Pixels of a PNG for each of the picture's.")] = 2.0,
    engine: Annotated[str, typer.Option(help="Layout: auto, embedded or dot.")] = "auto",
    theme: Annotated[
        str, typer.Option(help="auto, light, dark, print, sketch, or a TOML file.")
    ] = "auto",
    numbered: Annotated[
        bool, typer.Option("--numbered", help="Number the arrows that a request takes.")
    ] = False,
    sheet: Annotated[
        bool, typer.Option("--sheet", help="All stages on one page, as SVG or PNG.")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="Warn of what a reader would stumble over.")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the first picture.")] = False,
) -> None:
    """Draw patterns as pictures.

    Example: sddiagram render llm-serving --stage all -f svg
    """
    if every == bool(patterns):
        raise NotFoundError("Name a pattern or a file, or say --all. See `sddiagram list`.")
    wanted = formats or ["svg", "png"]
    drawn_as = [(name, format_named(name)) for name in dict.fromkeys(wanted)]
    way = Direction.named(direction)
    names = [entry.name for entry in library.entries()] if every else list(patterns or ())
    loaded = [library.load(name) for name in names]
    jobs = [
        (pattern, number, name, picture_name(pattern, number, f".{format.suffix}", sheet=sheet))
        for pattern in loaded
        for name, format in drawn_as
        for number in _stages(pattern, stage, whole=format.whole or sheet)
    ]
    if output == "-" and len(jobs) != 1:
        raise OutputError(f"-o - takes one picture, not {len(jobs)}; choose one -f and one stage.")
    if clash := _twice([file for *_, file in jobs]):
        raise OutputError(f"Two patterns would be written to {clash}; rename one of their files.")
    options: Options = {
        "direction": way,
        "scale": scale,
        "engine": engine,
        "theme": theme,
        "numbered": numbered,
    }
    if audit:
        _audit(loaded, stage, options)
    for index, (pattern, number, name, file) in enumerate(jobs, start=1):
        content = drawn(pattern, name, stage=number, sheet=sheet, **options)
        if output == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            continue
        path = Path(output) / file
        write_whole(path, content)
        if len(jobs) > 1 and sys.stderr.isatty():
            typer.echo(f"\r{index}/{len(jobs)} ", nl=False, err=True)
        typer.echo(str(path))
    if show and output != "-":
        typer.launch(str(Path(output) / jobs[0][-1]))


def _audit(patterns: list[Pattern], stage: str, options: Options) -> None:
    from sddiagram.render.audit import audit

    for pattern in patterns:
        for number in _stages(pattern, stage):
            picture = drawn(pattern, stage=number, **options)
            for finding in audit(picture):
                where = picture_name(pattern, number, "")
                typer.echo(f"warning: {where}: {finding}", err=True)


def _stages(pattern: Pattern, stage: str, *, whole: bool = False) -> list[int | None]:
    """The stages to draw, one file each; None is the final picture, or all stages in one."""
    if stage == "final" or (stage == "all" and whole):
        return [None]
    if stage == "all":
        return list(range(1, len(pattern.stages) + 1))
    if not stage.isascii() or not stage.isdigit():
        raise DesignError(
            f"--stage {stage}: give all, final, or a number from 1 to {len(pattern.stages)}."
        )
    return [pattern.view(int(stage)).number]


def _twice(files: list[str]) -> str | None:
    seen: set[str] = set()
    return next((file for file in files if file in seen or seen.add(file)), None)  # type: ignore[func-returns-value]
