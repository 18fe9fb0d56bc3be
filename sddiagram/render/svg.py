"""SVG: the picture itself, self-contained."""

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.link import Verb
from sddiagram.model.view import View
from sddiagram.render import Drawing
from sddiagram.render.card import (
    BADGE_GAP,
    DETAIL_LINE,
    DETAIL_SIZE,
    GROUP_SIZE,
    ICON,
    NAME_LINE,
    NAME_SIZE,
    PADDING,
    Label,
    card_of,
)
from sddiagram.render.edge import draw_edge, draw_edge_label
from sddiagram.render.geometry import Rectangle
from sddiagram.render.heading import heading_of
from sddiagram.render.icon import Icon, icon_of
from sddiagram.render.layout import Layout, layout
from sddiagram.render.legend import LEGEND_HEIGHT, draw_legend
from sddiagram.render.names import edge_ids
from sddiagram.render.request_path import draw_numbers, request_path
from sddiagram.render.shapes import box, draw_text, number
from sddiagram.render.source import put_into_svg
from sddiagram.render.style import style_sheet
from sddiagram.render.theme import Theme, theme_named

MARGIN = 24.0


def draw(view: View, drawing: Drawing) -> bytes:
    """The board of `view` as SVG, or all stages on one sheet."""
    if drawing.sheet:
        from sddiagram.render.sheet import sheet

        return as_bytes(sheet(view, drawing))
    return as_bytes(picture(view, drawing))


def as_bytes(root: Element) -> bytes:
    """The SVG that `root` is, as a file holds it."""
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def picture(view: View, drawing: Drawing) -> Element:
    """The board of `view`.

    The places of all stages are the same, so that nothing moves from one to the next.
    """
    theme = theme_named(drawing.theme)
    places = layout(view.pattern, drawing.direction, drawing.engine)
    heading = heading_of(view, places.width, staged=drawing.staged)
    has_legend = any(len(_verbs(one)) > 1 for one in view.pattern.views)
    page_width = max(places.width, heading.width) + 2 * MARGIN
    page_height = (
        MARGIN + heading.height + places.height + MARGIN + (LEGEND_HEIGHT if has_legend else 0)
    )
    root = page(view, page_width, page_height, theme)
    icons = {component.id: icon_of(component) for component in view.components}
    _define(root, icons.values(), grey=theme.grey)
    size = {"width": number(page_width), "height": number(page_height)}
    SubElement(root, "rect", {"class": "ground", **size})
    heading.draw(root, MARGIN, MARGIN)
    left = MARGIN + (page_width - 2 * MARGIN - places.width) / 2
    offset = {"transform": f"translate({number(left)} {number(MARGIN + heading.height)})"}
    board = SubElement(root, "g", offset)
    new = view.new if drawing.staged and view.number > 1 else frozenset[str | Arrow]()
    _draw_panels(board, view, places, by_hand=theme.hand)
    names = edge_ids(view)
    for arrow in view.arrows:
        route, is_new = places.routes[arrow], arrow in new
        draw_edge(board, arrow, names[arrow], route, is_new=is_new, by_hand=theme.hand)
    for component in view.components:
        place = places.cards[component.id]
        is_new = component.id in new
        icon = icons[component.id]
        _draw_card(board, component, place, icon, is_new=is_new, by_hand=theme.hand)
    _draw_panel_titles(board, view, places)
    for arrow in view.arrows:
        draw_edge_label(board, arrow, names[arrow], places.routes[arrow])
    if drawing.numbered:
        _draw_request_path(board, view, places)
    if len(_verbs(view)) > 1:
        draw_legend(root, _verbs(view), MARGIN, page_height - MARGIN)
    return root


def _verbs(view: View) -> list[Verb]:
    """The kinds of link on the board, in the order of their table."""
    return [verb for verb in Verb if any(arrow.link.verb is verb for arrow in view.arrows)]


def page(view: View, width: float, height: float, theme: Theme) -> Element:
    """An empty SVG of this size, with all that is said of `view` without drawing it."""
    pattern = view.pattern
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-labelledby": "title desc",
        },
    )
    SubElement(root, "title", {"id": "title"}).text = pattern.title
    SubElement(root, "desc", {"id": "desc"}).text = _description(view)
    put_into_svg(root, pattern.source)
    SubElement(root, "style").text = style_sheet(theme)
    return root


