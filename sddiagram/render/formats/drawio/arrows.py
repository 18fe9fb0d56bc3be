"""Arrows of draw.io: bound to their cards, along the way that the layout found."""

import html
from collections.abc import Sequence
from itertools import pairwise
from math import dist
from xml.etree.ElementTree import SubElement

from sddiagram.model.flow import Arrow
from sddiagram.render.formats.drawio.cells import Cells, number, style
from sddiagram.render.layout import Layout
from sddiagram.render.measure.card import LABEL_SIZE, Label
from sddiagram.render.measure.corners import corners_of, few_points
from sddiagram.render.measure.geometry import Point, Rectangle, Route, crosses
from sddiagram.render.theme import Theme


def add_arrow(
    cells: Cells,
    arrow: Arrow,
    id: str,
    said: str,
    route: Route,
    places: Layout,
    shift: Point,
    *,
    is_new: bool,
) -> None:
    """The arrow of `route`, with what is `said` of it where the layout has its words."""
    theme, verb = cells.theme, arrow.link.verb
    corners = corners_of(route)
    way = corners or few_points(route)
    ends = {
        **_end("exit", way[0], places.cards[arrow.source]),
        **_end("entry", way[-1], places.cards[arrow.target]),
    }
    facts: dict[str, object] = {
        "html": 1,
        "rounded": 1,
        "endArrow": "block",
        "endFill": 1,
        "endSize": 6,
        "strokeColor": theme.accent if is_new else theme.line,
        "strokeWidth": verb.width,
    }
    if verb.dash:
        facts |= {"dashed": 1, "dashPattern": " ".join(f"{part:g}" for part in verb.dash)}
    drawn_as = {"edgeStyle": "orthogonalEdgeStyle"} if corners else {"curved": 1}
    geometry = cells.arrow(id, arrow.source, arrow.target, style(**drawn_as, **facts, **ends))
    if inner := way[1:-1]:
        points = SubElement(geometry, "Array", {"as": "points"})
        for x, y in inner:
            SubElement(points, "mxPoint", x=number(x + shift[0]), y=number(y + shift[1]))
    if said:
        middle = _middle(route, way)
        at, offset = _on_way(way, middle)
        words = "<br>".join(map(html.escape, Label.of_edge(said).lines))
        cells.label(
            id,
            words,
            at,
            offset,
            style(
                "edgeLabel",
                html=1,
                align="center",
                verticalAlign="middle",
                fontSize=LABEL_SIZE,
                fontColor=theme.muted,
                labelBackgroundColor=_ground(middle, places, theme),
            ),
        )


def _ground(point: Point, places: Layout, theme: Theme) -> str:
    """The colour that lies under `point`."""
    is_inside = any(crosses([point], panel) for panel in places.panels.values())
    return theme.panel if is_inside else theme.ground


def _end(side: str, point: Point, card: Rectangle) -> dict[str, object]:
    """Where an arrow leaves or enters its card, in parts of the card."""
    across, down = (point[0] - card.x) / card.width, (point[1] - card.y) / card.height
    place = {"X": across, "Y": down}
    found = {f"{side}{axis}": f"{min(1, max(0, part)):.4f}" for axis, part in place.items()}
    return {**found, f"{side}Dx": 0, f"{side}Dy": 0, f"{side}Perimeter": 0}


def _middle(route: Route, way: Sequence[Point]) -> Point:
    """The middle of the words: where the layout has them, else half way."""
    if route.label:
        return (
            route.label.x + route.label.width / 2,
            route.label.y + route.label.height / 2,
        )
    return _at(way, 0.5)


def _on_way(way: Sequence[Point], middle: Point) -> tuple[float, Point]:
    """The part of `way`, from -1 to 1, that is nearest to `middle`, and how far that is off."""
    total = sum(dist(one, other) for one, other in pairwise(way)) or 1.0
    best, place, gone = (float("inf"), 0.0, 0.0), (0.0, 0.0), 0.0
    for one, other in pairwise(way):
        span = dist(one, other)
        across, down = other[0] - one[0], other[1] - one[1]
        part = ((middle[0] - one[0]) * across + (middle[1] - one[1]) * down) / (span**2 or 1.0)
        part = min(1.0, max(0.0, part))
        near = (one[0] + part * across, one[1] + part * down)
        if (off := dist(near, middle)) < best[0]:
            best, place = (off, gone + part * span, 0.0), near
        gone += span
    return 2 * best[1] / total - 1, (middle[0] - place[0], middle[1] - place[1])


def _at(way: Sequence[Point], part: float) -> Point:
    left = part * sum(dist(one, other) for one, other in pairwise(way))
    for one, other in pairwise(way):
        span = dist(one, other)
        if left <= span and span:
            share = left / span
            return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
        left -= span
    return way[-1]
