"""`sddiagram estimate`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.cli.names import OnePattern
from sddiagram.cli.what_if import Facts, Fail, Load, ZoneLost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sddiagram.model.numbers import Answered, Numbers
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
    from sddiagram.cli.wrapping import wrapped

    stage = f", stage {view.number}: {view.stage.title}" if len(view.pattern.stages) > 1 else ""
    print(f"{view.pattern.title}{stage}")
    if found.what_if:
        print(wrapped(f"What if: {'; '.join(found.what_if)}.", hanging=""))
    if not found.traffic:
        print(wrapped(_NOTHING, hanging=""))
        return
    print("\nWhat comes in")
    for one in found.traffic:
        print(wrapped(f"{one.requests.name}: {one.how}", "  - ", ""))
    print("\nAt the peak")
    _table(found)
    if how:
        _derivations(view, found)
    for id, many in found.stored.items():
        print(f"\n{view.component(id).label} holds")
        for stored in many:
            print(wrapped(stored.how, "  - ", ""))
    _times_and_costs(found)
    _figures(view, found)
    _breaking(found)
    _requirements(found)


_NOTHING = (
    "Nothing enters this design, so no number follows. Say what a client sends: "
    "sd.Client('Users', sends=sd.Requests('open', 50_000_000 * sd.per_day))."
)


_NOT_WAITED = "nothing on its way is waited for"


def _table(found: "Numbers") -> None:
    from sddiagram.cli.table import print_table

    rows = [
        {
            "component": load.component.label,
            "is asked": str(load.rate),
            "one carries": "" if load.capacity is None else str(load.capacity),
            "replicas": f"{load.instances:,}",
            "used": _percent(load.use),
            "zone lost": _percent(load.zone_lost),
            "verdict": load.verdict.value,
        }
        for load in found
    ]
    print_table(rows, [*rows[0]] if rows else ["component"])


def _percent(part: float | None) -> str:
    if part is None:
        return ""
    return f"{part:.0%}" if part < 1e6 else "none left"


def _derivations(view: "View", found: "Numbers") -> None:
    from sddiagram.cli.wrapping import wrapped

    print("\nHow the replicas follow")
    for load in found:
        print(wrapped(f"{load.component.label}: {load.how}.", "  - ", ""))
    print("\nHow the rates follow")
    for arrow, one in found.arrows.items():
        ends = f"{view.component(arrow.source).label} -> {view.component(arrow.target).label}"
        label = f" “{arrow.link.label}”" if arrow.link.label else ""
        print(wrapped(f"{ends}{label}: {one.how}.", "  - ", ""))


def _times_and_costs(found: "Numbers") -> None:
    from sddiagram.cli.wrapping import wrapped

    print("\nTime to an answer")
    for one in found.answered:
        print(wrapped(f"{one.requests.name}: {_time(one)}.", "  - ", ""))
    print("\nAvailability")
    for one in found.answered:
        known = f"{100 * one.availability:.6g}%" if one.availability else ""
        missing = (
            f"not assessed, since none is stated of {_few(one.unproven)}"
            if one.unproven
            else _NOT_WAITED
        )
        print(wrapped(f"{one.requests.name}: {known or missing}.", "  - ", ""))
    print("\nCost")
    if found.cost.month is None:
        print(wrapped("not assessed, since no component states a cost.", "  - ", ""))
        return
    each = found.cost.each_thousand
    print(
        wrapped(
            f"{found.cost.month} a month"
            + (f", {each:.2g} for a thousand requests." if each and not each.counts[1:] else "."),
            "  - ",
            "",
        )
    )
    if found.cost.unknown:
        print(wrapped(f"Without {_few(found.cost.unknown)}, which state none.", "  - ", ""))


def _time(one: "Answered") -> str:
    if one.full:
        return f"without end, since {_few(one.full)} is asked more than it carries"
    if one.delay is None and not one.unknown:
        return _NOT_WAITED
    if one.delay is None or one.longest is None:
        return f"not assessed, since no latency is stated of {_few(one.unknown) or 'any hop'}"
    delay = one.delay
    said = f"p50 {delay.p50:.3g}, p95 {delay.p95:.3g}, p99 {delay.p99:.3g}"
    if one.longest.p99 > delay.p99 * 1.001:
        said += f"; where every cache misses p95 {one.longest.p95:.3g}, p99 {one.longest.p99:.3g}"
    return f"{said}; the p99s of its hops add up to {one.worst}, an upper bound"


def _few(labels: "Sequence[str]") -> str:
    shown = labels[:5]
    more = f" and {len(labels) - len(shown)} more" if len(labels) > len(shown) else ""
    return f"{', '.join(shown)}{more}"


def _figures(view: "View", found: "Numbers") -> None:
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.estimate.figures import figures

    rows = figures(view, found)
    if rows:
        print("\nFigures")
    unknown: dict[str, list[str]] = {}
    for one in rows:
        if one.value is None:
            unknown.setdefault(one.how, []).append(one.label)
        else:
            print(wrapped(f"{one.label}: {one.value} ({one.how}).", "  - ", ""))
    for why, labels in unknown.items():
        print(wrapped(f"no figure for {'; '.join(labels)}: {why}", "  - ", ""))


def _requirements(found: "Numbers") -> None:
    from sddiagram.cli.wrapping import wrapped

    if found.requirements:
        print("\nAsked in the brief")
    for one in found.requirements:
        said = f"{one.verdict.value}: {one.question} {one.answer} ({one.how})"
        print(wrapped(said, "  - ", ""))


def _breaking(found: "Numbers") -> None:
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.estimate.breaking import full_at

    first = found.breaks_first
    if first:
        print("\nWhat breaks first")
        for load in first[:5]:
            print(wrapped(f"{load.component.label}: {full_at(load)}.", "  - ", ""))
    if found.not_assessed:
        names = ", ".join(load.component.label for load in found.not_assessed)
        print("\n" + wrapped(f"Not assessed, since no capacity is known: {names}.", hanging=""))
