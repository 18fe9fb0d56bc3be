"""The cells of a draw.io page: shapes, texts and arrows, in the order in which they are drawn."""

import html
from xml.etree.ElementTree import Element, SubElement

from sddiagram.render.measure.geometry import Point, Rectangle
from sddiagram.render.theme import Theme

FONT = "Helvetica"
"""draw.io's own; its widths are those of Arimo, by which all is laid out."""


class Cells:
    """The cells of one page."""

    def __init__(self, root: Element, theme: Theme) -> None:
        self._root, self.theme = root, theme
        SubElement(root, "mxCell", id="0")
        self._cell("1", "0")

    def shape(
        self,
        id: str,
        place: Rectangle,
        style: str,
        text: str = "",
        parent: str = "1",
        origin: Point = (0.0, 0.0),
        *,
        markup: bool = False,
    ) -> None:
        """A shape at `place` on the page, in a `parent` whose corner is at `origin`."""
        said = text if markup else html.escape(text)
        cell = self._cell(id, parent, value=said, style=style, vertex="1")
        SubElement(
            cell,
            "mxGeometry",
            {
                "x": number(place.x - origin[0]),
                "y": number(place.y - origin[1]),
                "width": number(place.width),
                "height": number(place.height),
                "as": "geometry",
            },
        )

    def text(
        self,
        id: str,
        text: str,
        place: Rectangle,
        *,
        size: float,
        colour: str,
        bold: int = 0,
    ) -> None:
        """Words without a shape around them."""
        said = style(
            "text",
            html=1,
            strokeColor="none",
            fillColor="none",
            align="left",
            verticalAlign="middle",
            spacing=0,
            fontSize=size,
            fontStyle=bold,
            fontColor=colour,
        )
        self.shape(id, place, said, text)

    def arrow(self, id: str, source: str, target: str, style: str) -> Element:
        """An arrow between two shapes; what its geometry holds is the caller's."""
        cell = self._cell(id, "1", style=style, edge="1", source=source, target=target)
        return SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})

    def label(self, arrow: str, text: str, at: float, offset: Point, style: str) -> None:
        """Words on an arrow, at a part of its way from -1 to 1, moved by `offset`."""
        cell = self._cell(
            f"{arrow}-label", arrow, value=text, style=style, vertex="1", connectable="0"
        )
        geometry = {"x": f"{at:.4f}", "relative": "1", "as": "geometry"}
        place = SubElement(cell, "mxGeometry", geometry)
        SubElement(
            place, "mxPoint", {"x": number(offset[0]), "y": number(offset[1]), "as": "offset"}
        )

    def _cell(self, id: str, parent: str, **said: str) -> Element:
        return SubElement(self._root, "mxCell", {"id": id, **said, "parent": parent})


def style(*names: str, **facts: object) -> str:
    """A style as draw.io writes it: names, then facts.

    >>> style("text", html=1, fontSize=14.0)
    'text;html=1;fontSize=14;fontFamily=Helvetica;'
    """
    said = [f"{name}={_value(value)}" for name, value in facts.items()]
    return ";".join([*names, *said, f"fontFamily={FONT}"]) + ";"


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def number(value: float) -> str:
    """A length in px, without what nobody sees."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
