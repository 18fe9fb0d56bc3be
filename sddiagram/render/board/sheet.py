"""A contact sheet: all stages on one page, to see the design grow."""

from math import ceil
from xml.etree.ElementTree import Element, SubElement

from sddiagram.render.board.frames import frames_of
from sddiagram.render.board.legend import looks_of
from sddiagram.render.board.page import MARGIN, page
from sddiagram.render.board.shapes import box, number
from sddiagram.render.drawing import Drawing
from sddiagram.render.measure.geometry import Rectangle

_SCREEN = (1600.0, 1000.0)
"""What the sheet is arranged for: as many columns as show the stages largest there."""


def sheet(drawing: Drawing) -> Element:
    """The stages up to that of the drawing, in rows."""
    frames = frames_of(drawing)
    across, down = frames.width + MARGIN, frames.height + MARGIN
    count = len(frames.groups)
    columns = max(
        range(1, count + 1),
        key=lambda n: min(_SCREEN[0] / (n * across), _SCREEN[1] / (ceil(count / n) * down)),
    )
    rows = ceil(count / columns)
    wide, high = MARGIN + columns * across, MARGIN + rows * down
    root = page(drawing.view, wide, high, drawing.theme, has_looks=bool(looks_of(drawing.marks)))
    SubElement(root, "defs").extend(frames.definitions)
    SubElement(root, "rect", {"class": "ground", "width": "100%", "height": "100%"})
    for index, group in enumerate(frames.groups):
        x, y = MARGIN + index % columns * across, MARGIN + index // columns * down
        group.set("transform", f"translate({number(x)} {number(y)})")
        root.append(group)
        place = Rectangle(x, y, frames.width, frames.height)
        SubElement(root, "rect", {"class": "border", **box(place), "rx": "6"})
    return root
