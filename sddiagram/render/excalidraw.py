"""Excalidraw: a scene of real shapes to go on drawing in, one frame a stage.

The properties are those of https://docs.excalidraw.com/docs/codebase/json-schema and of the types
of @excalidraw/excalidraw 0.18. A frame of Excalidraw cannot stand in a frame, and each stage is
one, so a group is a panel: a rectangle with its title.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from sddiagram.model.component import Component, Group
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
    LABEL_LINE,
    LABEL_SIZE,
    NAME_LINE,
    NAME_SIZE,
    PADDING,
    Label,
    card_of,
)
from sddiagram.render.geometry import Point, Rectangle, Route, along, crosses, meet
from sddiagram.render.heading import caption_of, heading_of
from sddiagram.render.icon import SIZE, Icon, icon_of
from sddiagram.render.layout import Layout, layout
from sddiagram.render.names import edge_ids
from sddiagram.render.request_path import request_path
from sddiagram.render.svg import MARGIN
from sddiagram.render.text import width
from sddiagram.render.theme import Theme, theme_named

_GAP = 80.0
_LEAST_SHOWN = 30.0
"""How much of an arrow must show beside words in its middle, in px."""
_HELVETICA, _EXCALIFONT = 2, 5
_STYLES: Mapping[Verb, tuple[str, float]] = {
    Verb.CALLS: ("solid", 1.5),
    Verb.EMITS: ("dashed", 1.5),
    Verb.STREAMS: ("solid", 3.0),
    Verb.COPIES: ("dotted", 2.0),
    Verb.BATCHES: ("dotted", 1.5),
}
Shape = dict[str, object]


def draw(view: View, drawing: Drawing) -> bytes:
    """The stages up to that of `view` as frames side by side, the same bytes every time."""
    theme = theme_named(drawing.theme)
    places = layout(view.pattern, drawing.direction, drawing.engine)
    scene = _Scene(theme)
    x = 0.0
    for one in view.pattern.views[: view.number]:
        x += _Board(scene, one, places, drawing, x).draw() + _GAP
    data = {
        "type": "excalidraw",
        "version": 2,
        "source": "sddiagram",
        "elements": scene.shapes,
        "appState": {"viewBackgroundColor": theme.ground, "gridModeEnabled": False},
        "files": scene.files,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(slots=True)
class _Scene:
    theme: Theme
    shapes: list[Shape] = field(default_factory=list)
    files: dict[str, Shape] = field(default_factory=dict)

    def add(self, id: str, type: str, place: Rectangle, frame: str | None, **said: object) -> Shape:
        seed = crc32(id.encode()) & 0x7FFFFFFF
        shape: Shape = {
            "id": id,
            "type": type,
            "x": round(place.x, 2),
            "y": round(place.y, 2),
            "width": round(place.width, 2),
            "height": round(place.height, 2),
            "angle": 0,
            "strokeColor": self.theme.ink,
            "backgroundColor": "transparent",
            "fillStyle": "solid",
            "strokeWidth": 1,
            "strokeStyle": "solid",
            "roundness": None,
            "roughness": 1 if self.theme.hand else 0,
            "opacity": 100,
            "seed": seed,
            "version": 1,
            "versionNonce": seed,
            "index": None,
            "isDeleted": False,
            "groupIds": [],
            "frameId": frame,
            "boundElements": [],
            "updated": 1,
            "link": None,
            "locked": False,
            **said,
        }
        self.shapes.append(shape)
        return shape

    def image(self, icon: Icon, colour: str) -> str:
        """The id of the file that holds `icon` in this colour."""
        id = icon.id if icon.is_logo else f"{icon.id}-{colour[1:]}"
        embedded = re.search(r'href="(data:([^;]+);[^"]+)"', icon.body)
        if embedded:
            url, media = embedded[1], embedded[2]
        else:
            svg = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
                f'viewBox="0 0 {SIZE} {SIZE}" color="{colour}">{icon.body}</svg>'
            )
            media = "image/svg+xml"
            url = f"data:{media};base64,{b64encode(svg.encode()).decode()}"
        self.files[id] = {"id": id, "mimeType": media, "dataURL": url, "created": 1}
        return id


@dataclass(frozen=True, slots=True)
class _Board:
    """One stage, drawn into the scene from `left` on."""

    scene: _Scene
    view: View
    places: Layout
    drawing: Drawing
    left: float

    @property
    def frame(self) -> str:
        return f"stage-{self.view.number}"

    def draw(self) -> float:
        """Draw it; its width in px."""
        heading = heading_of(self.view, self.places.width, staged=True)
        across = max(self.places.width, heading.width) + 2 * MARGIN
        down = MARGIN + heading.height + self.places.height + MARGIN
        shift = (
            self.left + MARGIN + (across - 2 * MARGIN - self.places.width) / 2,
            MARGIN + heading.height,
        )
        y = MARGIN
        theme = self.scene.theme
        for name, lines, size, line, colour in (
            ("title", heading.title, 20.0, 26.0, theme.ink),
            ("caption", heading.caption, 13.5, 21.0, theme.accent),
            ("why", heading.why, 13.0, 18.0, theme.muted),
        ):
            if lines:
                self._text(name, lines, self.left + MARGIN, y, size, line, colour)
            y += len(lines) * line
        for group in self.view.groups:
            self._panel(group, shift)
        shapes = {one.id: self._card(one, shift) for one in self.view.components}
        numbers = request_path(self.view) if self.drawing.numbered else {}
        names = edge_ids(self.view)
        for arrow in self.view.arrows:
            said = " ".join(
                part for part in (f"{numbers.get(arrow, '')}", arrow.link.label) if part
            )
            self._arrow(arrow, names[arrow], said, shapes, shift)
        name = caption_of(self.view) or self.view.pattern.title
        page = Rectangle(self.left, 0.0, across, down)
        self.scene.add(self.frame, "frame", page, None, name=name, strokeColor="#bbbbbb")
        return across

    def _id(self, name: str) -> str:
        return f"{self.frame}-{name}"

    def _text(
        self,
        name: str,
        lines: Sequence[str],
        x: float,
        y: float,
        size: float,
        line: float,
        colour: str,
        *,
        groups: Sequence[str] = (),
        container: str | None = None,
        bold: bool = False,
    ) -> Shape:
        hand = self.scene.theme.hand
        place = Rectangle(
            x, y, max(width(one, size, bold=bold) for one in lines), len(lines) * line
        )
        text = "\n".join(lines)
        return self.scene.add(
            self._id(name),
            "text",
            place,
            self.frame,
            strokeColor=colour,
            groupIds=[self._id(group) for group in groups],
            text=text,
            originalText=text,
            fontSize=size,
            fontFamily=_EXCALIFONT if hand else _HELVETICA,
            textAlign="center" if container else "left",
            verticalAlign="middle" if container else "top",
            containerId=container,
            lineHeight=round(line / size, 4),
            autoResize=True,
        )

    def _panel(self, group: Group, shift: Point) -> None:
        place = self.places.panels.get(group.id)
        if place is None:
            return
        theme = self.scene.theme
        self.scene.add(
            self._id(f"group-{group.id}"),
            "rectangle",
            _moved(place, shift),
            self.frame,
            strokeColor=theme.panel_border,
            backgroundColor=theme.panel,
            roundness={"type": 3, "value": 12},
        )
        title = _moved(self.places.titles[group.id], shift)
        self._text(
            f"title-{group.id}",
            Label.of_group(group.label).lines,
            title.x + 4,
            title.y,
            GROUP_SIZE,
            18.0,
            theme.muted,
        )

    def _card(self, component: Component, shift: Point) -> Shape:
        theme, card = self.scene.theme, card_of(component)
        place = _moved(self.places.cards[component.id], shift)
        is_new = self.view.number > 1 and component.id in self.view.new
        family = theme.families[card.family]
        name = component.id
        shape = self.scene.add(
            self._id(name),
            "rectangle",
            place,
            self.frame,
            strokeColor=theme.accent if is_new else family,
            backgroundColor=theme.accent_tint if is_new else theme.card,
            strokeWidth=2 if is_new else 1.5,
            roundness={"type": 3, "value": 10},
            groupIds=[self._id(f"card-{name}")],
        )
        groups = [f"card-{name}"]
        icon = Rectangle(place.x + PADDING, place.y + (place.height - ICON) / 2, ICON, ICON)
        self.scene.add(
            self._id(f"icon-{name}"),
            "image",
            icon,
            self.frame,
            strokeColor="transparent",
            groupIds=[self._id(groups[0])],
            fileId=self.scene.image(icon_of(component), family),
            status="saved",
            scale=[1, 1],
            crop=None,
        )
        height = len(card.name) * NAME_LINE + len(card.detail) * DETAIL_LINE
        x, y = place.x + card.text_x, place.y + (place.height - height) / 2
        self._text(f"name-{name}", card.name, x, y, NAME_SIZE, NAME_LINE, theme.ink, groups=groups)
        if card.badge:
            after = x + width(card.name[0], NAME_SIZE, bold=True) + BADGE_GAP
            badge = [card.badge]
            self._text(
                f"badge-{name}", badge, after, y, DETAIL_SIZE, NAME_LINE, family, groups=groups
            )
        if card.detail:
            y += len(card.name) * NAME_LINE
            self._text(
                f"detail-{name}",
                card.detail,
                x,
                y,
                DETAIL_SIZE,
                DETAIL_LINE,
                theme.muted,
                groups=groups,
            )
        return shape

    def _arrow(
        self, arrow: Arrow, name: str, said: str, shapes: Mapping[str, Shape], shift: Point
    ) -> None:
        theme, route = self.scene.theme, self.places.routes[arrow]
        points = [(x + shift[0], y + shift[1]) for x, y in _bends(route)]
        (x, y), *_ = points
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        is_new = self.view.number > 1 and arrow in self.view.new
        style, thickness = _STYLES[arrow.link.verb]
        shape = self.scene.add(
            self._id(name),
            "arrow",
            Rectangle(x, y, max(xs) - min(xs), max(ys) - min(ys)),
            self.frame,
            strokeColor=theme.accent if is_new else theme.line,
            strokeStyle=style,
            strokeWidth=thickness,
            roundness={"type": 2},
            points=[[round(a - x, 2), round(b - y, 2)] for a, b in points],
            lastCommittedPoint=None,
            startBinding={"elementId": shapes[arrow.source]["id"], "focus": 0, "gap": 1},
            endBinding={"elementId": shapes[arrow.target]["id"], "focus": 0, "gap": 1},
            startArrowhead=None,
            endArrowhead="triangle",
            elbowed=False,
        )
        for end in (arrow.source, arrow.target):
            _bind(shapes[end], "arrow", shape)
        if said:
            self._label(shape, name, said, route, points, shift)

    def _label(
        self,
        arrow: Shape,
        name: str,
        said: str,
        route: Route,
        points: Sequence[Point],
        shift: Point,
    ) -> None:
        """Words bound to their arrow, or beside it where they would hide it or what is near.

        Excalidraw centres bound words on the middle of the arrow, wherever we put them.
        """
        lines = Label.of_edge(said).lines
        wide, high = max(width(line, LABEL_SIZE) for line in lines), len(lines) * LABEL_LINE
        x, y = _middle(points)
        bound = route.label is None or self._is_free(
            Rectangle(x - shift[0] - wide / 2, y - shift[1] - high / 2, wide, high), route
        )
        if route.label and not bound:
            place = _moved(route.label, shift)
            x, y = place.x + place.width / 2, place.y + place.height / 2
        text = self._text(
            f"{name}-label",
            lines,
            x - wide / 2,
            y - high / 2,
            LABEL_SIZE,
            LABEL_LINE,
            self.scene.theme.muted,
            container=str(arrow["id"]) if bound else None,
        )
        if bound:
            _bind(arrow, "text", text)

    def _is_free(self, place: Rectangle, route: Route) -> bool:
        """Whether words fit there and leave enough of their arrow to be seen."""
        others = [self.places.routes[arrow] for arrow in self.view.arrows]
        others = [other for other in others if other.points != route.points]
        taken = [self.places.cards[component.id] for component in self.view.components]
        taken += [other.label for other in others if other.label]
        across = abs(route.tip[0] - route.points[0][0])
        down = abs(route.tip[1] - route.points[0][1])
        return (
            max(across - place.width, down - place.height) > _LEAST_SHOWN
            and not any(meet(place, other) for other in taken)
            and not any(crosses(along(other.points), place) for other in others)
        )


def _middle(points: Sequence[Point]) -> Point:
    at = len(points) // 2
    if len(points) % 2:
        return points[at]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return (x0 + x1) / 2, (y0 + y1) / 2


def _moved(place: Rectangle, shift: Point) -> Rectangle:
    return Rectangle(place.x + shift[0], place.y + shift[1], place.width, place.height)


def _bends(route: Route) -> list[Point]:
    """Few points of the edge's curve, through which Excalidraw draws its own."""
    curve = [*along(route.points), route.tip]
    pieces = max(1, (len(route.points) - 1) // 3)
    count = 2 * pieces
    chosen = [curve[round(index * (len(curve) - 1) / count)] for index in range(count + 1)]
    return chosen if not _is_straight(chosen) else [chosen[0], chosen[-1]]


def _is_straight(points: Sequence[Point]) -> bool:
    (x0, y0), (x1, y1) = points[0], points[-1]
    span = max(abs(x1 - x0), abs(y1 - y0), 1.0)
    return all(
        abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / span < 1.5 for x, y in points[1:-1]
    )


def _bind(shape: Shape, type: str, other: Shape) -> None:
    bound = shape["boundElements"]
    assert isinstance(bound, list)
    bound.append({"type": type, "id": other["id"]})
