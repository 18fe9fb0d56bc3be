"""Excalidraw: a scene of real shapes to go on drawing in, one frame a stage.

A frame of Excalidraw cannot stand in a frame, and each stage is one, so a group is a panel: a
rectangle with its title.
"""

import json
from dataclasses import dataclass

from sddiagram.model.component import Component, Group
from sddiagram.model.marks import Mark, Tone
from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.render.board.heading import caption_of, shared_heading
from sddiagram.render.board.icon import icon_of
from sddiagram.render.board.mark_places import MARK_SIZE
from sddiagram.render.board.names import edge_ids
from sddiagram.render.board.page import MARGIN
from sddiagram.render.board.shown import shown
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats.excalidraw.arrows import Arrows
from sddiagram.render.formats.excalidraw.scene import Frame, Scene, Shape
from sddiagram.render.layout import Layout
from sddiagram.render.measure.card import (
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
    technology_shown,
)
from sddiagram.render.measure.geometry import Point, Rectangle, moved

_GAP = 80.0


def draw(drawing: Drawing) -> bytes:
    """The stages up to that of the drawing as frames side by side, the same bytes every time."""
    theme = drawing.theme
    scene = Scene(theme)
    x = 0.0
    for one in drawing.stages:
        frame = Frame(scene, f"stage-{one.view.number}")
        x += _Board(frame, one.view, shown(one.view, one.layout), one, x).draw() + _GAP
    data = {
        "type": "excalidraw",
        "version": 2,
        "source": "sddiagram",
        "elements": scene.shapes,
        "appState": {"viewBackgroundColor": theme.ground, "gridModeEnabled": False},
        "files": scene.files,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class _Board:
    """One stage, drawn into the scene from `left` on."""

    frame: Frame
    view: View
    places: Layout
    drawing: Drawing
    left: float

    def draw(self) -> float:
        """Draw it; its width in px."""
        heading = shared_heading(self.drawing, self.places.width)
        across = max(self.places.width, heading.width) + 2 * MARGIN
        down = MARGIN + heading.height + self.places.height + MARGIN
        shift = (
            self.left + MARGIN + (across - 2 * MARGIN - self.places.width) / 2,
            MARGIN + heading.height,
        )
        y = MARGIN
        theme = self.frame.scene.theme
        room = across - 2 * MARGIN
        for name, lines, size, line, colour in (
            ("title", heading.title, 20.0, 26.0, theme.ink),
            ("caption", heading.caption, 13.5, 21.0, theme.accent),
            ("why", heading.why, 13.0, 18.0, theme.muted),
        ):
            if lines:
                self.frame.text(
                    f"heading_{name}", lines, self.left + MARGIN, y, size, line, colour, room=room
                )
            y += len(lines) * line
        for group in self.view.groups:
            self._panel(group, shift)
        shapes = {one.id: self._card(one, shift) for one in self.view.components}
        for component in self.view.components:
            if component.id in self.drawing.marks:
                self._mark(component.id, self.drawing.marks[component.id], shift)
        marks = self.drawing.marks
        words = {
            arrow: " ".join(
                part
                for part in (marks[arrow].text if arrow in marks else "", arrow.link.label)
                if part
            )
            for arrow in self.view.arrows
        }
        said = {arrow: text for arrow, text in words.items() if text}
        Arrows(self.frame, self.view, self.places, shift).draw(edge_ids(self.view), said, shapes)
        name = caption_of(self.view) or self.view.pattern.title
        page = Rectangle(self.left, 0.0, across, down)
        self.frame.scene.add(self.frame.id, "frame", page, None, name=name, strokeColor="#bbbbbb")
        return across

    def _panel(self, group: Group, shift: Point) -> None:
        place = self.places.panels.get(group.id)
        if place is None:
            return
        theme = self.frame.scene.theme
        self.frame.add(
            f"group_{group.id}",
            "rectangle",
            moved(place, shift),
            strokeColor=theme.panel_border,
            backgroundColor=theme.panel,
            roundness={"type": 3, "value": 12},
        )
        title = moved(self.places.titles[group.id], shift)
        self.frame.text(
            f"title_{group.id}",
            Label.of_group(group.label).lines,
            title.x + 4,
            title.y,
            GROUP_SIZE,
            18.0,
            theme.muted,
            room=place.width - 20,
            whole=group.label,
        )

    def _mark(self, id: str, mark: Mark, shift: Point) -> None:
        """The words of `mark` over the upper right corner of their card, which takes them along."""
        theme, place = self.frame.scene.theme, moved(self.places.cards[id], shift)
        x = place.x + place.width - self.frame.scene.lettering.width(mark.text, MARK_SIZE)
        colour = theme.accent if mark.tone in (Tone.ALARM, Tone.WARNING) else theme.muted
        line, groups = MARK_SIZE + 3, [f"card_{id}"]
        y = place.y - line
        self.frame.text(f"mark-{id}", [mark.text], x, y, MARK_SIZE, line, colour, groups=groups)

    def _card(self, component: Component, shift: Point) -> Shape:
        theme = self.frame.scene.theme
        card = card_of(component, is_narrow=self.places.is_narrow)
        place = moved(self.places.cards[component.id], shift)
        is_new = self.view.number > 1 and component.id in self.view.new
        family = theme.families[card.family]
        name = component.id
        shape = self.frame.add(
            name,
            "rectangle",
            place,
            strokeColor=theme.accent if is_new else family,
            backgroundColor=theme.accent_tint if is_new else theme.card,
            strokeWidth=2 if is_new else 1.5,
            roundness={"type": 3, "value": 10},
            groupIds=[self.frame.name(f"card_{name}")],
        )
        groups = [f"card_{name}"]
        icon = Rectangle(place.x + PADDING, place.y + (place.height - ICON) / 2, ICON, ICON)
        picture = icon_of(component)
        if picture.is_logo and theme.logo != theme.card:
            # Logos are made for white.
            self.frame.add(
                f"tile_{name}",
                "rectangle",
                icon,
                strokeColor="transparent",
                backgroundColor=theme.logo,
                roundness={"type": 3, "value": 5},
                groupIds=[self.frame.name(groups[0])],
            )
        self.frame.add(
            f"icon_{name}",
            "image",
            icon,
            strokeColor="transparent",
            groupIds=[self.frame.name(groups[0])],
            fileId=self.frame.scene.image(picture, family),
            status="saved",
            scale=[1, 1],
            crop=None,
        )
        height = len(card.name) * NAME_LINE + len(card.detail) * DETAIL_LINE
        x, y = place.x + card.text_x, place.y + (place.height - height) / 2
        lettering = self.frame.scene.lettering
        room = place.width - card.text_x - PADDING / 2
        badge = lettering.width(card.badge, DETAIL_SIZE) + BADGE_GAP if card.badge else 0.0
        size = min(
            lettering.fitting(card.name, NAME_SIZE, room),
            lettering.fitting(card.name[:1], NAME_SIZE, room - badge),
        )
        self.frame.text(
            f"name_{name}",
            card.name,
            x,
            y,
            size,
            NAME_LINE,
            theme.ink,
            whole=component.label,
            groups=groups,
        )
        if card.badge:
            after = x + lettering.width(card.name[0], size) + BADGE_GAP
            self.frame.text(
                f"badge_{name}",
                [card.badge],
                after,
                y,
                DETAIL_SIZE,
                NAME_LINE,
                family,
                groups=groups,
            )
        if card.detail:
            technology = technology_shown(component)
            said = " · ".join(part for part in (technology, plain(component.note)) if part)
            y += len(card.name) * NAME_LINE
            self.frame.text(
                f"detail_{name}",
                card.detail,
                x,
                y,
                DETAIL_SIZE,
                DETAIL_LINE,
                theme.muted,
                room=room,
                whole=said,
                groups=groups,
            )
        return shape
