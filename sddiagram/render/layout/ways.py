"""The cheapest way from card to card: A* over a sparse grid, with prices for what readers mind."""

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from sddiagram.render.layout.clashes import Way
from sddiagram.render.layout.corners import simplified
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.standing import Place, X, Y
from sddiagram.render.measure.geometry import Point

BEND, CROSSING = 48.0, 300.0
SHARE = 20.0
"""Price of 100 px on a piece that another way runs on."""
_ENTER, _LEAVE = 4000.0, 400.0
"""Prices of a step in a foreign panel, and out of one that holds both ends."""
_SIDE, _BACK = 12.0, 26.0
"""Prices of an end on a card's side that faces across, or against the reading direction."""
_ASIDE = 0.35
_BORDER, _TITLE, _OWN = 40.0, 300.0, 60.0
AIR = 9.0
"""Kept from foreign cards, in px."""
EDGE = 13.0
"""Kept from a card's corner by an end, in px."""
_STUB = 0.2
"""Length of a shared end, in units of 100 px."""
_APART, _CROWDED = 13.0, 900.0
"""Room of an end on a card's side, in px, and the price of one for which there is none."""

_RIGHT, _LEFT, _DOWN, _UP = range(4)
_OPPOSITE = (_LEFT, _RIGHT, _UP, _DOWN)
_SIDES = {X: (_LEFT, _RIGHT), Y: (_UP, _DOWN)}
"""The headings along each axis, towards smaller values first."""
_AXES = (X, Y)
_Users = list[tuple[str, ...]]


def _bends(heading: int, x: int, y: int) -> int:
    """The bends that a way needs at least, for where it is beside its card (-1, 0 or 1)."""
    ahead, aside = {
        _RIGHT: (-x, y), _LEFT: (x, y), _DOWN: (-y, x), _UP: (y, x),
    }[heading]  # fmt: skip
    return 2 if ahead < 0 else 1 if aside else 0


_BENDS = tuple(
    tuple(tuple(BEND * _bends(heading, x, y) for y in (-1, 0, 1)) for x in (-1, 0, 1))
    for heading in range(4)
)


@dataclass(slots=True)
class Budget:
    """How many points the search may still look at: of steps, not of time, so that all machines
    draw the same.
    """

    left: int


class Port(NamedTuple):
    """Where a way may leave a card: a point of the grid, the heading, and the border's point."""

    i: int
    j: int
    heading: int
    price: float
    tip: Point


