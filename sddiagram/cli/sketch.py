"""`sddiagram sketch`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.names import complete_format
from sddiagram.cli.what_if import Facts, Fail, Load, ZoneLost


@drawing_options()
def sketch(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT|FILE|-]",
            help="A sketch in quotation marks, a file with one, or - for standard input.",
        ),
    ] = None,
    diagrams: Annotated[
        Path | None,
        typer.Option(
            "--from-diagrams",
            metavar="FILE.py",
            help="Read a script of mingrammer's diagrams; it is not run.",
        ),
    ] = None,
    save: Annotated[
        str | None,
        typer.Option("--save", metavar="NAME", help="Also write patterns/NAME.py, to go on with."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite that file.")] = False,
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
        str, typer.Option("-o", "--output", help="The folder, a picture's file, or - to print it.")
    ] = "output",
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
    """Draw a design from a few words, a drawing made of letters, Mermaid or D2.

    \b
    Arrows: -> or =>, --> or ..> (asynchronous), <->. Fan out: App -> Redis, Postgres
    Words on an arrow: App -> DB: write, or App -(miss)-> DB. A group: [Serving] Model, GPUs
    Facts: App x3, Users @ 2k rps, Redis hit 90%. A note: Worker (mails). A comment: # later

    Kinds and technologies are understood from the names. Without a text in a terminal, type lines
    and see the picture grow.

    Example: sddiagram sketch "Users -> Load balancer -> App servers x3 -> Redis, Postgres"
    """  # noqa: D301 - the mark keeps the lines apart
    from dataclasses import replace

    from sddiagram.cli.jobs import jobs_of
    from sddiagram.cli.output import formats_for
    from sddiagram.cli.pictures import audited, with_findings, write_pictures
    from sddiagram.cli.sketching import from_diagrams, is_conversation, sketched, type_lines
    from sddiagram.cli.what_if import asked
    from sddiagram.model.marks import Marked
    from sddiagram.render import FORMATS, format_named, refuse_ignored
    from sddiagram.render.options import Options

    drawn_as = {name: format_named(name) for name in formats_for(output, formats or ())}
    drawing["numbers"] |= bool(fail) or zone or load != "1x"
    options = Options.of(drawing)
    refuse_ignored(replace(options, findings={1: Marked()} if findings else {}), drawn_as)
    if is_conversation(given, diagrams):
        from sddiagram.cli.live import live_page

        with live_page() as page:
            type_lines(options, output, save, force=force, show=page)
        return
    pattern = from_diagrams(diagrams, save) if diagrams else sketched(given or [], save)
    if save:
        from sddiagram.cli.sketching import keep

        keep(pattern, save, force=force)
    pattern = asked(pattern, load=load, fail=fail or [], zone=zone, facts=facts or [])
    jobs = jobs_of([pattern], drawn_as, "final", options, output)
    if findings:
        jobs = [with_findings(job) for job in jobs]
    if audit:
        audited([pattern], "final", options.only(FORMATS["svg"].honours))
    write_pictures(jobs, output, show=show)
