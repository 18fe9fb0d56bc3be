"""The cheapest way from card to card: A* over a sparse grid, with prices for what readers mind."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from sddiagram.render.layout.clashes import Way
from sddiagram.render.layout.corners import simplified
from sddiagram.render.layout.standing import Place, X, Y
from sddiagram.render.measure.geometry import Point

BEND, CROSSING = 48.0, 300.0
SHARE = 20.0
"""Price of 100 px on a piece that another way runs on."""
_ENTER = 4000.0
_SIDE, _BACK = 12.0, 26.0
"""Prices of an end on a card's side that faces across, or against the reading direction."""
_ASIDE = 0.35
_BORDER, _TITLE, _OWN = 40.0, 300.0, 60.0
AIR = 9.0
"""Kept from foreign cards, in px."""
EDGE = 13.0
"""Kept from a card's corner by an end, in px."""

_Step = tuple[int, int]
_State = tuple[int, int, _Step]
_Table = list[list[list[tuple[str, ...]]]]
_STEPS: tuple[_Step, ...] = ((1, 0), (-1, 0), (0, 1), (0, -1))


class Grid:
    """The lines that ways may run on, and what a step on them meets."""

    def __init__(
        self,
        cards: Mapping[str, Place],
        panels: Mapping[str, Place],
        titles: Mapping[str, Place],
        inside: Mapping[str, tuple[str, ...]],
        lines: tuple[Sequence[float], Sequence[float]],
        along: int,
    ) -> None:
        self.cards, self.inside, self.lines, self.along = cards, inside, lines, along
        across, down = len(lines[X]), len(lines[Y])

        # Of each step to the right and down, by axis, row and column.
        self._cards: _Table = [[[()] * across for _ in range(down)] for _ in _AXES]
        self._panels: _Table = [[[()] * across for _ in range(down)] for _ in _AXES]
        self._price = [[[0.0] * across for _ in range(down)] for _ in _AXES]
        self._users: _Table = [[[()] * across for _ in range(down)] for _ in _AXES]
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

    def _steps(self, place: Sequence[float], axis: int) -> list[tuple[int, int]]:
        """Row and column of the steps along `axis` that run through `place`."""
        x, y, w, h = place
        xs, ys = self.lines
        left, right = bisect_right(xs, x), bisect_left(xs, x + w)
        top, bottom = bisect_right(ys, y), bisect_left(ys, y + h)
        if axis == X:
            left, right = max(0, left - 1), min(len(xs) - 1, right)
        else:
            top, bottom = max(0, top - 1), min(len(ys) - 1, bottom)
        return [(row, column) for row in range(top, bottom) for column in range(left, right)]

    def _note(self, table: _Table, id: str, place: Sequence[float]) -> None:
        for axis in _AXES:
            for row, column in self._steps(place, axis):
                table[axis][row][column] += (id,)

    def charge(self, place: Sequence[float], prices: tuple[float, float]) -> None:
        """Let each level, and each upright, step through `place` cost more."""
        for axis in _AXES:
            if prices[axis]:
                for row, column in self._steps(place, axis):
                    self._price[axis][row][column] += prices[axis]

    def mark(self, id: str, way: Way, *, is_used: bool = True) -> None:
        """Let `way` run on the grid, or no longer."""
        for one, other in itertools.pairwise(way):
            axis = X if abs(one[Y] - other[Y]) < 0.01 else Y
            fixed = _nearest(self.lines[1 - axis], one[1 - axis])
            low, high = sorted((one[axis], other[axis]))
            line = self.lines[axis]
            for at in range(bisect_left(line, low - 0.01), bisect_right(line, high + 0.01) - 1):
                row, column = (fixed, at) if axis == X else (at, fixed)
                users = self._users[axis][row]
                if is_used:
                    users[column] += (id,)
                else:
                    users[column] = tuple(user for user in users[column] if user != id)

    def _ports(self, card: str) -> list[tuple[_State, float, Point]]:
        """Where a way may leave a card: the state, its price, and the point on the border."""
        found: list[tuple[_State, float, Point]] = []
        place = self.cards[card]
        for axis in _AXES:  # Of the way that leaves.
            low, size = place[axis], place[axis + 2]
            start, length = place[1 - axis], place[3 - axis]
            line, side = self.lines[axis], self.lines[1 - axis]
            ends = bisect_right(line, low - AIR) - 1, bisect_left(line, low + size + AIR)
            for sense, end, border in ((-1, ends[0], low), (1, ends[1], low + size)):
                if not 0 <= end < len(line):
                    continue
                inner = range(
                    bisect_left(side, start + EDGE), bisect_right(side, start + length - EDGE)
                )
                for at in inner:
                    aside = _ASIDE * abs(side[at] - start - length / 2)
                    price = aside + abs(line[end] - border)
                    price += _SIDE if axis != self.along else _BACK if sense < 0 else 0.0
                    if axis == X:
                        found.append(((end, at, (sense, 0)), price, (border, side[at])))
                    else:
                        found.append(((at, end, (0, sense)), price, (side[at], border)))
        return found

    def find(
        self, id: str, source: str, target: str, share: float = SHARE, keep: int = 0
    ) -> list[Point] | None:
        """The cheapest way, from border to border; with `keep`, on the side of smaller or larger.

        None when there is none.
        """
        xs, ys = self.lines
        own = (source, target)
        around = {*self.inside.get(source, ()), *self.inside.get(target, ())}
        goals: dict[_Step, list[tuple[_Step, float, Point]]] = {}
        for (i, j, (dx, dy)), price, tip in self._ports(target):
            sense = dx if self.along == X else dy
            price += -_BACK if sense < 0 else _BACK if sense > 0 else 0.0
            goals.setdefault((i, j), []).append(((-dx, -dy), price, tip))
        left, top, wide, high = self.cards[target]
        right, bottom = left + wide, top + high
        side = 1 - self.along
        ends = [self.cards[one][side] + self.cards[one][side + 2] / 2 for one in own]
        middle = (ends[0] + ends[1]) / 2

        def guess(i: int, j: int) -> float:
            x, y = xs[i], ys[j]
            return max(left - x, 0.0, x - right) + max(top - y, 0.0, y - bottom)

        heap: list[tuple[float, int, _State]] = []
        best: dict[_State, float] = {}
        came: dict[_State, _State | Point] = {}
        count = 0
        for state, price, start in self._ports(source):
            price += CROSSING * self._crossed(*state, id)
            if price < best.get(state, 1e18):
                best[state], came[state] = price, start
                heappush(heap, (price + guess(state[0], state[1]), count, state))
                count += 1
        done: set[_State] = set()
        goal, goal_cost, goal_tip = None, 1e18, (0.0, 0.0)
        while heap:
            least, _, state = heappop(heap)
            if least >= goal_cost:
                break
            if state in done:
                continue
            done.add(state)
            i, j, step = state
            here = best[state]
            for last, price, tip in goals.get((i, j), ()):
                if last != (-step[0], -step[1]):
                    total = here + price + (BEND if last != step else 0.0)
                    if total < goal_cost:
                        goal, goal_cost, goal_tip = state, total, tip
            for new in _STEPS:
                di, dj = new
                ni, nj = i + di, j + dj
                if (di == -step[0] and dj == -step[1]) or not (
                    0 <= ni < len(xs) and 0 <= nj < len(ys)
                ):
                    continue
                axis = X if di else Y
                row, column = min(j, nj), min(i, ni)
                blocked = self._cards[axis][row][column]
                long = abs(xs[ni] - xs[i]) + abs(ys[nj] - ys[j])
                cost = here + long + self._price[axis][row][column]
                if blocked:
                    if not self._passes(blocked, own, axis, ys[j] if di else xs[i]):
                        continue
                    cost += _OWN
                if new != step:
                    cost += BEND
                for panel in self._panels[axis][row][column]:
                    if panel not in around:
                        cost += _ENTER
                if (
                    keep
                    and axis == self.along
                    and keep * ((xs, ys)[side][(i, j)[side]] - middle) < 0
                ):
                    cost += long
                if users := self._users[axis][row][column]:
                    others = sum(1 for user in users if user != id)
                    cost += (1.0 + share * long / 100.0) * others
                cost += CROSSING * self._crossed(ni, nj, new, id)
                reached = ni, nj, new
                if cost < best.get(reached, 1e18):
                    best[reached], came[reached] = cost, state
                    heappush(heap, (cost + guess(ni, nj), count, reached))
                    count += 1
        if goal is None:
            return None
        path = [goal_tip]
        at: _State | Point = goal
        while len(at) == 3:
            path.append((xs[at[0]], ys[at[1]]))
            at = came[at]
        return simplified([*path, at][::-1])

    def _passes(self, blocked: tuple[str, ...], own: tuple[str, str], axis: int, at: float) -> bool:
        """Whether a step goes past its own cards, but not through them."""
        for card in blocked:
            low, size = self.cards[card][1 - axis], self.cards[card][3 - axis]
            if card not in own or low - 1 < at < low + size + 1:
                return False
        return True

    def _crossed(self, i: int, j: int, step: _Step, id: str) -> int:
        """How many ways run straight across the point that is reached."""
        if step[0]:
            if j == 0:
                return 0
            one, other = self._users[Y][j - 1][i], self._users[Y][j][i]
        else:
            if i == 0:
                return 0
            one, other = self._users[X][j][i - 1], self._users[X][j][i]
        if not one or not other:
            return 0
        return sum(1 for user in one if user != id and user in other)


_AXES = (X, Y)


def _nearest(line: Sequence[float], value: float) -> int:
    at = bisect_left(line, value)
    if at == len(line) or (at and value - line[at - 1] <= line[at] - value):
        return at - 1
    return at
