"""`sddiagram estimate`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.cli.names import OnePattern
from sddiagram.cli.what_if import Facts, Fail, Load, ZoneLost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sddiagram.model.numbers import Numbers
    from sddiagram.model.pattern import View


def estimate(
    name: OnePattern,
    stage: Annotated[
        int | None,
        typer.Option(
            "--stage", help="After this stage, from 1.", show_default="the last", metavar="N"
        ),
    ] = None,
    load: Load = "1x",
    fail: Fail = None,
    zone: ZoneLost = False,
    facts: Facts = None,
    how: Annotated[bool, typer.Option("--how", help="With all derivations.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="An object, for scripts.")] = False,
) -> None:
    """Print the numbers that follow from a design's facts: rates, replicas, what breaks first.

    Example: sddiagram estimate scalable-api --load 10x --fail Cache
    """
    from sddiagram.cli.what_if import asked
    from sddiagram.estimate.board import numbers
    from sddiagram.estimate.sheet import sheet
    from sddiagram.library import load as load_pattern

    pattern = load_pattern(name)
    asked_pattern = asked(pattern, load=load, fail=fail or [], zone=zone, facts=facts or [])
    view = asked_pattern.view(stage)
    found = numbers(view)
    if as_json:
        import json

        print(json.dumps(sheet(view, found), ensure_ascii=False, indent=2))
        return
    _print(view, found, how=how)


def _print(view: "View", found: "Numbers", *, how: bool) -> None:
    from sddiagram.cli.table import print_table
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.estimate import spoken
    from sddiagram.estimate.grounds import grounds

    stage = f", stage {view.number}: {view.stage.title}" if len(view.pattern.stages) > 1 else ""
    print(f"{view.pattern.title}{stage}")
    if found.what_if:
        print(wrapped(f"What if: {'; '.join(found.what_if)}.", hanging=""))
    if not found.traffic:
        nothing = f"Nothing enters this design, so no number follows. Say {spoken.SENDS}"
        print(wrapped(nothing, hanging=""))
        return
    _list("What comes in", spoken.traffic(found))
    print("\nAt the peak")
    heads = [head.lower() for head in spoken.HEADS]
    print_table([dict(zip(heads, spoken.cells(load), strict=True)) for load in found], heads)
    stands_on = grounds(view, found)
    if how:
        _list("How the replicas follow", spoken.replicas(found))
        _list("How the rates follow", spoken.rates(view, found))
    _list("Bandwidth", spoken.bandwidth(view, found))
    _list("What is held", spoken.storage(view, found))
    _list("Time to an answer", spoken.times(found))
    _list("Availability", spoken.availability(found))
    _list("Staleness, at most", spoken.staleness(found))
    _list("Cost", spoken.cost(found))
    _list("Figures", spoken.figures(view, found))
    _list("What breaks first", spoken.breaking(found))
    if missing := spoken.not_assessed(found):
        print("\n" + wrapped(missing, hanging=""))
    _list("Asked in the brief", spoken.requirements(found))
    _list("Cited", [*stands_on.cited, *(stands_on.sources if how else ())])
    _list("Assumed", stands_on.assumed)


def _list(title: str, lines: "Iterable[str]") -> None:
    """Print a title, and a line for each; nothing where there is none."""
    from sddiagram.cli.wrapping import wrapped

    told = [wrapped(line, "  - ", "") for line in lines]
    if told:
        print("\n".join(["", title, *told]))
