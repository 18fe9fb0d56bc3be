"""The engine's geometry, turned to px from the top left."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sddiagram.errors import EngineError
from sddiagram.render.layout.painter import PANEL, Line
from sddiagram.render.layout.places import legibility
from sddiagram.render.measure.card import Label
from sddiagram.render.measure.geometry import Point, Rectangle, Route, middle_of


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an engine put the boxes, the groups and the lines, by their ids."""

    width: float
    height: float
    cards: Mapping[str, Rectangle]
    panels: Mapping[str, Rectangle]
    routes: Mapping[str, Route]

    @property
    def legibility(self) -> float:
        """How large the picture is shown in a note, 1 at the most."""
        return legibility(self.width, self.height)


def placement_of(output: bytes, lines: Sequence[Line]) -> Placement:
    """What the engine's JSON says; raises `EngineError` when anything is missing."""
    try:
        graph: dict[str, Any] = json.loads(output)
        left, bottom, right, top = _numbers(graph["bb"])
        objects = graph.get("objects", [])
        cards = {box["name"]: _card_place(box, left, top) for box in objects if "pos" in box}
        panels = {
            group["id"].removeprefix(PANEL): _panel_place(group, left, top)
            for group in objects
            if "bb" in group and "id" in group
        }
        edges = {edge["id"]: edge for edge in graph.get("edges", [])}
        routes = {line.id: _route(edges[line.id], line.label, left, top) for line in lines}
        return Placement(right - left, top - bottom, cards, panels, routes)
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


def _route(edge: Mapping[str, str], label: Label | None, left: float, top: float) -> Route:
    def point(text: str) -> Point:
        x, y = _numbers(text)
        return round(x - left, 2), round(top - y, 2)

    words = edge["pos"].split()
    # The tip stands first, and the points run from it, in a line that is laid out backwards.
    mark = words[0][:2]
    tip = point(words.pop(0)[2:]) if mark in ("e,", "s,") else point(words[-1])
    points = tuple(point(word) for word in words)
    if mark == "s,":
        points = points[::-1]
    if label is None:
        return Route(points, tip, None)
    middle = point(edge["lp"]) if "lp" in edge else middle_of(points)
    return Route(points, tip, _rectangle(*middle, label.width, label.height))
