"""The picture of a board, as SVG."""

from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Group
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.render.board.card import draw_card, letters_of
from sddiagram.render.board.closing import closed
from sddiagram.render.board.edge import draw_edge
from sddiagram.render.board.embedded import put_fonts_into
from sddiagram.render.board.found import draw_lines, height_of, lines_of
from sddiagram.render.board.heading import heading_of, shared_heading
from sddiagram.render.board.icon import Icon, icon_of
from sddiagram.render.board.legend import LEGEND_HEIGHT, draw_legend, legend_width, looks_of
from sddiagram.render.board.looks import ghosts_of, look_of
from sddiagram.render.board.marks import MARK_AIR, draw_marks
from sddiagram.render.board.names import edge_ids
from sddiagram.render.board.page import MARGIN, page
from sddiagram.render.board.scope import put_in_scope
from sddiagram.render.board.shapes import draw_box, number
from sddiagram.render.board.shown import extent, shown
from sddiagram.render.board.verbs import verbs_of
from sddiagram.render.board.words import draw_edge_words, draw_title, edge_words, title_words
from sddiagram.render.drawing import Drawing
from sddiagram.render.layout import Layout
from sddiagram.render.measure.geometry import Rectangle


def as_bytes(root: Element, *, embed_font: bool = False) -> bytes:
    """The SVG that `root` is, as a file holds it: with its fonts, its names in their own scope."""
    put_fonts_into(root, with_own=embed_font)
    put_in_scope(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def picture(drawing: Drawing, *, full: bool = False) -> Element:
    """The board of a view, on a page that ends where the board does.

    A full page is as large as the board of all stages, and its heading as high as any stage's.
    On full pages nothing moves from one stage to the next; on a page of its own, an early stage
    leaves out the rows and columns in which nothing stands yet.
    """
    view, theme, places = drawing.view, drawing.theme, shown(drawing.view, drawing.layout)
    if not full:
        places = closed(view, places)
    if full:
        board_place = Rectangle(0.0, 0.0, places.width, places.height)
        heading = shared_heading(drawing, board_place.width)
    else:
        board_place = extent(places)
        heading = heading_of(drawing, board_place.width)
    marks, looks, ghosts = drawing.marks, looks_of(drawing.marks), ghosts_of(drawing.marks)
    boards = view.pattern.views if full else [view]
    verbs = max((verbs_of(one, ghosts) for one in boards), key=len)
    page_width = max(board_place.width, heading.width)
    page_height = heading.height + board_place.height
    named = verbs if len(verbs) > 1 else []
    if named or looks:
        page_width = max(page_width, legend_width(named, looks))
        page_height += LEGEND_HEIGHT
    lines = lines_of(drawing, page_width)
    # On a full page there is room for those of any stage.
    every = [replace(drawing, view=one) for one in view.pattern.views] if full else [drawing]
    found_height = height_of(max(len(lines_of(one, page_width)) for one in every))
    page_width, page_height = page_width + 2 * MARGIN, page_height + found_height + 2 * MARGIN
    root = page(view, page_width, page_height, theme, staged=drawing.staged, has_looks=bool(looks))
    icons = {component.id: icon_of(component) for component in view.components}
    _define(root, [icon for icon in icons.values() if icon.is_logo], grey=theme.grey)
    size = {"width": number(page_width), "height": number(page_height)}
    SubElement(root, "rect", {"class": "ground", **size})
    heading.draw(root, MARGIN, MARGIN)
    left = (page_width - board_place.width) / 2 - board_place.x
    top = MARGIN + heading.height - board_place.y
    offset = {"transform": f"translate({number(left)} {number(top)})"}
    board = SubElement(root, "g", offset)
    new = view.new if drawing.staged and view.number > 1 else frozenset[str | Arrow]()
    _draw_panels(board, view, places, by_hand=theme.hand)
    names = edge_ids(view)
    labels = {arrow: route.label for arrow, route in places.routes.items() if route.label}
    titles = {one: places.titles[one.id] for one in view.groups if one.id in places.titles}
    letters: dict[Arrow | Group, Rectangle] = {
        **{arrow: edge_words(arrow.link.label, place) for arrow, place in labels.items()},
        **{group: title_words(group.label, place) for group, place in titles.items()},
    }
    words = [*letters.values()]
    for arrow, route in places.routes.items():
        look = look_of(arrow, marks, is_new=arrow in new)
        draw_edge(board, arrow, names[arrow], route, words, look=look, by_hand=theme.hand)
    for component in view.components:
        id = component.id
        draw_card(
            board,
            component,
            places.cards[id],
            icons[id],
            look=look_of(id, marks, is_new=id in new),
            by_hand=theme.hand,
            is_narrow=places.is_narrow,
        )
    for group, place in titles.items():
        draw_title(board, group.label, place)
    for arrow, place in labels.items():
        draw_edge_words(board, arrow.link.label, names[arrow], place)
    if marks:
        on_cards = [
            place
            for one in view.components
            for place in letters_of(one, places.cards[one.id], is_narrow=places.is_narrow)
        ]
        inner = page_width - 2 * MARK_AIR
        height = board_place.height + MARGIN
        below = Rectangle(MARK_AIR - left, board_place.y - 10, inner, height)
        draw_marks(board, marks, places.cards, places.routes, names, letters, on_cards, below)
    drawn = verbs_of(view, ghosts)
    if len(drawn) > 1 or looks:
        shown_verbs = drawn if len(drawn) > 1 else []
        bottom = page_height - found_height - MARGIN
        draw_legend(root, shown_verbs, looks, MARGIN, bottom)
    if lines:
        draw_lines(root, lines, MARGIN, page_height - found_height - MARGIN)
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
        draw_box(panel, place, "panel", 12, group.id, by_hand=by_hand)
