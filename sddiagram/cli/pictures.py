"""Pictures that are drawn and written, one after the other."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from sddiagram.cli.jobs import Job, drawings, stages_of
from sddiagram.cli.output import format_of_file, put_on_standard_output
from sddiagram.files import write_whole
from sddiagram.model.pattern import Pattern
from sddiagram.render.drawing import Options


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


def audited(patterns: Sequence[Pattern], stage: str, options: Options) -> None:
    """Say what a reader of these pictures would stumble over."""
    from sddiagram.render import drawn
    from sddiagram.render.board.names import picture_name
    from sddiagram.render.checking import audit

    for pattern in patterns:
        for number in stages_of(pattern, stage):
            picture = drawn(pattern, "svg", options, stage=number)
            for finding in audit(picture):
                where = picture_name(pattern, number, "")
                print(f"warning: {where}: {finding}", file=sys.stderr)