class Grid:
    """The lines that ways may run on, and what a step on them meets.

    A step is known by its axis and by the point, of smaller x and y, that it starts from.
    """

    def __init__(
        self,
        cards: Mapping[str, Place],
        panels: Mapping[str, Place],
        titles: Mapping[str, Place],
        inside: Mapping[str, tuple[str, ...]],
        lines: tuple[Sequence[float], Sequence[float]],
        along: int,
        budget: Budget,
    ) -> None:
        self.budget = budget
        self.cards, self.inside, self.lines, self.along = cards, inside, lines, along
        xs, ys = lines
        self.wide = len(xs)
        size = len(xs) * len(ys)
        self._cards: tuple[_Users, _Users] = [()] * size, [()] * size
        self._panels: tuple[_Users, _Users] = [()] * size, [()] * size
        self._users: tuple[_Users, _Users] = [()] * size, [()] * size
        self._on: Counter[tuple[str, int]] = Counter()
        """How many ways end on a card's side."""
        self._tips: Counter[Point] = Counter()
        across = [other - one for one, other in itertools.pairwise(xs)] + [0.0]
        down = [other - one for one, other in itertools.pairwise(ys)] + [0.0]
        self._price = across * len(ys), [far for far in down for _ in xs]
        """What a step costs, its length to begin with."""
        for id, (x, y, w, h) in cards.items():
            self._note(self._cards, id, (x - AIR, y - AIR, w + 2 * AIR, h + 2 * AIR))
        for id, (x, y, w, h) in panels.items():
            self._note(self._panels, id, (x, y, w, h))
            for edge in (x, x + w):
                self.charge((edge - 7, y, 14, h), (0.0, _BORDER))
            for edge in (y, y + h):
                self.charge((x, edge - 7, w, 14), (_BORDER, 0.0))
        for x, y, w, h in titles.values():
            self.charge((x, y, w, h), (_TITLE, 0.0))
            self.charge((x - 3, y, w + 6, h), (0.0, 90.0))

    def _steps(self, place: Sequence[float], axis: int) -> Iterator[int]:
        """The steps along `axis` that run through `place`."""
        x, y, w, h = place
        xs, ys = self.lines
        left, right = bisect_right(xs, x), bisect_left(xs, x + w)
        top, bottom = bisect_right(ys, y), bisect_left(ys, y + h)
        if axis == X:
            left, right = max(0, left - 1), min(len(xs) - 1, right)
        else:
            top, bottom = max(0, top - 1), min(len(ys) - 1, bottom)
        for row in range(top, bottom):
            yield from range(row * self.wide + left, row * self.wide + right)

    def _note(self, table: tuple[_Users, _Users], id: str, place: Sequence[float]) -> None:
        for axis in _AXES:
            for step in self._steps(place, axis):
                table[axis][step] += (id,)

    def charge(self, place: Sequence[float], prices: tuple[float, float]) -> None:
        """Let each level, and each upright, step through `place` cost more."""
        for axis in _AXES:
            if prices[axis]:
                for step in self._steps(place, axis):
                    self._price[axis][step] += prices[axis]

    def mark(self, line: Line, way: Way, *, is_used: bool = True) -> None:
        """Let the way of `line` run on the grid, or no longer."""
        id = line.id
        for card, end in ((line.source, way[0]), (line.target, way[-1])):
            if card in self.cards:
                self._on[card, self._heading(card, end)] += 1 if is_used else -1
                self._tips[end] += 1 if is_used else -1
        for axis, step in self._along(way):
            users = self._users[axis]
            if is_used:
                users[step] += (id,)
            else:
                users[step] = tuple(user for user in users[step] if user != id)

    def charge_along(self, way: Way, price: float) -> None:
        """Let each step that `way` runs on cost more."""
        for axis, step in self._along(way):
            self._price[axis][step] += price

    def _along(self, way: Way) -> Iterator[tuple[int, int]]:
        """Axis and number of the steps that a way runs on."""
        for one, other in itertools.pairwise(way):
            axis = X if abs(one[Y] - other[Y]) < 0.01 else Y
            fixed = _nearest(self.lines[1 - axis], one[1 - axis])
            low, high = sorted((one[axis], other[axis]))
            line = self.lines[axis]
            for at in range(bisect_left(line, low - 0.01), bisect_right(line, high + 0.01) - 1):
                yield axis, fixed * self.wide + at if axis == X else at * self.wide + fixed

    def _heading(self, card: str, end: Point) -> int:
        """The side of a card that a way ends on."""
        x, y, w, h = self.cards[card]
        far = abs(end[X] - x - w), abs(end[X] - x), abs(end[Y] - y - h), abs(end[Y] - y)
        return far.index(min(far))

    def _ports(self, card: str, share: float) -> Iterator[Port]:
        """Where a way may leave a card."""
        place = self.cards[card]
        for axis in _AXES:  # Of the way that leaves.
            low, size = place[axis], place[axis + 2]
            start, length = place[1 - axis], place[3 - axis]
            line, side = self.lines[axis], self.lines[1 - axis]
            ends = bisect_right(line, low - AIR) - 1, bisect_left(line, low + size + AIR)
            for heading, end, border in zip(_SIDES[axis], ends, (low, low + size), strict=True):
                if not 0 <= end < len(line):
                    continue
                crowd = self._on[card, heading] + 1 - max(1.0, (length - 2 * EDGE) // _APART + 1)
                for at in range(
                    bisect_left(side, start + EDGE), bisect_right(side, start + length - EDGE)
                ):
                    price = _ASIDE * abs(side[at] - start - length / 2) + abs(line[end] - border)
                    if axis != self.along:
                        price += _SIDE
                    elif heading in (_LEFT, _UP):
                        price += _BACK
                    price += _CROWDED * max(0.0, crowd)
                    tip = (border, side[at]) if axis == X else (side[at], border)
                    price += share * _STUB * self._tips[tip]
                    point = (end, at) if axis == X else (at, end)
                    yield Port(*point, heading, price, tip)

    def find(self, line: Line, share: float = SHARE, keep: int = 0) -> list[Point] | None:
        """The cheapest way, from border to border; with `keep`, on the side of smaller or larger.

        None when there is none, or the budget is spent.
        """
        id, source, target = line.id, line.source, line.target
        xs, ys = self.lines
        wide = self.wide
        groups = self.inside.get(source, ()), self.inside.get(target, ())
        around = {*groups[0], *groups[1]}
        shared_panels = [group for group in groups[0] if group in groups[1]]
        goals = self._goals(target, share)
        far, beside = self._far_from(target)
        far_x, far_y = far
        beside_x, beside_y = beside
        side = 1 - self.along
        ends = [self.cards[one][side] + self.cards[one][side + 2] / 2 for one in (source, target)]
        middle = (ends[0] + ends[1]) / 2
        wrong = [keep * (at - middle) < 0 for at in self.lines[side]]
        prices, users, panels, cards = self._price, self._users, self._panels, self._cards

        heap: list[tuple[float, int, int]] = []
        best: dict[int, float] = {}
        came: dict[int, int | Point] = {}
        count = 0
        for port in self._ports(source, share):
            at = port.j * wide + port.i
            state = at * 4 + port.heading
            cost = port.price + self._crossing(port.heading, at, id)
            if cost < best.get(state, _NEVER):
                best[state], came[state] = cost, port.tip
                guess = far_x[port.i] + far_y[port.j]
                guess += _BENDS[port.heading][beside_x[port.i]][beside_y[port.j]]
                heappush(heap, (cost + guess, count, state))
                count += 1
        done: set[int] = set()
        goal, goal_cost, goal_tip = -1, _NEVER, (0.0, 0.0)
        while heap:
            self.budget.left -= 1
            if self.budget.left < 0:
                return None
            least, _, state = heappop(heap)
            if least >= goal_cost:
                break
            if state in done:
                continue
            done.add(state)
            at, heading = state >> 2, state & 3
            j, i = divmod(at, wide)
            here = best[state]
            for last, price, tip in goals.get(at, ()):
                if last != _OPPOSITE[heading]:
                    total = here + price + (BEND if last != heading else 0.0)
                    if total < goal_cost:
                        goal, goal_cost, goal_tip = state, total, tip
            for new in _ONWARD[heading]:
                if new < 2:
                    axis, ni, nj = X, (i - 1 if new else i + 1), j
                    if not 0 <= ni < wide:
                        continue
                    step = at - 1 if new else at
                    there = at - 1 if new else at + 1
                else:
                    axis, ni, nj = Y, i, (j - 1 if new == _UP else j + 1)
                    if not 0 <= nj < len(ys):
                        continue
                    step = at - wide if new == _UP else at
                    there = at - wide if new == _UP else at + wide
                cost = here + prices[axis][step]
                if new != heading:
                    cost += BEND
                if blocked := cards[axis][step]:
                    if not self._passes(blocked, (source, target), axis, (xs[i], ys[j])[1 - axis]):
                        continue
                    cost += _OWN
                within = panels[axis][step]
                for panel in within:
                    if panel not in around:
                        cost += _ENTER
                for panel in shared_panels:
                    if panel not in within:
                        cost += _LEAVE
                if keep and axis == self.along and wrong[(i, j)[side]]:
                    cost += abs(xs[ni] - xs[i]) + abs(ys[nj] - ys[j])
                if shared := users[axis][step]:
                    long = abs(xs[ni] - xs[i]) + abs(ys[nj] - ys[j])
                    others = sum(1 for user in shared if user != id)
                    cost += (1.0 + share * long / 100.0) * others
                cost += self._crossing(new, there, id)
                reached = there * 4 + new
                if cost < best.get(reached, _NEVER):
                    best[reached], came[reached] = cost, state
                    guess = far_x[ni] + far_y[nj] + _BENDS[new][beside_x[ni]][beside_y[nj]]
                    heappush(heap, (cost + guess, count, reached))
                    count += 1
        if goal < 0:
            return None
        path = [goal_tip]
        back: int | Point = goal
        while isinstance(back, int):
            j, i = divmod(back >> 2, wide)
            path.append((xs[i], ys[j]))
            back = came[back]
        return simplified([*path, back][::-1])

    def _goals(self, card: str, share: float) -> dict[int, list[tuple[int, float, Point]]]:
        """By point: the last heading, its price, and the tip on the card's border."""
        found: dict[int, list[tuple[int, float, Point]]] = {}
        for port in self._ports(card, share):
            price = port.price
            if _axis(port.heading) == self.along:
                price += -_BACK if port.heading in (_LEFT, _UP) else _BACK
            ends = found.setdefault(port.j * self.wide + port.i, [])
            ends.append((_OPPOSITE[port.heading], price, port.tip))
        return found

    def _far_from(
        self, card: str
    ) -> tuple[tuple[list[float], list[float]], tuple[list[int], list[int]]]:
        """How far each line is from a card, on either axis, and on which side of it, from 0."""
        far: tuple[list[float], list[float]] = [], []
        beside: tuple[list[int], list[int]] = [], []
        for axis in _AXES:
            low, high = self.cards[card][axis], self.cards[card][axis] + self.cards[card][axis + 2]
            for at in self.lines[axis]:
                far[axis].append(max(low - at, 0.0, at - high))
                beside[axis].append(0 if at < low else 2 if at > high else 1)
        return far, beside

    def _passes(self, blocked: tuple[str, ...], own: tuple[str, str], axis: int, at: float) -> bool:
        """Whether a step goes past its own cards, but not through them."""
        for card in blocked:
            low, size = self.cards[card][1 - axis], self.cards[card][3 - axis]
            if card not in own or low - 1 < at < low + size + 1:
                return False
        return True

    def _crossing(self, heading: int, at: int, id: str) -> float:
        """The price of the ways that run straight across the point that is reached."""
        axis = Y if heading < 2 else X
        before = at - (self.wide if axis == Y else 1)
        if before < 0:
            return 0.0
        users = self._users[axis]
        one, other = users[before], users[at]
        if not one or not other:
            return 0.0
        return CROSSING * sum(1 for user in one if user != id and user in other)


_NEVER = 1e18
_ONWARD = tuple(tuple(one for one in range(4) if one != _OPPOSITE[heading]) for heading in range(4))


def _axis(heading: int) -> int:
    return X if heading < 2 else Y


def _nearest(line: Sequence[float], value: float) -> int:
    at = bisect_left(line, value)
    if at == len(line) or (at and value - line[at - 1] <= line[at] - value):
        return at - 1
    return at
