"""DOT: the board as source for Graphviz, cards sized as in the picture."""

from sddiagram.model.direction import Direction
from sddiagram.render.board.names import edge_ids
from sddiagram.render.drawing import Drawing
from sddiagram.render.layout.painter import Box, Line, dot_source
from sddiagram.render.measure.card import Label, card_of


def draw(drawing: Drawing) -> bytes:
    """The board in DOT; AUTO runs left to right, since nothing is laid out here."""
    view = drawing.view
    boxes = [Box(one.id, card_of(one), one.group) for one in view.components]
    ids = edge_ids(view)
    lines = [
        Line(
            ids[arrow],
            arrow.source,
            arrow.target,
            arrow.link.verb,
            Label.of_edge(arrow.link.label) if arrow.link.label else None,
        )
        for arrow in view.arrows
    ]
    chosen = drawing.options.direction
    direction = view.pattern.direction if chosen is Direction.AUTO else chosen
    if direction is Direction.AUTO:
        direction = Direction.LEFT_TO_RIGHT
    there = {box.id for box in boxes}
    rows = [[one.id for one in row if one.id in there] for row in view.pattern.rows]
    return dot_source(view.pattern.name, boxes, lines, direction, level=rows).encode()
