"""Places across: least squares in all rows at once, with the borders of panels as variables."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.ranks import Ranks, Row
from sddiagram.render.layout.separation import Equalities, Separation, solve

PAD, TITLE = 14.0, 34.0
"""A panel's air, and at its top, with the title."""
_BESIDE = 14.0
_BETWEEN_PANELS = 20.0


class Across:
    """Finds places across for orders of the rows of one design."""

    def __init__(
        self,
        ranks: Ranks,
        titles: Mapping[str, float],
        passing: Sequence[Line] = (),
        gap: float = 30.0,
    ) -> None:
        self.ranks, self.titles, self.gap = ranks, titles, gap
        items = [item for row in ranks.rows for item in row]
        self.items = {item.id: item for item in items}
        self.parent: dict[str, str | None] = {}
        self.span: dict[str, tuple[int, int]] = {}
        """First and last row of each group."""
        xs: defaultdict[str, list[float]] = defaultdict(list)
        for item in items:
            for group, outer in zip(item.groups, (*item.groups, None)[1:], strict=True):
                first, last = self.span.get(group, (item.row, item.row))
                self.span[group] = min(first, item.row), max(last, item.row)
                self.parent[group] = outer
                xs[group].append(item.x)
        self.middle = {group: (min(here) + max(here)) / 2 for group, here in xs.items()}
        self.room = dict(self._level_words([*ranks.lines, *passing]))
        """Air between two boxes of a row that a line with words joins, in px."""

    def _level_words(self, lines: Sequence[Line]) -> Iterator[tuple[tuple[str, str], float]]:
        """How far apart two boxes of one row stand for the words between them."""
        for line in lines:
            if self.items[line.source].row == self.items[line.target].row:
                label = line.label
                words = (label.height if self.ranks.is_level else label.width) if label else 20.0
                for ends in ((line.source, line.target), (line.target, line.source)):
                    yield ends, words + 38.0

    def places(self, rows: tuple[Row, ...], passes: int) -> tuple[dict[str, float], float]:
        """The middle of each item, from 0, and how wide all of it is."""
        shown = [self._without_outer_lines(row) for row in rows]
        items = [item for row in shown for item in row]
        index = {item.id: number for number, item in enumerate(items)}
        borders = {
            group: (len(items) + 2 * number, len(items) + 2 * number + 1)
            for number, group in enumerate(self.span)
        }
        size = len(items) + 2 * len(borders)
        separations = [
            *self._neighbours(shown, index),
            *self._panels(borders),
            *self._members(shown, index, borders),
        ]
        equalities = Equalities(size, separations)
        self._align(equalities, index, shown)
        pulls = self._pulls(index)
        at = [item.x for item in items] + [0.0] * (2 * len(borders))
        for group, (left, right) in borders.items():
            members = [item for item in items if group in item.groups]
            at[left] = min(item.x - item.across / 2 for item in members) - PAD
            at[right] = max(item.x + item.across / 2 for item in members) + PAD
        weights = [
            max(1.0, fsum(weight for _, weight in pulls[one])) if one < len(items) else 0.01
            for one in range(size)
        ]
        constraints = [*equalities.found, *separations]
        at = solve(at, weights, constraints)
        for _ in range(passes):
            wanted = list(at)
            for one in range(len(items)):
                if pulls[one]:
                    total = fsum(weight for _, weight in pulls[one])
                    mean = fsum(at[other] * weight for other, weight in pulls[one]) / total
                    wanted[one] = 0.25 * at[one] + 0.75 * mean
            new = solve(wanted, weights, constraints)
            shift = max(abs(a - b) for a, b in zip(new, at, strict=True))
            at = new
            if shift < 0.5:
                break
        edges = [at[left] for left, _ in borders.values()]
        low = min([*edges, *(at[index[item.id]] - item.across / 2 for item in items)])
        edges = [at[right] for _, right in borders.values()]
        high = max([*edges, *(at[index[item.id]] + item.across / 2 for item in items)])
        return {item.id: at[index[item.id]] - low for item in items}, high - low

    def _without_outer_lines(self, row: Row) -> Row:
        """A line that passes outside all boxes needs no room, but the main path stays straight."""
        kept = [
            at
            for at, item in enumerate(row)
            if item.line is None or item.line.id in self.ranks.main
        ]
        return row[kept[0] : kept[-1] + 1] if kept else ()

    def _neighbours(self, shown: list[Row], index: Mapping[str, int]) -> Iterator[Separation]:
        for row in shown:
            for one, other in itertools.pairwise(row):
                lines = (one.line is not None) + (other.line is not None)
                gap = max((self.gap, 4.0, 0.0)[lines], self.room.get((one.id, other.id), 0.0))
                apart = (one.across + other.across) / 2 + gap
                yield Separation(index[one.id], index[other.id], apart)

    def _panels(self, borders: Mapping[str, tuple[int, int]]) -> Iterator[Separation]:
        air = TITLE if self.ranks.is_level else PAD
        for group, (left, right) in borders.items():
            if outer := self.parent[group]:
                yield Separation(borders[outer][0], left, air)
                yield Separation(right, borders[outer][1], PAD)
            if not self.ranks.is_level:
                yield Separation(left, right, self.titles[group] + 24)
        names = sorted(borders)
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                (a, b), (c, d) = self.span[one], self.span[other]
                if self.parent[one] == self.parent[other] and a <= d and c <= b:
                    is_before = self.middle[one] < self.middle[other]
                    first, last = (one, other) if is_before else (other, one)
                    yield Separation(borders[first][1], borders[last][0], _BETWEEN_PANELS)

    def _members(
        self, shown: list[Row], index: Mapping[str, int], borders: Mapping[str, tuple[int, int]]
    ) -> Iterator[Separation]:
        """Members inside their panels, all else beside them."""
        first = TITLE if self.ranks.is_level else PAD
        for number, row in enumerate(shown):
            for position, item in enumerate(row):
                one, half = index[item.id], item.across / 2
                if item.groups:
                    left, right = borders[item.groups[0]]
                    yield Separation(left, one, half + first)
                    yield Separation(one, right, half + PAD)
                own = {*item.groups}
                if item.line:
                    ends = item.line.source, item.line.target
                    own = {group for end in ends for group in self.ranks.groups[end]}
                for group, (low, high) in self.span.items():
                    outer = self.parent[group]
                    if group in own or not low <= number <= high or (outer and outer not in own):
                        continue
                    inner = [at for at, other in enumerate(row) if group in other.groups]
                    is_before = position < min(inner) if inner else item.x < self.middle[group]
                    left, right = borders[group]
                    if is_before:
                        yield Separation(one, left, half + _BESIDE)
                    else:
                        yield Separation(right, one, half + _BESIDE)

    def _align(self, equalities: Equalities, index: Mapping[str, int], shown: list[Row]) -> None:
        """Ends of a line above one another: the main path, lone chains, then middle children."""
        order = {item.id: at for row in shown for at, item in enumerate(row)}
        below: defaultdict[str, set[str]] = defaultdict(set)
        above: defaultdict[str, set[str]] = defaultdict(set)
        for way in self.ranks.hops.values():
            below[way[0]].add(way[-1])
            above[way[-1]].add(way[0])
        row = {id: item.row for id, item in self.items.items()}

        def is_middle(one: str, others: set[str], step: int) -> bool:
            near = sorted((o for o in others if row[o] == row[one] + step), key=order.__getitem__)
            return len(near) % 2 == 1 and near[len(near) // 2] in ends

        wishes = []
        for id, way in self.ranks.hops.items():
            top, bottom = ends = way[0], way[-1]
            reach = row[bottom] - row[top]
            middles = is_middle(top, below[top], 1) + is_middle(bottom, above[bottom], -1)
            is_alone = len(below[top]) == len(above[bottom]) == 1
            rank = 0.0 if id in self.ranks.main else 1.0 if is_alone else (5.0, 3.0, 2.0)[middles]
            drift = abs(self.items[top].x - self.items[bottom].x)
            wishes.append((round(rank + 0.3 * (reach - 1), 3), reach, round(drift, 2), id, way))
        taken: set[tuple[str, str, int]] = set()
        for rank, reach, _, _, way in sorted(wishes):
            top, bottom = way[0], way[-1]
            places = (top, "below", row[bottom]), (bottom, "above", row[top])
            if taken.intersection(places) or (rank >= 5 and reach > 1):
                continue
            if equalities.add(index[top], index[bottom]):
                for hop in way[1:-1]:
                    if hop in index:
                        equalities.add(index[top], index[hop])
                taken.update(places)

    def _pulls(self, index: Mapping[str, int]) -> defaultdict[int, list[tuple[int, float]]]:
        pulls: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for id, way in self.ranks.hops.items():
            weight = 4.0 if id in self.ranks.main else 1.0
            seen = [index[hop] for hop in way if hop in index]
            for one, other in itertools.pairwise(seen):
                pulls[one].append((other, weight))
                pulls[other].append((one, weight))
        return pulls


def box_ids(row: Row) -> list[str]:
    """The boxes of a row, without the lines that pass."""
    return [item.id for item in row if item.line is None]
