"""Pictures that are drawn and written, one after the other."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from sddiagram.cli.jobs import Job, drawings, stages_of
from sddiagram.cli.output import format_of_file, put_on_standard_output
from sddiagram.files import write_whole
from sddiagram.model.pattern import Pattern
from sddiagram.render import FORMATS, drawn
from sddiagram.render.options import Options


def write_pictures(jobs: Sequence[Job], output: str, *, show: bool) -> None:
    """Draw all `jobs` into the folder or file `output`, or to standard output for `-`."""
    for job, content in drawings(jobs):
        if output == "-":
            put_on_standard_output(content)
            continue
        path = Path(output) if format_of_file(output) else Path(output, job.file)
        write_whole(path, content)
        print(path, flush=True)
        if show and job is jobs[0]:
            typer.launch(str(path))


def with_findings(job: Job) -> Job:
    """The picture with what a review finds on each of its boards."""
    # Here, since most pictures are drawn without a review.
    from sddiagram.review import review
    from sddiagram.review.marking import marked

    if "findings" not in FORMATS[job.format].honours:
        return job
    asked = job.pattern
    is_whole = FORMATS[job.format].whole or job.options.sheet
    views = asked.views if is_whole else [asked.view(job.stage)]
    found = {view.number: marked(review(view)) for view in views}
    return replace(job, options=replace(job.options, findings=found))


def audited(patterns: Sequence[Pattern], stage: str, options: Options) -> None:
    """Say what a reader of these pictures would stumble over."""
    from sddiagram.cli.findings import print_findings
    from sddiagram.render.board.names import picture_name
    from sddiagram.render.checking import audit

    for pattern in patterns:
        for number in stages_of(pattern, stage):
            picture = drawn(pattern, "svg", options, stage=number)
            print_findings(audit(picture), picture_name(pattern, number, ""), sys.stderr)
