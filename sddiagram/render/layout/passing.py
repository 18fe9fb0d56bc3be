"""Arrows that only earlier stages show: drawn last, in the fixed places, around what these show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sddiagram.model.pattern import Pattern
from sddiagram.render.layout.clashes import Way
from sddiagram.render.layout.grid import apart
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.plan import Plan
from sddiagram.render.layout.routing import Ways
from sddiagram.render.layout.standing import Place, Standing, X, Y
from sddiagram.render.layout.ways import Grid
from sddiagram.render.measure.geometry import Rectangle, meet

_SHARED = 2000.0
_WORDS = 250.0
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)

Words = dict[str, Rectangle]


def add_passing(pattern: Pattern, plan: Plan, stands: Standing, ways: Ways, words: Words) -> bool:
    """Add the ways and words of the lines that have none yet; False when one finds no way."""
    for arrow, line in plan.line_of.items():
        if line.id in ways:
            continue
        views = [view for view in pattern.views if arrow in view.arrows]
        shown = {plan.box_of[component.id] for view in views for component in view.components}
        groups = {group.id for view in views for group in view.groups}
        beside = dict.fromkeys(plan.line_of[one].id for view in views for one in view.arrows)
        others = [id for id in beside if id in ways]
        cards = {id: place for id, place in stands.cards.items() if id in shown}
        panels = {id: place for id, place in stands.panels.items() if id in groups}
        titles = {id: stands.titles[id] for id in panels}
        used = [ways[id] for id in others]
        lines = _lines(line, cards, used)
        grid = Grid(cards, panels, titles, stands.inside, lines, Y)
        for id in others:
            grid.mark(id, ways[id])
        taken = [words[id] for id in others if id in words]
        for one in taken:
            place = (one.x - 2, one.y - 2, one.width + 4, one.height + 4)
            grid.charge(place, (_WORDS, _WORDS))
        way = grid.find(line.id, line.source, line.target, _SHARED)
        if way is None:
            return False
        ways[line.id] = way
        if line.label:
            size = line.label.width, line.label.height
            fixed = [*map(rectangle, cards.values()), *map(rectangle, titles.values()), *taken]
            words[line.id] = _free(list(_along(way, size)), fixed, used)
    return True


def rectangle(place: Place) -> Rectangle:
    """The place, for good."""
    x, y, wide, high = (round(value, 2) for value in place)
    return Rectangle(x, y, wide, high)


def _lines(
    line: Line, cards: Mapping[str, Place], used: Iterable[Way]
) -> tuple[list[float], list[float]]:
    found = []
    used = list(used)
    for axis, shifts in ((X, (0, -26, 26, -52, 52)), (Y, (0, -15, 15))):
        values: list[float] = []
        for id in (line.source, line.target):
            low, size = cards[id][axis], cards[id][axis + 2]
            values += [low + size / 2 + far for far in shifts if 13 < size / 2 + far < size - 13]
            values += [low - 22, low + size + 22, low - 36, low + size + 36]
        values += [point[axis] for way in used for point in way]
        for place in cards.values():
            low, high = place[axis], place[axis] + place[axis + 2]
            values += [low - 14, high + 14, low - 27, high + 27]
        found.append(apart((max(value, 4.0) for value in values), 4.0))
    return found[X], found[Y]


def _along(way: Way, size: tuple[float, float]) -> Iterator[Rectangle]:
    """Places on the way's pieces, on the longest first."""
    wide, high = size
    by_length = sorted(
        pairwise(way), key=lambda ends: -abs(ends[0][X] - ends[1][X]) - abs(ends[0][Y] - ends[1][Y])
    )
    for (x0, y0), (x1, y1) in by_length:
        for share in _SHARES:
            x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            yield rectangle([x - wide / 2, y - high / 2, wide, high])


def _free(
    places: Sequence[Rectangle], fixed: Sequence[Rectangle], used: Sequence[Way]
) -> Rectangle:
    return next(
        (
            one
            for one in places
            if not any(meet(one, other) for other in fixed)
            and not any(runs_through(way, one) for way in used)
        ),
        places[0],
    )


def runs_through(way: Way, place: Rectangle, slack: float = 0.0) -> bool:
    """Whether a way of level and upright pieces runs through `place`."""
    return any(
        min(a[X], b[X]) < place.x + place.width - slack
        and max(a[X], b[X]) > place.x + slack
        and min(a[Y], b[Y]) < place.y + place.height - slack
        and max(a[Y], b[Y]) > place.y + slack
        for a, b in pairwise(way)
    )
