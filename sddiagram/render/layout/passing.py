"""Ways one by one, where the cards stand: of lines that only early stages show, and once more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sddiagram.model.pattern import Pattern, View
from sddiagram.render.layout.clashes import Way
from sddiagram.render.layout.grid import apart
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.plan import Plan
from sddiagram.render.layout.routing import Ways
from sddiagram.render.layout.standing import Place, Standing, X, Y
from sddiagram.render.layout.ways import Budget, Grid
from sddiagram.render.measure.geometry import Rectangle, meet

_LOOKS = 20_000
"""Points that the search for one way may look at."""
_SHARED = 2000.0
_WORDS = 250.0
_ELSEWHERE = 1500.0
"""Price of each step that the way ran on before."""
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)

Words = dict[str, Rectangle]


class Page:
    """A page whose cards stand, with the ways and words that it has so far."""

    def __init__(self, pattern: Pattern, plan: Plan, stands: Standing) -> None:
        self.pattern, self.plan, self.stands = pattern, plan, stands
        self.ways: Ways = {}
        self.words: Words = {}
        self._line = {line.id: line for line in plan.lines}
        self._views: dict[str, dict[int, View]] = {}
        for view in pattern.views:
            for arrow in view.arrows:
                self._views.setdefault(plan.line_of[arrow].id, {})[view.number] = view

    def complete(self) -> bool:
        """Draw the lines that have no way yet; False when one finds none."""
        missing = [line for line in self.plan.lines if line.id not in self.ways]
        return all(self.draw(line.id) for line in missing)

    def redraw(self, id: str) -> bool:
        """Draw a line once more, elsewhere than it runs now; False when it finds no way."""
        return self.draw(id, self.ways[id])

    def draw(self, id: str, old: Way = ()) -> bool:
        """Draw a line around all that its stages show; False when it finds no way."""
        line, views = self._line[id], self._views[id].values()
        if line.source == line.target:
            return False  # A loop has one form only.
        self.ways.pop(id, None)
        self.words.pop(id, None)
        shown = {self.plan.box_of[component.id] for view in views for component in view.components}
        groups = {group.id for view in views for group in view.groups}
        stands, others = self.stands, self._beside(id)
        cards = {id: place for id, place in stands.cards.items() if id in shown}
        panels = {id: place for id, place in stands.panels.items() if id in groups}
        titles = {id: stands.titles[id] for id in panels}
        lines = _lines(line, cards, [self.ways[other] for other in others])
        grid = Grid(cards, panels, titles, stands.inside, lines, Y, Budget(_LOOKS))
        for other in others:
            grid.mark(self._line[other], self.ways[other])
            if place := self.words.get(other):
                around = (place.x - 2, place.y - 2, place.width + 4, place.height + 4)
                grid.charge(around, (_WORDS, _WORDS))
        grid.charge_along(old, _ELSEWHERE)
        way = grid.find(line, _SHARED)
        if way is None:
            return False
        self.ways[id] = way
        self.put_words(id)
        return True

    def put_words(self, id: str) -> None:
        """Put a line's words where nothing is, on its longest piece if that can be."""
        label, views = self._line[id].label, self._views[id].values()
        if not label:
            return
        others = self._beside(id)
        shown = {self.plan.box_of[component.id] for view in views for component in view.components}
        groups = {group.id for view in views for group in view.groups}
        fixed = [rectangle(self.stands.cards[one]) for one in shown]
        fixed += [rectangle(self.stands.titles[one]) for one in groups]
        fixed += [self.words[other] for other in others if other in self.words]
        places = list(_along(self.ways[id], (label.width, label.height)))
        self.words[id] = _free(places, fixed, [self.ways[other] for other in others])

    def _beside(self, id: str) -> list[str]:
        """The drawn lines that stand in a stage with this one."""
        shown = [
            self.plan.line_of[arrow].id
            for view in self._views[id].values()
            for arrow in view.arrows
        ]
        return [one for one in dict.fromkeys(shown) if one in self.ways and one != id]


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
