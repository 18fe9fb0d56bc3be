"""draw.io: a diagram of real shapes to go on drawing in, a page for each stage.

Arrows are bound to the cards that they join, and cards lie in the panels of their groups, which
take them along. The elements are those of the format that diagrams.net documents.
"""

from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Component, Group
from sddiagram.model.pattern import View
from sddiagram.render.board.closing import closed
from sddiagram.render.board.heading import caption_of, shared_heading
from sddiagram.render.board.names import edge_ids
from sddiagram.render.board.page import MARGIN
from sddiagram.render.board.shown import shown
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats.drawio.arrows import add_arrow
from sddiagram.render.formats.drawio.cards import add_card, add_mark
from sddiagram.render.formats.drawio.cells import Cells, style
from sddiagram.render.layout import Layout
from sddiagram.render.measure.card import GROUP_SIZE
from sddiagram.render.measure.geometry import Point, Rectangle, moved


def draw(drawing: Drawing) -> bytes:
    """The stages up to that of the drawing, each on its page, the same bytes every time."""
    file = Element("mxfile", host="sddiagram")
    for one in drawing.stages:
        name = caption_of(one.view) or one.view.pattern.title
        page = SubElement(file, "diagram", id=f"stage-{one.view.number}", name=name)
        places = closed(one.view, shown(one.view, one.layout))
        _Page(one, one.view, places).draw(page)
    ElementTree.indent(file, " ")
    text = ElementTree.tostring(file, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


@dataclass(frozen=True, slots=True)
class _Page:
    drawing: Drawing
    view: View
    places: Layout

    def draw(self, page: Element) -> None:
        theme = self.drawing.theme
        heading = shared_heading(self.drawing, self.places.width)
        across = max(self.places.width, heading.width) + 2 * MARGIN
        down = heading.height + self.places.height + 2 * MARGIN
        shift = (
            MARGIN + (across - 2 * MARGIN - self.places.width) / 2,
            MARGIN + heading.height,
        )
        model = SubElement(
            page,
            "mxGraphModel",
            grid="0",
            page="1",
            pageWidth=f"{across:.0f}",
            pageHeight=f"{down:.0f}",
            background=theme.ground,
        )
        cells = Cells(SubElement(model, "root"), theme)
        y = MARGIN
        for lines, size, line, colour, bold in (
            (heading.title, 20.0, 26.0, theme.ink, 1),
            (heading.caption, 13.5, 21.0, theme.accent, 1),
            (heading.why, 13.0, 18.0, theme.muted, 0),
        ):
            for text in lines:
                place = Rectangle(MARGIN, y, across - 2 * MARGIN, line)
                cells.text(f"heading-{y:g}", text, place, size=size, colour=colour, bold=bold)
                y += line
        parents = {group.id: self._panel(cells, group, shift) for group in self.view.groups}
        for component in self.view.components:
            self._card(cells, component, shift, parents)
        ids = edge_ids(self.view)
        for arrow in self.view.arrows:
            is_new = self.view.number > 1 and arrow in self.view.new
            mark = self.drawing.marks.get(arrow)
            said = " ".join(part for part in (mark.text if mark else "", arrow.link.label) if part)
            route = self.places.routes[arrow]
            add_arrow(cells, arrow, ids[arrow], said, route, self.places, shift, is_new=is_new)

    def _panel(self, cells: Cells, group: Group, shift: Point) -> Rectangle | None:
        """The panel of a group, in that of the group around it; where it is on the page."""
        if group.id not in self.places.panels:
            return None
        theme, place = cells.theme, moved(self.places.panels[group.id], shift)
        title = self.places.titles[group.id].x - self.places.panels[group.id].x
        cells.shape(
            f"group-{group.id}",
            place,
            style(
                rounded=1,
                absoluteArcSize=1,
                arcSize=24,
                whiteSpace="wrap",
                html=1,
                container=1,
                collapsible=0,
                verticalAlign="top",
                align="left",
                spacing=0,
                spacingLeft=title + 4,
                spacingTop=8,
                fontSize=GROUP_SIZE,
                fontStyle=1,
                fontColor=theme.muted,
                fillColor=theme.panel,
                strokeColor=theme.panel_border,
            ),
            group.label,
            *self._inside(group.group, shift),
        )
        return place

    def _card(
        self,
        cells: Cells,
        component: Component,
        shift: Point,
        parents: dict[str, Rectangle | None],
    ) -> None:
        place = moved(self.places.cards[component.id], shift)
        is_new = self.view.number > 1 and component.id in self.view.new
        inside = self._inside(component.group, shift)
        add_card(cells, component, place, *inside, is_narrow=self.places.is_narrow, is_new=is_new)
        if mark := self.drawing.marks.get(component.id):
            add_mark(cells, component.id, mark, place)

    def _inside(self, group: Group | None, shift: Point) -> tuple[str, Point]:
        """The panel that something stands in, and its corner; the page, if it stands in none."""
        if group is None or group.id not in self.places.panels:
            return "1", (0.0, 0.0)
        panel = moved(self.places.panels[group.id], shift)
        return f"group-{group.id}", (panel.x, panel.y)
