"""`sddiagram render`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from sddiagram import library
from sddiagram.cli.names import complete_pattern
from sddiagram.errors import DesignError, NotFoundError, OutputError
from sddiagram.files import write_whole
from sddiagram.model.direction import Direction
from sddiagram.model.pattern import Pattern
from sddiagram.render import FORMATS, Format, drawn, format_named, refuse_ignored
from sddiagram.render.board.names import picture_name
from sddiagram.render.drawing import Options
from sddiagram.render.theme import THEMES


@dataclass(frozen=True, slots=True)
class Job:
    """A picture to be drawn."""

    pattern: Pattern
    stage: int | None
    format: str
    options: Options

    @property
    def file(self) -> str:
        """The picture's name."""
        ending = f".{FORMATS[self.format].suffix}"
        return picture_name(self.pattern, self.stage, ending, sheet=self.options.sheet)


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
    theme: Annotated[str, typer.Option(help=f"{', '.join(THEMES)}, or a TOML file.")] = "auto",
    numbered: Annotated[
        bool, typer.Option("--numbered", help="Number the arrows that a request takes.")
    ] = False,
    sheet: Annotated[
        bool, typer.Option("--sheet", help="All stages on one page, as SVG or PNG.")
    ] = False,
    templates: Annotated[
        Path | None, typer.Option(help="A folder of templates for the page (-f html).")
    ] = None,
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
    wanted = dict.fromkeys(name.casefold() for name in formats or ["svg", "png"])
    drawn_as = {name: format_named(name) for name in wanted}
    options = Options(
        direction=Direction.named(direction),
        scale=scale,
        engine=engine,
        theme=theme,
        numbered=numbered,
        sheet=sheet,
        templates=templates,
    )
    refuse_ignored(options, drawn_as)
    names = [entry.name for entry in library.entries()] if every else list(patterns or ())
    loaded = [library.load(name) for name in names]
    jobs = [
        Job(pattern, number, name, options.only(format.honours))
        for pattern in loaded
        for name, format in drawn_as.items()
        for number in _stages(pattern, stage, whole=format.whole or _on_sheet(format, sheet))
    ]
    if output == "-" and len(jobs) != 1:
        raise OutputError(f"-o - takes one picture, not {len(jobs)}; choose one -f and one stage.")
    if clash := _twice([job.file for job in jobs]):
        raise OutputError(f"Two patterns would be written to {clash}; rename one of their files.")
    if audit:
        _audit(loaded, stage, options.only(FORMATS["svg"].honours))
    for index, job in enumerate(jobs, start=1):
        content = drawn(job.pattern, job.format, job.options, stage=job.stage)
        if output == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            continue
        path = Path(output) / job.file
        write_whole(path, content)
        if len(jobs) > 1 and sys.stderr.isatty():
            typer.echo(f"\r{index}/{len(jobs)} ", nl=False, err=True)
        typer.echo(str(path))
    if show and output != "-":
        typer.launch(str(Path(output) / jobs[0].file))


def _audit(patterns: list[Pattern], stage: str, options: Options) -> None:
    from sddiagram.render.checking import audit

    for pattern in patterns:
        for number in _stages(pattern, stage):
            picture = drawn(pattern, "svg", options, stage=number)
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


def _on_sheet(format: Format, sheet: bool) -> bool:
    return sheet and "sheet" in format.honours


def _twice(files: list[str]) -> str | None:
    seen: set[str] = set()
    return next((file for file in files if file in seen or seen.add(file)), None)  # type: ignore[func-returns-value]
