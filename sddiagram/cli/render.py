"""`sddiagram render`."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.names import Mine, complete_format, complete_pattern, complete_stage
from sddiagram.cli.what_if import Facts, Fail, Load, ZoneLost


@drawing_options()
def render(
    patterns: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|FILE|FOLDER]...",
            help="Patterns, by name or file, or a folder of them.",
            autocompletion=complete_pattern,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every built-in pattern.")] = False,
    mine: Mine = False,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            help="Such as svg, png, pdf, html; repeatable. [default: svg and png]",
            autocompletion=complete_format,
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", help="The folder; for one picture also its file, or - to print it."
        ),
    ] = "output",
    stage: Annotated[
        str,
        typer.Option(help="A stage's number, all, or final.", autocompletion=complete_stage),
    ] = "final",
    findings: Annotated[
        bool, typer.Option("--findings", help="Number what a review finds, and say it below.")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="Warn of what a reader would stumble over.")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the first picture.")] = False,
    load: Load = "1x",
    fail: Fail = None,
    zone: ZoneLost = False,
    facts: Facts = None,
    **drawing: Any,
) -> None:
    """Draw patterns as pictures.

    Example: sddiagram render llm-serving --stage all -f svg, or sddiagram render rag -o rag.png,
    or with its numbers: sddiagram render scalable-api --numbers --load 10x --fail Cache
    """
    from sddiagram.cli.jobs import jobs_of
    from sddiagram.cli.names import chosen
    from sddiagram.cli.output import formats_for
    from sddiagram.cli.pictures import audited, with_findings, write_pictures
    from sddiagram.cli.what_if import asked
    from sddiagram.errors import DesignError, NotFoundError
    from sddiagram.model.marks import Marked
    from sddiagram.render import FORMATS, format_named, refuse_ignored
    from sddiagram.render.options import Options

    if not (patterns or every or mine) or (patterns and every):
        raise NotFoundError("Name a pattern or a file, or say --all. See `sddiagram list`.")
    drawn_as = {name: format_named(name) for name in formats_for(output, formats or ())}
    # What nobody would see without the numbers asks for them.
    drawing["numbers"] |= bool(fail) or zone or load != "1x"
    options = Options.of(drawing)
    refuse_ignored(replace(options, findings={1: Marked()} if findings else {}), drawn_as)
    loaded, broken = chosen(patterns or (), built_ins=every, mine=mine)
    loaded = [
        asked(one, load=load, fail=fail or [], zone=zone, facts=facts or []) for one in loaded
    ]
    jobs = jobs_of(loaded, drawn_as, stage, options, output)
    if findings:
        jobs = [with_findings(job) for job in jobs]
    if audit:
        audited(loaded, stage, options.only(FORMATS["svg"].honours))
    write_pictures(jobs, output, show=show)
    if broken:
        raise DesignError(f"Not drawn: {', '.join(broken)}; see the warnings above.")
