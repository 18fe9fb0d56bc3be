"""Where everything stands: a pattern is laid out once, and every stage shares the places."""

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sddiagram.errors import DrawingWarning, EngineError
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Direction, Pattern
from sddiagram.render import engine as engines
from sddiagram.render.card import Card, Label, card_of
from sddiagram.render.geometry import Point, Rectangle, Route
from sddiagram.render.painter import Box, Line, dot_source
from sddiagram.render.settle import settled_labels, title_places

NOTE_WIDTH, NOTE_HEIGHT = 800.0, 1000.0
"""The space that a picture has in a note, in px; what reads largest in it is kept."""
TRIAL_LIMIT = 150
"""Boxes above which the second direction is not tried: no picture of that many reads in a note."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of everything that any stage shows."""

    width: float
    height: float
    cards: Mapping[str, Rectangle]
    panels: Mapping[str, Rectangle]
    titles: Mapping[str, Rectangle]
    """Where the titles of the panels stand, in their top rows."""
    routes: Mapping[Arrow, Route]

    @property
    def legibility(self) -> float:
        """How large the picture is shown in a note, 1 at the most."""
        return min(1.0, NOTE_WIDTH / self.width, NOTE_HEIGHT / self.height)


def layout(pattern: Pattern, direction: Direction, engine: str) -> Layout:
    """The places of everything in `pattern`, in the direction asked for or the most legible one.

    Raises `EngineError` when the engine fails twice, the second time on a simpler form.
    """
    if direction is Direction.AUTO:
        direction = pattern.direction
    return _layout(pattern, direction, engine)


@lru_cache(maxsize=8)
def _layout(pattern: Pattern, direction: Direction, engine: str) -> Layout:
    boxes, lines, where, edges = _plan(pattern)
    directions = [direction]
    if direction is Direction.AUTO:
        directions = [Direction.LEFT_TO_RIGHT, Direction.TOP_TO_BOTTOM]
        if len(boxes) > TRIAL_LIMIT:
            directions = directions[:1]

    def laid_out(splines: str) -> list[Layout]:
        sources = [
            dot_source(pattern.name, boxes, lines, way, splines=splines, worded=False)
            for way in directions
        ]
        outputs = engines.run(sources, engine, "json0")
        return [_read(output, lines, where, edges) for output in outputs]

    try:
        found = laid_out("spline")
    except EngineError as error:
        engines.program(engine)
        found = laid_out("polyline")
        warnings.warn(
            f"{error} The picture is drawn with straight lines instead.",
            DrawingWarning,
            stacklevel=2,
        )
    chosen = max(found, key=lambda one: one.legibility)
    titles = title_places(chosen.panels, _group_titles(pattern), chosen.routes)
    fixed = [*chosen.cards.values(), *titles.values()]
    return replace(chosen, titles=titles, routes=settled_labels(chosen.routes, fixed))


def _group_titles(pattern: Pattern) -> dict[str, Label]:
    return {
        group.id: Label.of_group(group.label) for view in pattern.views for group in view.groups
    }


def _plan(pattern: Pattern) -> tuple[list[Box], list[Line], dict[str, str], dict[Arrow, str]]:
    """Boxes, lines, the box of each component and the line of each arrow, for all stages.

    What is replaced shares the place of its successor.
    """
    places = pattern.views[-1].places
    occupants: dict[str, list[Component]] = {}
    arrows: dict[Arrow, None] = {}
    for view in pattern.views:
        for component in view.components:
            occupants.setdefault(_place(component.id, places), []).append(component)
        arrows.update(dict.fromkeys(view.arrows))
    boxes = [
        Box(id, _largest([card_of(component) for component in here]), here[-1].group)
        for id, here in occupants.items()
    ]
    lines: dict[tuple[object, ...], Line] = {}
    edges: dict[Arrow, str] = {}
    for arrow in arrows:
        source, target = _place(arrow.source, places), _place(arrow.target, places)
        key = (source, target, arrow.link.verb, arrow.link.label)
        if key not in lines:
            text = arrow.link.label
            label = Label.of_edge(text) if text else None
            lines[key] = Line(f"e{len(lines)}", source, target, arrow.link.verb, label)
        edges[arrow] = lines[key].id
    where = {component.id: id for id, here in occupants.items() for component in here}
    return boxes, list(lines.values()), where, edges


def _place(id: str, places: Mapping[str, str]) -> str:
    """Where `id` stands: with the last of its successors."""
    seen = {id}
    while (heir := places.get(id)) is not None and heir not in seen:
        id = heir
        seen.add(id)
    return id


def _largest(cards: Sequence[Card]) -> Card:
    """The newest card, as wide and high as any that stands in its place."""
    last = cards[-1]
    return Card(
        last.name,
        last.detail,
        last.badge,
        last.family,
        max(card.width for card in cards),
        max(card.height for card in cards),
    )


def _read(
    output: bytes, lines: Sequence[Line], where: Mapping[str, str], edges: Mapping[Arrow, str]
) -> Layout:
    """The engine's geometry, turned to px from the top left; nothing may be missing."""
    try:
        graph: dict[str, Any] = json.loads(output)
        left, bottom, right, top = _numbers(graph["bb"])
        objects = graph.get("objects", [])
        cards = {box["name"]: _card_place(box, left, top) for box in objects if "bb" not in box}
        panels = {
            group["id"]: _panel_place(group, left, top)
            for group in objects
            if "bb" in group and "id" in group
        }
        found = {edge["id"]: _route(edge, left, top) for edge in graph.get("edges", [])}
        labels = {line.id: line.label for line in lines}
        routes = {arrow: _labelled(*found[id], labels[id]) for arrow, id in edges.items()}
        return Layout(
            right - left,
            top - bottom,
            {id: cards[box] for id, box in where.items()},
            panels,
            {},
            routes,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise EngineError(f"The layout engine left something out ({error}).") from error


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def _card_place(node: Mapping[str, str], left: float, top: float) -> Rectangle:
    x, y = _numbers(node["pos"])
    width, height = float(node["width"]) * 72, float(node["height"]) * 72
    return _rectangle(x - left, top - y, width, height)


def _rectangle(middle_x: float, middle_y: float, width: float, height: float) -> Rectangle:
    return Rectangle(
        round(middle_x - width / 2, 2),
        round(middle_y - height / 2, 2),
        round(width, 2),
        round(height, 2),
    )


def _panel_place(group: Mapping[str, str], left: float, top: float) -> Rectangle:
    x0, y0, x1, y1 = _numbers(group["bb"])
    return _rectangle((x0 + x1) / 2 - left, top - (y0 + y1) / 2, x1 - x0, y1 - y0)


def _route(
    edge: Mapping[str, str], left: float, top: float
) -> tuple[tuple[Point, ...], Point, Point | None]:
    """The points of an edge, its tip, and the middle of its label."""

    def point(text: str) -> Point:
        x, y = _numbers(text)
        return round(x - left, 2), round(top - y, 2)

    words = edge["pos"].split()
    tip = point(words.pop(0).removeprefix("e,")) if words[0].startswith("e,") else point(words[-1])
    points = tuple(point(word) for word in words)
    return points, tip, point(edge["lp"]) if edge.get("lp") else None


def _labelled(
    points: tuple[Point, ...], tip: Point, middle: Point | None, label: Label | None
) -> Route:
    place = _rectangle(*middle, label.width, label.height) if middle and label else None
    return Route(points, tip, place)
