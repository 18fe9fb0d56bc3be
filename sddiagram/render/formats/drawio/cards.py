"""Cards of draw.io: a box with its words, the icon and the mark in it, which it takes along."""

import html
from base64 import b64encode
from xml.etree import ElementTree

from sddiagram.model.component import Component
from sddiagram.model.marks import Mark, Tone
from sddiagram.render.board.icon import SIZE, icon_of
from sddiagram.render.board.mark_places import MARK_SIZE
from sddiagram.render.formats.drawio.cells import Cells, style
from sddiagram.render.measure.card import (
    DETAIL_SIZE,
    ICON,
    NAME_SIZE,
    PADDING,
    card_of,
)
from sddiagram.render.measure.geometry import Point, Rectangle
from sddiagram.render.measure.text import width


def add_card(
    cells: Cells,
    component: Component,
    place: Rectangle,
    parent: str,
    origin: Point,
    *,
    is_narrow: bool,
    is_new: bool,
) -> None:
    """The card of `component`, with its icon."""
    theme = cells.theme
    card = card_of(component, is_narrow=is_narrow)
    family = theme.families[card.family]
    cells.shape(
        component.id,
        place,
        style(
            rounded=1,
            absoluteArcSize=1,
            arcSize=20,
            html=1,
            align="left",
            verticalAlign="middle",
            spacing=0,
            spacingLeft=card.text_x,
            fontSize=NAME_SIZE,
            fontColor=theme.ink,
            fillColor=theme.accent_tint if is_new else theme.card,
            strokeColor=theme.accent if is_new else family,
            strokeWidth=2 if is_new else 1.5,
            container=0,
        ),
        _words(card.name, card.badge, card.detail, family, theme.muted),
        parent,
        origin,
        markup=True,
    )
    icon = Rectangle(PADDING, (place.height - ICON) / 2, ICON, ICON)
    cells.shape(
        f"{component.id}-icon",
        icon,
        style(
            shape="image",
            html=1,
            imageAspect=1,
            image=_picture(component, family),
            imageBackground=theme.logo if icon_of(component).is_logo else "none",
            connectable=0,
            part=1,
        ),
        "",
        component.id,
    )


def add_mark(cells: Cells, id: str, mark: Mark, card: Rectangle) -> None:
    """The words of `mark` at the upper right corner of their card."""
    theme = cells.theme
    is_alarm = mark.tone in (Tone.ALARM, Tone.WARNING)
    wide, high = width(mark.text, MARK_SIZE, bold=True) + 12, MARK_SIZE + 7
    place = Rectangle(card.width - wide + 4, -high / 2, wide, high)
    said = style(
        rounded=1,
        arcSize=50,
        html=1,
        spacing=0,
        fontSize=MARK_SIZE,
        fontStyle=1,
        fontColor=theme.card if is_alarm else theme.ink,
        fillColor=theme.accent if is_alarm else theme.card,
        strokeColor=theme.accent if is_alarm else theme.panel_border,
        connectable=0,
        part=1,
    )
    cells.shape(f"{id}-mark", place, said, mark.text, id)


def _words(
    name: tuple[str, ...], badge: str, detail: tuple[str, ...], family: str, muted: str
) -> str:
    first, *others = map(html.escape, name)
    count = f' <font color="{family}" style="font-size:{DETAIL_SIZE}px">{badge}</font>'
    lines = [f"{first}{count if badge else ''}", *others]
    said = f"<b>{'<br>'.join(lines)}</b>"
    if not detail:
        return said
    small = "<br>".join(map(html.escape, detail))
    return f'{said}<br><font color="{muted}" style="font-size:{DETAIL_SIZE}px">{small}</font>'


def _picture(component: Component, colour: str) -> str:
    """The icon as draw.io takes it: base64 without the word, since `;` ends a fact of a style."""
    group = ElementTree.tostring(icon_of(component).group(color=colour), encoding="unicode")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{SIZE}" height="{SIZE}" viewBox="0 0 {SIZE} {SIZE}">{group}</svg>'
    )
    return f"data:image/svg+xml,{b64encode(svg.encode()).decode()}"
