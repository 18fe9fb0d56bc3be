"""A board of an early stage without the rows and columns in which nothing stands yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sddiagram.model.pattern import View
from sddiagram.render.layout import Layout
from sddiagram.render.measure.geometry import Point, Rectangle, Route

_KEPT = 40.0
"""How long an empty stretch may be, in px: an arrow, and room to breathe."""
_CORNER = 10.0
"""Kept free around where a way turns, in px."""
_RIM, _TITLE = 14.0, 34.0
"""Kept inside a panel, and at its top, in px."""
_SAME = 0.06

Band = tuple[float, float]


def closed(view: View, places: Layout) -> Layout:
    """`places` with empty stretches made short, in both directions; those of the last stage stay.

    What stands above or left of something else still does, and ways stay level and upright.
    """
    if view.number == len(view.pattern.stages):
        return places
    for axis in (1, 0):
        taken = _merged(_taken(places, axis))
        gaps = [(low, high) for (_, low), (high, _) in pairwise(taken) if high - low > _KEPT]
        if gaps:
            places = _moved(places, gaps, axis)
    return places


def _taken(places: Layout, axis: int) -> Iterator[Band]:
    """What something needs of an axis: 0 is across, 1 is down."""
    labels = (route.label for route in places.routes.values())
    for place in (*places.cards.values(), *places.titles.values(), *labels):
        if place:
            yield _span(place, axis)
    for panel in places.panels.values():
        start, end = _span(panel, axis)
        yield start, start + (_TITLE if axis else _RIM)
        yield end - _RIM, end
    for route in places.routes.values():
        points = route.points
        for at in range(0, len(points) - 1, 3):
            piece = points[at : at + 4]
            other = [point[1 - axis] for point in piece]
            if max(other) - min(other) > _SAME:
                along = [point[axis] for point in piece]
                yield min(along) - _CORNER, max(along) + _CORNER


def _span(place: Rectangle, axis: int) -> Band:
    start, length = (place.y, place.height) if axis else (place.x, place.width)
    return start, start + length


def _merged(bands: Iterable[Band]) -> list[Band]:
    """The bands in their order, those that meet as one."""
    found: list[Band] = []
    for start, end in sorted(bands):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _moved(places: Layout, gaps: Sequence[Band], axis: int) -> Layout:
    def value(at: float) -> float:
        less = 0.0
        for start, end in gaps:
            if at <= start:
                break
            part = min(1.0, (at - start) / (end - start))
            less += part * (end - start - _KEPT)
        return at - less

    def point(one: Point) -> Point:
        return (one[0], value(one[1])) if axis else (value(one[0]), one[1])

    def place(one: Rectangle) -> Rectangle:
        x, y = point((one.x, one.y))
        right, bottom = point((one.x + one.width, one.y + one.height))
        return Rectangle(x, y, right - x, bottom - y)

    def route(one: Route) -> Route:
        label = place(one.label) if one.label else None
        return Route(tuple(map(point, one.points)), point(one.tip), label)

    return replace(
        places,
        cards={id: place(one) for id, one in places.cards.items()},
        panels={id: place(one) for id, one in places.panels.items()},
        titles={id: place(one) for id, one in places.titles.items()},
        routes={arrow: route(one) for arrow, one in places.routes.items()},
    )
