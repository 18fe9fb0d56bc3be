"""A card: its border, its icon, its name, and a short line under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Component
from sddiagram.model.prose import plain
from sddiagram.render.board.icon import SIZE, Icon
from sddiagram.render.board.shapes import box, draw_box, draw_text, number
from sddiagram.render.measure.card import (
    BADGE_GAP,
    DETAIL_LINE,
    DETAIL_SIZE,
    ICON,
    NAME_LINE,
    NAME_SIZE,
    PADDING,
    Card,
    card_of,
    technology_shown,
)
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.measure.text import ASCENT, DESCENT, width


def draw_card(
    board: Element,
    component: Component,
    place: Rectangle,
    icon: Icon,
    *,
    look: str,
    by_hand: bool,
    is_narrow: bool,
) -> None:
    """Draw the card of `component` at `place`; its `look` is `new`, `ghosted` or empty."""
    card = card_of(component, is_narrow=is_narrow)
    # Where two rules are equally strong, LibreOffice obeys the first class.
    classes = f"card {look} {card.family.value}".replace("  ", " ")
    group = SubElement(board, "g", {"class": classes, "id": component.id})
    SubElement(group, "title").text = _full_text(component)
    draw_box(group, place, "face", 10, component.id, by_hand=by_hand)
    icon_place = Rectangle(place.x + PADDING, place.y + (place.height - ICON) / 2, ICON, ICON)
    _draw_icon(group, icon, icon_place)
    for line in _lines(card, place):
        draw_text(group, line.text, line.x, line.y, line.size, line.style, bold=line.is_bold)


def letters_of(component: Component, place: Rectangle, *, is_narrow: bool) -> Iterator[Rectangle]:
    """What the letters on the card of `component` take of its `place`."""
    for line in _lines(card_of(component, is_narrow=is_narrow), place):
        top, high = line.y - ASCENT * line.size, (ASCENT + DESCENT) * line.size
        yield Rectangle(line.x, top, width(line.text, line.size, bold=line.is_bold), high)


@dataclass(frozen=True, slots=True)
class _Line:
    """Words from `x` on the baseline `y`."""

    text: str
    x: float
    y: float
    size: float
    style: str
    is_bold: bool = False


def _lines(card: Card, place: Rectangle) -> Iterator[_Line]:
    x = place.x + card.text_x
    height = len(card.name) * NAME_LINE + len(card.detail) * DETAIL_LINE
    y = place.y + (place.height - height) / 2
    for index, line in enumerate(card.name):
        baseline = y + NAME_LINE - 4.5
        yield _Line(line, x, baseline, NAME_SIZE, "name", is_bold=True)
        if index == 0 and card.badge:
            after = x + width(line, NAME_SIZE, bold=True) + BADGE_GAP
            yield _Line(card.badge, after, baseline, DETAIL_SIZE, "badge", is_bold=True)
        y += NAME_LINE
    for line in card.detail:
        yield _Line(line, x, y + DETAIL_LINE - 4, DETAIL_SIZE, "detail")
        y += DETAIL_LINE


def _draw_icon(card: Element, icon: Icon, place: Rectangle) -> None:
    # Many readers of SVG ignore the width and height of a `use`, and Qt the colour in one.
    scale = f"scale({place.width / SIZE:.5f})"
    at = f"translate({number(place.x)} {number(place.y)}) {scale}"
    said = {"class": "icon", "data-icon": icon.id, "transform": at}
    if not icon.is_logo:
        card.append(icon.group(**said))
        return
    if not icon.on_any_ground:
        SubElement(card, "rect", {"class": "logo", **box(place), "rx": "5"})
    SubElement(card, "use", {"xlink:href": f"#icon_{icon.id}", **said})


def _full_text(component: Component) -> str:
    technology = technology_shown(component)
    said = [component.label, technology, plain(component.note)]
    return " · ".join(part for part in said if part)
