"""Edges: a line, cut at the words on it, and an arrowhead whose point is on the card's border."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.flow import Arrow
from sddiagram.render.board.gaps import strokes
from sddiagram.render.board.shapes import coordinates
from sddiagram.render.measure.geometry import (
    ARROWHEAD_HALF_WIDTH,
    ARROWHEAD_LENGTH,
    Point,
    Rectangle,
    Route,
)

SHORT = 24.0
"""A line is short if no stroke of it is as long as this, in px: its dashes are then finer."""


def draw_edge(
    board: Element,
    arrow: Arrow,
    id: str,
    route: Route,
    words: Iterable[Rectangle],
    *,
    look: str,
    by_hand: bool,
) -> None:
    """Draw the line of `arrow`, but for where `words` stand, and its head, under `id`.

    Its `look` is `new`, `ghosted` or empty.
    """
    ends = {"data-from": arrow.source, "data-to": arrow.target}
    points = route.points
    if by_hand:
        from sddiagram.render.board import hand

        points = (points[0], *hand.bends(points[1:], id))
    drawn = strokes(points, words)
    if len(drawn) > 1:
        # Backwards, so that words have a whole dash on either side, and no crumb of one.
        drawn[0].reverse()
    is_short = max(map(_length, drawn)) < SHORT
    verb = arrow.link.verb.name
    # The stronger of two classes stands first: LibreOffice obeys that.
    classes = "edge " + f"{verb}-short " * is_short + verb + " new" * (look == "new")
    if look == "ghosted":
        classes = f"edge ghosted {verb}"
    group = SubElement(board, "g", {"class": classes, "id": id, **ends})
    SubElement(group, "path", {"class": "line", "d": "".join(map(_path, drawn))})
    SubElement(group, "path", {"class": "head", "d": _arrowhead(route)})


def _length(stroke: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(stroke))


def _path(stroke: Iterable[Point]) -> str:
    start, *bends = (coordinates(point) for point in stroke)
    return f"M{start}C{' '.join(bends)}"


def _arrowhead(route: Route) -> str:
    """The outline of the head, which covers the line's end; its point on the card's border."""
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
    return "M" + "L".join(coordinates(corner) for corner in corners) + "Z"
