"""A row of the chart: a component, and a bar up to the load that it bears."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from sddiagram.estimate.growth import LEAST, Growth
from sddiagram.estimate.limits import Limit
from sddiagram.render.board.shapes import draw_box, draw_text, number
from sddiagram.render.chart.axis import RIGHT, WIDTH, Axis
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.measure.text import width, wrap

ROW = 44.0
_BAR, _NAME, _SAID = 12.0, 13.0, 11.5
_LABEL_LEFT, _LABEL_WIDTH = 24.0, 172.0


def draw_row(
    root: Element,
    growth: Growth,
    axis: Axis,
    limits: Sequence[Limit],
    top: float,
    *,
    by_hand: bool,
) -> None:
    """Draw the limits of one component, which stand in the order of their stages."""
    last = limits[-1]
    component = last.component
    row = SubElement(root, "g", {"class": f"row {component.kind.family.value}"})
    name = wrap(component.label, _NAME, _LABEL_WIDTH, 1, bold=True)[0]
    if name != component.label:
        SubElement(row, "title").text = component.label
    draw_text(row, name, _LABEL_LEFT, top + 17, _NAME, "name", bold=True)
    carries = wrap(_carries(last), _SAID, _LABEL_WIDTH, 1)[0]
    draw_text(row, carries, _LABEL_LEFT, top + 32, _SAID, "detail")
    y = top + 8
    start, end = axis.place(_start(growth, limits[0].stage)), axis.place(last.at)
    bar = Rectangle(min(start, end - 3), y, max(3.0, end - start), _BAR)
    draw_box(row, bar, "bar", 3, component.id, by_hand=by_hand)
    if last.grows and end < RIGHT:
        onward = f"M{number(end + 4)},{number(y + _BAR / 2)}H{number(RIGHT)}"
        SubElement(row, "path", {"class": "onward", "d": onward})
    free = 0.0
    for one in limits:
        if one is not last and one.at >= last.at:
            continue
        x = axis.place(one.at)
        if one is not last:
            tick = f"M{number(x)},{number(y)}v{number(_BAR)}"
            SubElement(row, "path", {"class": "tick", "d": tick})
        beyond = " →" if one.at > axis.end else ""
        said = growth.said(one.at).split(" ")[0] + beyond
        wide = width(said, _SAID)
        left = min(max(x - wide / 2, free), WIDTH - 8 - wide)
        draw_text(row, said, left, y + _BAR + 14, _SAID, "limit")
        free = left + wide + 8


def _start(growth: Growth, stage: int) -> float:
    """From which load on a component of this stage is needed: what needs no stage came before."""
    known = [one.at for one in growth.stages[:stage] if one.at is not None]
    return known[-1] if known else LEAST


def _carries(limit: Limit) -> str:
    """What stands against the load: `3 × 1,500 rps`."""
    one = limit.component.node if limit.by_size else limit.load.capacity
    return f"{limit.load.serving:,} × {one}"
