"""What of a layout one stage shows: its cards and arrows, and panels around the members there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sddiagram.model.component import Component, Group
from sddiagram.model.pattern import View
from sddiagram.render.layout import Layout
from sddiagram.render.layout.settle import title_places
from sddiagram.render.measure.card import Label
from sddiagram.render.measure.geometry import Point, Rectangle, along, crosses, holds, hull, meet

_AIR, _TITLE = 14.0, 34.0
"""Kept inside a panel, and at its top, where the title stands, in px."""
_BESIDE = 24.0
"""What a panel is wider than its title at least, in px."""
_NEAR, _STEP = 6.0, 4.0
"""How near to a border nothing may run along, and by how much the border gives way, in px."""
_WIDER = 8.0
"""Steps in which a panel becomes wider until its title has a place, in px."""
_ALONG = 5
"""Points of a way, one every 3 px, near a border: it runs along, and not across."""


def shown(view: View, places: Layout) -> Layout:
    """The part of `places` that `view` shows: nothing moves, and panels end at what is in them."""
    groups = [group.id for group in view.groups if group.id in places.panels]
    found = replace(
        places,
        cards={component.id: places.cards[component.id] for component in view.components},
        panels={id: places.panels[id] for id in groups},
        titles={id: places.titles[id] for id in groups},
        routes={arrow: places.routes[arrow] for arrow in view.arrows},
    )
    panels, titles = {**found.panels}, {**found.titles}
    partial = [one for one in view.groups if one.id in panels and not _is_whole(one, view, places)]
    ways = [list(along(route.points)) for route in found.routes.values()] if partial else []
    for group in reversed(partial):
        inside = (one.id for one in view.groups if one.group == group)
        inner = [panels[id] for id in inside if id in panels]
        held = [*inner, *_held(group, view, found)]
        panels[group.id], titles[group.id] = _panel(group, held, ways, found)
    return replace(found, panels=panels, titles=titles)


def extent(places: Layout) -> Rectangle:
    """The smallest place around all that stands in `places`, and the ways between.

    It is as small as can be for a stage that has taken everything away.
    """
    words = [route.label for route in places.routes.values() if route.label]
    every = [*places.cards.values(), *places.panels.values(), *words]
    if not every:
        return Rectangle(0.0, 0.0, 0.0, 0.0)
    around = hull(corner for one in every for corner in _corners(one))
    # A curve stays among its points, so most need not be followed.
    outer = [one.points for one in places.routes.values() if not holds(around, hull(one.points))]
    points = (point for way in outer for point in along(way))
    return hull([*_corners(around), *points])


def _is_whole(group: Group, view: View, places: Layout) -> bool:
    """Whether something stands in each place that any stage has in `group`."""
    taken = {places.cards[one.id] for one in _members(group, view.components)}
    every = (one for board in view.pattern.views for one in _members(group, board.components))
    return all(places.cards[one.id] in taken for one in every)


def _members(group: Group, components: Iterable[Component]) -> Iterator[Component]:
    return (one for one in components if group in Group.outward(one.group))


def _held(group: Group, view: View, places: Layout) -> Iterator[Rectangle]:
    """The places of the members, and of the ways and words between two of them."""
    members = [one.id for one in _members(group, view.components)]
    yield from (places.cards[id] for id in members)
    for arrow, route in places.routes.items():
        if arrow.source in members and arrow.target in members:
            yield hull(along(route.points))
            if route.label:
                yield route.label


def _panel(
    group: Group, held: Sequence[Rectangle], ways: Sequence[Sequence[Point]], places: Layout
) -> tuple[Rectangle, Rectangle]:
    """The smallest panel around what is `held` that nothing runs along, and where its title is."""
    full, title = places.panels[group.id], places.titles[group.id]
    words = [route.label for route in places.routes.values() if route.label]
    label = {group.id: Label.of_group(group.label)}
    for left, right in _sides(held, title.width + _BESIDE, full):
        panel = _tight(held, left, right, full, words, ways)
        place = title_places({group.id: panel}, label, places.routes)[group.id]
        is_struck = any(crosses(way, place) for way in ways)
        if not is_struck and not any(meet(place, one) for one in (*words, *held)):
            return panel, place
    return full, title


def _sides(
    held: Sequence[Rectangle], least: float, full: Rectangle
) -> Iterator[tuple[float, float]]:
    """Left and right ends of a panel around what is `held`, `least` px wide, the narrowest first.

    They are no further out than the full panel's.
    """
    first = min(one.x for one in held) - _AIR
    last = max(one.x + one.width for one in held) + _AIR
    first, last = max(full.x, first), min(full.x + full.width, max(last, first + least))
    first = max(full.x, min(first, last - least))
    yield first, last
    for wider in range(int(_WIDER), int(full.width), int(_WIDER)):
        if first - wider >= full.x:
            yield first - wider, last
        if last + wider <= full.x + full.width:
            yield first, last + wider


def _tight(
    held: Sequence[Rectangle],
    left: float,
    right: float,
    full: Rectangle,
    words: Sequence[Rectangle],
    ways: Sequence[Sequence[Point]],
) -> Rectangle:
    """Each border as near to what is `held` as it can be, and within the full panel."""
    top = max(full.y, min(one.y for one in held) - _TITLE)
    bottom = min(full.y + full.height, max(one.y + one.height for one in held) + _AIR)
    ends = [left, top, right, bottom]
    limits = [full.x, full.y, full.x + full.width, full.y + full.height]
    # Twice, since a border that gave way is longer for those beside it.
    for side, limit in [*enumerate(limits)] * 2:
        while ends[side] != limit and not _is_clear(ends, side, words, ways):
            if side < 2:
                ends[side] = max(limit, ends[side] - _STEP)
            else:
                ends[side] = min(limit, ends[side] + _STEP)
    left, top, right, bottom = ends
    return Rectangle(left, top, right - left, bottom - top)


def _is_clear(
    ends: Sequence[float],
    side: int,
    words: Sequence[Rectangle],
    ways: Sequence[Sequence[Point]],
) -> bool:
    """Whether no words stand on that border, and no way runs along it."""
    strip = [*ends]
    strip[side % 2], strip[side % 2 + 2] = ends[side] - _NEAR, ends[side] + _NEAR
    strip[1 - side % 2] -= _NEAR
    strip[3 - side % 2] += _NEAR
    left, top, right, bottom = strip
    border = Rectangle(left, top, right - left, bottom - top)
    if any(meet(border, one) for one in words):
        return False
    return all(sum(crosses([point], border) for point in way) <= _ALONG for way in ways)


def _corners(place: Rectangle) -> tuple[Point, Point]:
    return (place.x, place.y), (place.x + place.width, place.y + place.height)
