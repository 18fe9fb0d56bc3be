"""Lines as a hand draws them: the same wobble every time, from the name of what is drawn."""

from collections.abc import Sequence
from random import Random
from zlib import crc32

from sddiagram.render.board.shapes import coordinates
from sddiagram.render.measure.geometry import Point, Rectangle

WOBBLE = 1.5
"""How far a stroke strays, in px."""


def rectangle(place: Rectangle, name: str) -> str:
    """Path data of a box drawn in two strokes around."""
    chance = Random(crc32(name.encode()))
    return _around(place, chance) + _around(place, chance)


def _around(place: Rectangle, chance: Random) -> str:
    left, top = place.x, place.y
    right, bottom = left + place.width, top + place.height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    points = [_astray(corner, chance) for corner in corners]
    path = f"M{coordinates(points[0])}"
    for start, end in zip(points, [*points[1:], points[0]], strict=True):
        path += _bent(start, end, chance)
    return path + "Z"


def _bent(start: Point, end: Point, chance: Random) -> str:
    (x0, y0), (x1, y1) = start, end
    first = _astray((x0 + (x1 - x0) / 3, y0 + (y1 - y0) / 3), chance)
    second = _astray((x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3), chance)
    return f"C{coordinates(first)} {coordinates(second)} {coordinates(end)}"


def bends(points: Sequence[Point], name: str) -> list[Point]:
    """The inner points of a curve, a little astray; its last point stays."""
    chance = Random(crc32(name.encode()))
    *inner, last = points
    return [*(_astray(point, chance) for point in inner), last]


def _astray(point: Point, chance: Random) -> Point:
    return (
        point[0] + chance.uniform(-WOBBLE, WOBBLE),
        point[1] + chance.uniform(-WOBBLE, WOBBLE),
    )
