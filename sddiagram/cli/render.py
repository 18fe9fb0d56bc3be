"""`sddiagram render`."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.names import Mine, complete_format, complete_pattern, complete_stage
from sddiagram.cli.what_if import Facts, Fail, Load, ZoneLost

if TYPE_CHECKING:
    from sddiagram.cli.jobs import Job
    from sddiagram.model.pattern import Pattern
    from sddiagram.render.drawing import Options


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
    from pathlib import Path

    from sddiagram.cli.jobs import drawings, jobs_of
    from sddiagram.cli.names import chosen
    from sddiagram.cli.output import format_of_file, formats_for, put_on_standard_output
    from sddiagram.cli.what_if import asked
    from sddiagram.errors import DesignError, NotFoundError
    from sddiagram.files import write_whole
    from sddiagram.model.marks import Marked
    from sddiagram.render import FORMATS, format_named, refuse_ignored
    from sddiagram.render.drawing import Options

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
        jobs = [_with_findings(job) for job in jobs]
    if audit:
        _audit(loaded, stage, options.only(FORMATS["svg"].honours))
    for job, content in drawings(jobs):
        if output == "-":
            put_on_standard_output(content)
            continue
        path = Path(output) if format_of_file(output) else Path(output, job.file)
        write_whole(path, content)
        print(path, flush=True)
        if show and job is jobs[0]:
            typer.launch(str(path))
    if broken:
        raise DesignError(f"Not drawn: {', '.join(broken)}; see the warnings above.")


def _with_findings(job: "Job") -> "Job":
    """The picture with what a review finds on each of its boards."""
    from sddiagram.render import FORMATS
    from sddiagram.review import review
    from sddiagram.review.marking import marked

    if "findings" not in FORMATS[job.format].honours:
        return job
    asked = job.pattern
    is_whole = FORMATS[job.format].whole or job.options.sheet
    views = asked.views if is_whole else [asked.view(job.stage)]
    found = {view.number: marked(review(view)) for view in views}
    return replace(job, options=replace(job.options, findings=found))


def _audit(patterns: "list[Pattern]", stage: str, options: "Options") -> None:
    from sddiagram.cli.findings import print_findings
    from sddiagram.cli.jobs import stages_of
    from sddiagram.render import drawn
    from sddiagram.render.board.names import picture_name
    from sddiagram.render.checking import audit

    for pattern in patterns:
        for number in stages_of(pattern, stage):
            picture = drawn(pattern, "svg", options, stage=number)
            print_findings(audit(picture), picture_name(pattern, number, ""), sys.stderr)
