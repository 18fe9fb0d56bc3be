"""A contact sheet: all stages on one page, to see the design grow."""

from math import ceil
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.view import View
from sddiagram.render import Drawing
from sddiagram.render.frames import frames_of
from sddiagram.render.geometry import Rectangle
from sddiagram.render.shapes import box, number
from sddiagram.render.svg import MARGIN, page
from sddiagram.render.theme import theme_named

_SCREEN = (1600.0, 1000.0)
"""What the sheet is arranged for: as many columns as show the stages largest there."""


def sheet(view: View, drawing: Drawing) -> Element:
    """The stages up to that of `view`, in rows."""
    frames = frames_of(view, drawing)
    across, down = frames.width + MARGIN, frames.height + MARGIN
    count = len(frames.groups)
    columns = max(
        range(1, count + 1),
        key=lambda n: min(_SCREEN[0] / (n * across), _SCREEN[1] / (ceil(count / n) * down)),
    )
    rows = ceil(count / columns)
    root = page(view, MARGIN + columns * across, MARGIN + rows * down, theme_named(drawing.theme))
    SubElement(root, "defs").extend(frames.definitions)
    SubElement(root, "rect", {"class": "ground", "width": "100%", "height": "100%"})
    for index, group in enumerate(frames.groups):
        x, y = MARGIN + index % columns * across, MARGIN + index // columns * down
        group.set("transform", f"translate({number(x)} {number(y)})")
        root.append(group)
        place = Rectangle(x, y, frames.width, frames.height)
        SubElement(root, "rect", {"class": "border", **box(place), "rx": "6"})
    return root
