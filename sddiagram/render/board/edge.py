"""Edges: a line, an arrowhead whose point is on the card's border, and a label beside it."""

from math import hypot
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.flow import Arrow
from sddiagram.render.board.shapes import coordinates, draw_text
from sddiagram.render.measure.card import LABEL_LINE, LABEL_SIZE, Label
from sddiagram.render.measure.geometry import (
    ARROWHEAD_HALF_WIDTH,
    ARROWHEAD_LENGTH,
    Point,
    Route,
)
from sddiagram.render.measure.text import width


def draw_edge(
    board: Element, arrow: Arrow, id: str, route: Route, *, is_new: bool, by_hand: bool
) -> None:
    """Draw the line of `arrow` and its head, under `id`."""
    classes = f"edge {arrow.link.verb.name}" + (" new" if is_new else "")
    ends = {"data-from": arrow.source, "data-to": arrow.target}
    group = SubElement(board, "g", {"class": classes, "id": id, **ends})
    base, head = _arrowhead(route)
    start, *curve = route.points
    if by_hand:
        from sddiagram.render.board import hand

        curve = hand.bends(curve, id)
    bends = " ".join(coordinates(point) for point in curve)
    way = f"M{coordinates(start)}C{bends}L{coordinates(base)}"
    SubElement(group, "path", {"class": "line", "d": way})
    SubElement(group, "path", {"class": "head", "d": head})


def _arrowhead(route: Route) -> tuple[Point, str]:
    """Where the line meets the head, and the head's outline, its point on the card's border."""
    tip_x, tip_y = route.tip
    from_x, from_y = next(
        (point for point in reversed(route.points) if point != route.tip), route.points[0]
    )
    length = hypot(tip_x - from_x, tip_y - from_y) or 1.0
    along_x, along_y = (tip_x - from_x) / length, (tip_y - from_y) / length
    base_x, base_y = tip_x - along_x * ARROWHEAD_LENGTH, tip_y - along_y * ARROWHEAD_LENGTH
    wide_x, wide_y = -along_y * ARROWHEAD_HALF_WIDTH, along_x * ARROWHEAD_HALF_WIDTH
    corners = [
        route.tip,
        (base_x + wide_x, base_y + wide_y),
        (base_x - wide_x, base_y - wide_y),
    ]
    return (base_x, base_y), "M" + "L".join(coordinates(corner) for corner in corners) + "Z"


def draw_edge_label(board: Element, arrow: Arrow, id: str, route: Route) -> None:
    """Draw the words of `arrow` in the place that the layout keeps for them."""
    if route.label is None:
        return
    label = Label.of_edge(arrow.link.label)
    group = SubElement(board, "g", {"class": "words", "data-of": id})
    x = route.label.x + route.label.width / 2
    y = route.label.y + 2
    for line in label.lines:
        y += LABEL_LINE
        start = x - width(line, LABEL_SIZE) / 2
        draw_text(group, line, start, y - 3, LABEL_SIZE, "label")