def _description(view: View) -> str:
    """The flows in words, for those who do not see the picture."""
    labels = {component.id: component.label for component in view.components}
    flows = ". ".join(
        f"{labels[arrow.source]} {arrow.link.verb.value} {labels[arrow.target]}"
        + (f": {arrow.link.label}" if arrow.link.label else "")
        for arrow in view.arrows
    )
    said = [view.pattern.summary, flows or ", ".join(labels.values())]
    return ". ".join(text.rstrip(".") for text in said if text) + "."


def _define(root: Element, icons: Iterable[Icon], *, grey: bool) -> None:
    """Each icon once, as a symbol that the cards use."""
    definitions = SubElement(root, "defs")
    for icon in sorted({icon.id: icon for icon in icons}.values(), key=lambda icon: icon.id):
        definitions.append(icon.symbol(f"icon-{icon.id}"))
    if grey:
        filter_ = SubElement(definitions, "filter", {"id": "grey"})
        SubElement(filter_, "feColorMatrix", {"type": "saturate", "values": "0"})


def _draw_panels(board: Element, view: View, places: Layout, *, by_hand: bool) -> None:
    for group in view.groups:
        place = places.panels.get(group.id)
        if place is None:
            continue
        panel = SubElement(board, "g", {"class": "group", "id": f"group-{group.id}"})
        _draw_box(panel, place, "panel", 12, group.id, by_hand=by_hand)


def _draw_panel_titles(board: Element, view: View, places: Layout) -> None:
    """Over the edges, so that an arrow that enters at the top leaves the title readable."""
    for group in view.groups:
        if place := places.titles.get(group.id):
            title = Label.of_group(group.label).lines[0]
            x, y = place.x + 4, place.y + 13
            draw_text(board, title, x, y, GROUP_SIZE, "group-title", bold=True)


def _draw_request_path(board: Element, view: View, places: Layout) -> None:
    routes = {arrow: places.routes[arrow] for arrow in view.arrows}
    words = [route.label for route in routes.values() if route.label]
    cards = [places.cards[component.id] for component in view.components]
    taken = [*words, *cards, *places.titles.values()]
    draw_numbers(board, request_path(view), routes, edge_ids(view), taken)


def _draw_card(
    board: Element,
    component: Component,
    place: Rectangle,
    icon: Icon,
    *,
    is_new: bool,
    by_hand: bool,
) -> None:
    card = card_of(component)
    classes = f"card {card.family.value}" + (" new" if is_new else "")
    group = SubElement(board, "g", {"class": classes, "id": component.id})
    SubElement(group, "title").text = _full_text(component)
    _draw_box(group, place, "face", 10, component.id, by_hand=by_hand)
    icon_place = Rectangle(place.x + PADDING, place.y + (place.height - ICON) / 2, ICON, ICON)
    if icon.is_logo:
        SubElement(group, "rect", {"class": "logo", **box(icon_place), "rx": "5"})
    SubElement(group, "use", {"href": f"#icon-{icon.id}", "class": "icon", **box(icon_place)})
    x = place.x + card.text_x
    height = len(card.name) * NAME_LINE + len(card.detail) * DETAIL_LINE
    y = place.y + (place.height - height) / 2
    for index, line in enumerate(card.name):
        end = draw_text(group, line, x, y + NAME_LINE - 4.5, NAME_SIZE, "name", bold=True)
        if index == 0 and card.badge:
            x_after = x + end + BADGE_GAP
            baseline = y + NAME_LINE - 4.5
            draw_text(group, card.badge, x_after, baseline, DETAIL_SIZE, "badge", bold=True)
        y += NAME_LINE
    for line in card.detail:
        draw_text(group, line, x, y + DETAIL_LINE - 4, DETAIL_SIZE, "detail")
        y += DETAIL_LINE


def _draw_box(
    parent: Element, place: Rectangle, style: str, radius: int, name: str, *, by_hand: bool
) -> None:
    if not by_hand:
        SubElement(parent, "rect", {"class": style, **box(place), "rx": str(radius)})
        return
    from sddiagram.render import hand

    SubElement(parent, "path", {"class": style, "d": hand.rectangle(place, name)})


def _full_text(component: Component) -> str:
    technology = component.technology.name if component.technology else ""
    said = [component.label, technology, component.note]
    return " · ".join(part for part in said if part)
