"""The picture of a board, as SVG."""

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.render.board.card import draw_card
from sddiagram.render.board.edge import draw_edge, draw_edge_label
from sddiagram.render.board.embedded import put_fonts_into
from sddiagram.render.board.heading import heading_of
from sddiagram.render.board.icon import Icon, icon_of
from sddiagram.render.board.legend import LEGEND_HEIGHT, draw_legend
from sddiagram.render.board.marks import draw_marks
from sddiagram.render.board.names import edge_ids
from sddiagram.render.board.page import MARGIN, page
from sddiagram.render.board.scope import put_in_scope
from sddiagram.render.board.shapes import draw_box, draw_text, number
from sddiagram.render.board.verbs import verbs_of
from sddiagram.render.drawing import Drawing
from sddiagram.render.layout import Layout
from sddiagram.render.measure.card import GROUP_SIZE, Label
from sddiagram.render.measure.text import ELLIPSIS


def as_bytes(root: Element, *, embed_font: bool = False) -> bytes:
    """The SVG that `root` is, as a file holds it: with its fonts, its names in their own scope."""
    put_fonts_into(root, with_own=embed_font)
    put_in_scope(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def picture(drawing: Drawing) -> Element:
    """The board of a view.

    The places of all stages are the same, so that nothing moves from one to the next.
    """
    view, theme, places = drawing.view, drawing.theme, drawing.layout
    heading = heading_of(view, places.width, staged=drawing.staged)
    has_legend = any(len(verbs_of(one)) > 1 for one in view.pattern.views)
    page_width = max(places.width, heading.width) + 2 * MARGIN
    page_height = (
        MARGIN + heading.height + places.height + MARGIN + (LEGEND_HEIGHT if has_legend else 0)
    )
    root = page(view, page_width, page_height, theme, staged=drawing.staged)
    icons = {component.id: icon_of(component) for component in view.components}
    _define(root, [icon for icon in icons.values() if icon.is_logo], grey=theme.grey)
    size = {"width": number(page_width), "height": number(page_height)}
    SubElement(root, "rect", {"class": "ground", **size})
    heading.draw(root, MARGIN, MARGIN)
    left = MARGIN + (page_width - 2 * MARGIN - places.width) / 2
    offset = {"transform": f"translate({number(left)} {number(MARGIN + heading.height)})"}
    board = SubElement(root, "g", offset)
    new = view.new if drawing.staged and view.number > 1 else frozenset[str | Arrow]()
    _draw_panels(board, view, places, by_hand=theme.hand)
    names = edge_ids(view)
    routes = {arrow: places.routes[arrow] for arrow in view.arrows}
    for arrow, route in routes.items():
        is_new = arrow in new
        draw_edge(board, arrow, names[arrow], route, is_new=is_new, by_hand=theme.hand)
    cards = {component.id: places.cards[component.id] for component in view.components}
    for component in view.components:
        id, is_new = component.id, component.id in new
        draw_card(board, component, cards[id], icons[id], is_new=is_new, by_hand=theme.hand)
    _draw_panel_titles(board, view, places)
    for arrow, route in routes.items():
        draw_edge_label(board, arrow, names[arrow], route)
    if marks := drawing.marks:
        words = [route.label for route in routes.values() if route.label]
        titles = [places.titles[group.id] for group in view.groups if group.id in places.titles]
        draw_marks(board, marks, cards, routes, names, [*words, *titles])
    if len(verbs_of(view)) > 1:
        draw_legend(root, verbs_of(view), MARGIN, page_height - MARGIN)
    return root


def _define(root: Element, logos: Iterable[Icon], *, grey: bool) -> None:
    """Each logo once, since it is large; all cards that show it use it."""
    definitions = SubElement(root, "defs")
    for id, logo in sorted({logo.id: logo for logo in logos}.items()):
        definitions.append(logo.group(id=f"icon_{id}"))
    if grey:
        filter_ = SubElement(SubElement(root, "defs"), "filter", {"id": "sddiagram_grey"})
        SubElement(filter_, "feColorMatrix", {"type": "saturate", "values": "0"})


def _draw_panels(board: Element, view: View, places: Layout, *, by_hand: bool) -> None:
    for group in view.groups:
        place = places.panels.get(group.id)
        if place is None:
            continue
        panel = SubElement(board, "g", {"class": "group", "id": f"group_{group.id}"})
        if Label.of_group(group.label).lines[0].endswith(ELLIPSIS):
            SubElement(panel, "title").text = group.label
        draw_box(panel, place, "panel", 12, group.id, by_hand=by_hand)


def _draw_panel_titles(board: Element, view: View, places: Layout) -> None:
    """Over the edges, so that an arrow that enters at the top leaves the title readable."""
    for group in view.groups:
        if place := places.titles.get(group.id):
            title = Label.of_group(group.label).lines[0]
            x, y = place.x + 4, place.y + 13
            draw_text(board, title, x, y, GROUP_SIZE, "group-title", bold=True)
