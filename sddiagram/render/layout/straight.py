"""Straight ways from card to card: of arrows that only earlier stages show, and on dense boards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import hypot

from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.placement import Placement
from sddiagram.render.measure.card import Label
from sddiagram.render.measure.geometry import (
    ARROWHEAD_LENGTH,
    Point,
    Rectangle,
    Route,
    along,
    crosses,
)

_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)
"""Where a straight line may cross the span that two cards share, the middle first."""
_LEAST_SPAN = 24.0


def straight_route(
    source: Rectangle,
    target: Rectangle,
    label: Label | None,
    cards: Sequence[Rectangle],
    taken: Sequence[Route],
) -> Route | None:
    """A straight way from card to card that runs through none of `cards` and along none of `taken`.

    None when there is no such way.
    """
    for start, tip in _ways(source, target):
        route = _route(start, tip, label)
        points = list(along(route.points))
        if route not in taken and not any(crosses(points, card) for card in cards):
            return route
    return None


def spread(placement: Placement, lines: Iterable[Line]) -> Placement:
    """The placement, each of the lines that the engine laid on each other on a way of its own."""
    beside: dict[tuple[frozenset[object], ...], list[Line]] = {}
    for line in lines:
        if line.source != line.target:
            route = placement.routes[line.id]
            ends = frozenset((line.source, line.target)), frozenset((route.points[0], route.tip))
            beside.setdefault(ends, []).append(line)
    routes = dict(placement.routes)
    for several in beside.values():
        for index, line in enumerate(several if len(several) > 1 else ()):
            share = (index + 1) / (len(several) + 1)
            source, target = placement.cards[line.source], placement.cards[line.target]
            one, other = _at(source, share), _at(target, share)
            start, tip = _border(source, one, other), _border(target, other, one)
            routes[line.id] = _route(start, tip, line.label)
    return replace(placement, routes=routes)


def _ways(source: Rectangle, target: Rectangle) -> Iterator[tuple[Point, Point]]:
    """Starts and tips on the two borders: upright or level where the cards allow, else slanted."""
    left, right = _shared(source.x, source.width, target.x, target.width)
    top, bottom = _shared(source.y, source.height, target.y, target.height)
    for share in _SHARES:
        if right - left >= _LEAST_SPAN:
            x = round(left + share * (right - left), 2)
            down = target.y > source.y
            start = source.y + source.height if down else source.y
            tip = target.y if down else target.y + target.height
            yield (x, round(start, 2)), (x, round(tip, 2))
        elif bottom - top >= _LEAST_SPAN:
            y = round(top + share * (bottom - top), 2)
            onward = target.x > source.x
            start = source.x + source.width if onward else source.x
            tip = target.x if onward else target.x + target.width
            yield (round(start, 2), y), (round(tip, 2), y)
        else:
            one, other = _at(source, share), _at(target, share)
            yield _border(source, one, other), _border(target, other, one)


def _shared(one: float, size: float, other: float, other_size: float) -> tuple[float, float]:
    return max(one, other), min(one + size, other + other_size)


def _at(card: Rectangle, share: float) -> Point:
    return card.x + card.width * share, card.y + card.height / 2


def _border(card: Rectangle, inside: Point, outside: Point) -> Point:
    """Where the way from `inside` the card to `outside` leaves it."""
    (x, y), (far_x, far_y) = inside, outside
    shares = [1.0]
    if far_x != x:
        edge = card.x + card.width if far_x > x else card.x
        shares.append((edge - x) / (far_x - x))
    if far_y != y:
        edge = card.y + card.height if far_y > y else card.y
        shares.append((edge - y) / (far_y - y))
    share = min(shares)
    return round(x + share * (far_x - x), 2), round(y + share * (far_y - y), 2)


def _route(start: Point, tip: Point, label: Label | None) -> Route:
    span = hypot(tip[0] - start[0], tip[1] - start[1]) or 1.0
    end, first, second = (
        _between(start, tip, share * (1 - ARROWHEAD_LENGTH / span)) for share in (1, 1 / 3, 2 / 3)
    )
    x, y = _between(start, tip, 0.5)
    place = (
        Rectangle(round(x + 4, 2), round(y - label.height / 2, 2), label.width, label.height)
        if label
        else None
    )
    return Route((start, first, second, end), tip, place)


def _between(start: Point, tip: Point, share: float) -> Point:
    return (
        round(start[0] + share * (tip[0] - start[0]), 2),
        round(start[1] + share * (tip[1] - start[1]), 2),
    )
