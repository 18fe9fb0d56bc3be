"""`sddiagram scale`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sddiagram.cli.drawing import drawing_options
from sddiagram.cli.names import OnePattern, complete_from

if TYPE_CHECKING:
    from sddiagram.estimate.growth import Growth, Needed
    from sddiagram.estimate.limits import Limit


@drawing_options("theme", "scale")
def scale(
    name: OnePattern,
    format: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            help="Draw the chart: svg or png.",
            show_default=False,
            autocompletion=complete_from(lambda: ("svg", "png")),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="The folder or file of the chart, or -. [default: output]",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="An object, for scripts.")] = False,
    **drawing: Any,
) -> None:
    """Tell what is full when, from one user to a hundred million, and which stage answers it.

    Example: sddiagram scale scalable-api, or sddiagram scale scalable-api -f png
    """
    from sddiagram.errors import DesignError
    from sddiagram.estimate.growth import growth
    from sddiagram.estimate.spoken import SENDS
    from sddiagram.library import load

    found = growth(load(name))
    if found is None:
        raise DesignError(f"{name}: nothing enters this design, so nothing grows. Say {SENDS}")
    if as_json:
        import json

        from sddiagram.estimate.growth_sheet import growth_sheet

        print(json.dumps(growth_sheet(found), ensure_ascii=False, indent=2))
    elif format or output:
        _draw(found, format, output or "output", **drawing)
    else:
        _print(found)


def _draw(found: "Growth", format: str | None, output: str, *, theme: str, scale: float) -> None:
    from pathlib import Path

    from sddiagram.cli.output import format_of_file, formats_for, put_on_standard_output
    from sddiagram.errors import NotFoundError
    from sddiagram.files import write_whole
    from sddiagram.render.chart import chart
    from sddiagram.render.formats.png import png

    wanted = formats_for(output, [format] if format else ())
    for one in wanted:
        if one not in ("svg", "png"):
            raise NotFoundError.among("format of a chart", one, ("svg", "png"))
    for one in wanted:
        content = chart(found, theme)
        if one == "png":
            content = png(content, scale=scale)
        if output == "-":
            put_on_standard_output(content)
            continue
        file = f"{found.pattern.name}-scale.{one}"
        path = Path(output) if format_of_file(output) else Path(output, file)
        write_whole(path, content)
        print(path, flush=True)


def _print(found: "Growth") -> None:
    from sddiagram.cli.table import print_table
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.estimate.growth import LEAST, MOST
    from sddiagram.estimate.spoken import unassessed

    start = found.said(LEAST).split(" ")[0]
    print(f"{found.pattern.title}, from {start} to {found.said(MOST)}")
    print(wrapped(f"It is made for {found.made_for}.", hanging=""))
    if found.limits:
        print("\nWhat is full when")
        rows = [_row(found, one) for one in found.limits]
        print_table(rows, [*rows[0]])
    if len(found.stages) > 1:
        print("\nFrom when on each stage is needed")
    for needed in found.stages[len(found.stages) == 1 :]:
        print(wrapped(_needed(found, needed), "  - ", ""))
    if missing := unassessed(found.not_assessed):
        print("\n" + wrapped(missing, hanging=""))


def _row(found: "Growth", one: "Limit") -> dict[str, str]:
    answer = f"stage {one.answer}: {one.how}" if one.answer else one.how
    peak = {"at the peak": str(found.rate(one.at))} if found.unit == "users" else {}
    return {
        "at": found.said(one.at),
        **peak,
        "full": one.component.label + (" (its nodes)" if one.by_size else ""),
        "replicas": f"{one.load.instances:,}",
        "in stage": str(one.stage),
        "answered by": answer or "nothing yet",
    }


def _needed(found: "Growth", needed: "Needed") -> str:
    title = needed.view.stage.title or "The design"
    said = f"{needed.view.number}. {title}: "
    if needed.view.number == 1:
        return f"{said}from the start."
    if needed.at is None or needed.full is None:
        return f"{said}no known limit asks for it; it has other reasons."
    return (
        f"{said}from {found.said(needed.at)} on, the limit of {needed.full.component.label}; "
        f"{needed.full.how}."
    )
