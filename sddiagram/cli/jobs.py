"""The pictures that one command line asks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sddiagram.cli.output import format_of_file
from sddiagram.cli.waiting import telling
from sddiagram.errors import DesignError, OutputError
from sddiagram.model.pattern import Pattern
from sddiagram.render import FORMATS, Format, drawn
from sddiagram.render.board.names import picture_name
from sddiagram.render.options import Options

if TYPE_CHECKING:
    from sddiagram.render.layout import Layout


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

    @property
    def is_laid_out(self) -> bool:
        """Whether the picture needs the places of everything, rather than their order alone."""
        return "engine" in FORMATS[self.format].honours


def jobs_of(
    patterns: Sequence[Pattern],
    formats: Mapping[str, Format],
    stage: str,
    options: Options,
    output: str,
) -> list[Job]:
    """A job for each file to be written to `output`, pattern by pattern.

    Raises `DesignError` for a stage that is not there, and `OutputError` when two pictures would
    be one file.
    """
    jobs = [
        Job(pattern, number, name, options.only(format.honours))
        for pattern in patterns
        for name, format in formats.items()
        for number in stages_of(
            pattern, stage, whole=format.whole or (options.sheet and "sheet" in format.honours)
        )
    ]
    if len(jobs) != 1 and (output == "-" or format_of_file(output)):
        raise OutputError(
            f"-o {output} takes one picture, not {len(jobs)}; choose one -f and one stage."
        )
    if clash := twice(job.file for job in jobs):
        raise OutputError(f"Two pictures would be written to {clash}; rename one pattern's file.")
    return jobs


def drawings(jobs: Sequence[Job]) -> Iterator[tuple[Job, bytes]]:
    """Each job with its picture; a pattern is laid out once for all of its pictures."""
    places: Layout | None = None
    laid_out: Pattern | None = None
    for number, job in enumerate(jobs, start=1):
        of_all = f" ({number}/{len(jobs)})" if len(jobs) > 1 else ""
        with telling(f"drawing {job.pattern.name}{of_all}"):
            if job.is_laid_out and job.pattern is not laid_out:
                # Here, since `diagrams` is slow to load, and some formats are not laid out.
                from sddiagram.render.layout import layout

                drawn_is = job.pattern.design if job.options.numbers else job.pattern
                places = layout(drawn_is, job.options.direction, job.options.engine)
                laid_out = job.pattern
            known = places if job.is_laid_out else None
            content = drawn(job.pattern, job.format, job.options, stage=job.stage, layout=known)
        yield job, content


def stages_of(pattern: Pattern, stage: str, *, whole: bool = False) -> list[int | None]:
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


def twice(files: Iterable[str]) -> str | None:
    """A name that is among `files` twice, in any case."""
    seen: set[str] = set()
    for file in files:
        if file.casefold() in seen:
            return file
        seen.add(file.casefold())
    return None
