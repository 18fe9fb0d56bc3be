"""Orders within rows: neighbours are swapped as long as a stated cost falls."""

import itertools
from collections import defaultdict
from collections.abc import Iterator

from sddiagram.render.layout.across import Across
from sddiagram.render.layout.ranks import Item, Row

_BUDGET = 90
"""Orders that are tried at most; each is placed once more."""
_ITEMS = 2000
"""Items that are placed at most, in all these orders together."""
_WIDEST, _HIGHEST = 880.0, 640.0
"""Beyond these px across, each costs more: down, the names would be under 11 px in a note."""

Rows = tuple[Row, ...]


class Orders:
    """The search for better orders of the rows of one design."""

    def __init__(self, across: Across) -> None:
        self.across = across
        self._known: dict[tuple[str, ...], float] = {}
        ranks = across.ranks
        self._between: defaultdict[int, list[tuple[str, str, bool]]] = defaultdict(list)
        for id, way in ranks.hops.items():
            for one, other in itertools.pairwise(way):
                hop = one, other, id in ranks.main
                self._between[across.items[one].row].append(hop)

    def crossings(self, rows: Rows) -> float:
        """How often lines cross between rows, those over the main path at a higher price."""
        at = {item.id: number for row in rows for number, item in enumerate(row)}
        total = 0.0
        for hops in self._between.values():
            placed = sorted((at[one], at[other], is_main) for one, other, is_main in hops)
            for number, (one, other, is_main) in enumerate(placed):
                for third, fourth, too in placed[number + 1 :]:
                    if one < third and other > fourth:
                        total += 1.6 if is_main or too else 1.0
        return total

    def _aside(self, rows: Rows) -> float:
        """What a reader minds about these orders but for crossings, in px or so."""
        key = tuple(item.id for row in rows for item in row)
        if key not in self._known:
            self._known[key] = self._cost(rows)
        return self._known[key]

    def _cost(self, rows: Rows) -> float:
        ranks = self.across.ranks
        at, width = self.across.places(rows, 1)
        total = 0.3 * width + 40.0 * len(rows)
        spine: list[float] = []
        for id, way in ranks.hops.items():
            is_main = id in ranks.main
            ends = at[way[0]], at[way[-1]]
            spine += ends if is_main else ()
            if (drift := abs(ends[0] - ends[1])) > 1:
                total += 160 + drift if is_main else 25 + 0.25 * drift
        if spine:
            mean = 0.0
            for one in spine:
                mean += one / len(spine)
            total += 0.4 * abs(mean - width / 2)
        return total + 3.0 * max(0.0, width - (_HIGHEST if ranks.is_level else _WIDEST))

    def improved(self, rows: Rows, price: float) -> Rows:
        """The rows, bettered by swaps of items up to two places apart, with a crossing's price."""
        crossed, used = self.crossings(rows), 0
        best = self._aside(rows) + price * crossed
        for _ in range(3):
            before = best
            for number in range(len(rows)):
                for swapped in _swaps(rows, number):
                    now = self.crossings(swapped)
                    if now > crossed + 0.5 and price > 100:
                        continue
                    if used >= min(_BUDGET, _ITEMS // len(self.across.items)):
                        return rows
                    used += 1
                    cost = self._aside(swapped) + price * now
                    if cost < best - 1:
                        best, rows, crossed = cost, swapped, now
            if best >= before - 1:
                break
        return rows


def _swaps(rows: Rows, number: int) -> Iterator[Rows]:
    for one in range(len(rows[number]) - 1):
        for other in (one + 1, one + 2):
            row = rows[number]
            if other < len(row) and _may_swap(row[one : other + 1]):
                between = row[one + 1 : other]
                new = (*row[:one], row[other], *between, row[one], *row[other + 1 :])
                yield (*rows[:number], new, *rows[number + 1 :])


def _may_swap(items: tuple[Item, ...]) -> bool:
    """Whether all of them stand in the same group, so that no panel is torn."""
    return all(item.groups == items[0].groups for item in items)
