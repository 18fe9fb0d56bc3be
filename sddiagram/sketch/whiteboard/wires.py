"""Lines followed from sign to sign, to the names at their ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sddiagram.sketch.understanding import understood
from sddiagram.sketch.whiteboard.board import Board, Item
from sddiagram.sketch.whiteboard.signs import EAST, NORTH, SOUTH, WEST, Direction, Sign, opposite

Spot = tuple[int, int]
_FAR = 60
"""Columns that a line may stand away from the name that it leads to."""
_ROWS = 3
"""Rows that an upright line may stand away from a name."""
_BESIDE = 8
"""Columns that an upright line may stand beside a name."""
_STORES = ("Database", "SQLPrimary", "NoSQL", "KeyValue")


@dataclass(eq=False, slots=True)
class Wire:
    """Signs that belong together."""

    spots: list[Spot]
    tails: list[Item] = field(default_factory=list)
    heads: list[Item] = field(default_factory=list)
    dashed: list[Item] = field(default_factory=list)
    """Those of the names that a dashed line leads to."""
    words: list[str] = field(default_factory=list)
    is_both: bool = False
    is_tree: bool = False
    loose: list[Spot] = field(default_factory=list)
    """Signs that lead nowhere."""
    doubt: tuple[Item, Item] | None = None
    """The name that was taken, and the one that stands as near."""


@dataclass(slots=True)
class Wires:
    """All lines of a board, and what each name is joined to."""

    board: Board
    labels: dict[int, Spot]
    """Texts that are words on a line, by their identity."""
    _by_row: dict[int, list[Item]] = field(default_factory=dict)
    _owner: dict[Spot, Item] = field(default_factory=dict)
    _wire_of: dict[Spot, Wire] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.board.items:
            if id(item) in self.labels:
                continue
            rows = range(item.row, item.box.bottom + 1) if item.box else (item.row,)
            for row in rows:
                self._by_row.setdefault(row, []).append(item)
                for column in range(item.left, item.right):
                    self._owner[row, column] = item

    def all(self) -> list[Wire]:
        """Every line, from top to bottom, with the names at its ends."""
        found: list[Wire] = []
        seen: set[Spot] = set()
        bridges = self._bridges()
        for spot in sorted(self.board.signs):
            if spot not in seen:
                wire = self._followed(spot, bridges, seen)
                found.append(wire)
        for wire in found:
            self._find_ends(wire)
        return found

    def wire_at(self, spot: Spot) -> Wire:
        """The line that a sign belongs to."""
        return self._wire_of[spot]

    def _bridges(self) -> dict[Spot, list[Spot]]:
        """Signs that belong together although a word, or an empty row, stands between them."""
        found: dict[Spot, list[Spot]] = {}
        for item in self.board.items:
            if id(item) in self.labels:
                left, right = (item.row, item.left - 1), (item.row, item.right)
                left = left if left in self.board.signs else (item.row, item.left - 2)
                right = right if right in self.board.signs else (item.row, item.right + 1)
                if left in self.board.signs and right in self.board.signs:
                    found.setdefault(left, []).append(right)
                    found.setdefault(right, []).append(left)
        return found

    def _followed(self, start: Spot, bridges: dict[Spot, list[Spot]], seen: set[Spot]) -> Wire:
        wire = Wire([])
        waiting = [start]
        seen.add(start)
        while waiting:
            spot = waiting.pop()
            wire.spots.append(spot)
            self._wire_of[spot] = wire
            sign = self.board.signs[spot]
            wire.is_tree |= sign.is_branch
            wire.is_both |= spot in self.board.both
            if spot in self.board.words:
                wire.words.append(self.board.words[spot])
            for other in [*self._joined(spot, sign), *bridges.get(spot, ())]:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        wire.spots.sort()
        return wire

    def _joined(self, spot: Spot, sign: Sign) -> Iterator[Spot]:
        for way in sign.leads:
            other = (spot[0] + way[0], spot[1] + way[1])
            there = self.board.signs.get(other)
            if there and (opposite(way) in there.leads or self._is_bent(way, there)):
                yield other

    def _is_bent(self, way: Direction, there: Sign) -> bool:
        """Whether a slanting line goes on as a level one."""
        return 0 not in way and (0, way[1]) in there.leads and opposite((0, way[1])) in there.leads

    def _comes_slanting(self, spot: Spot, way: Direction) -> bool:
        """Whether a level line begins where a slanting one ended."""
        for row in (-1, 1):
            sign = self.board.signs.get((spot[0] + row, spot[1] + way[1]))
            if sign and (-row, -way[1]) in sign.leads:
                return True
        return False

    def _find_ends(self, wire: Wire) -> None:
        for spot in wire.spots:
            sign = self.board.signs[spot]
            joined = {*self._joined(spot, sign)}
            for way in sorted(sign.leads):
                other = (spot[0] + way[0], spot[1] + way[1])
                if other in joined or (way[0] == 0 and self._comes_slanting(spot, way)):
                    continue
                if len(sign.leads) > 2 and not self._is_end_of_fork(way, other, sign):
                    continue
                item = self._reached(spot, way, wire)
                if item is None:
                    wire.loose.append(spot)
                    continue
                is_head = sign.head == way or (spot in self.board.both)
                ends = wire.heads if is_head else wire.tails
                if item not in ends:
                    ends.append(item)
                    if self._is_dashed(spot, opposite(way)):
                        wire.dashed.append(item)

    def _is_dashed(self, spot: Spot, way: Direction) -> bool:
        """Whether a line is dashed between its end and its first fork."""
        while (sign := self.board.signs.get(spot)) and len(sign.leads) == 2:
            if sign.is_dashed:
                return True
            if way not in sign.leads:
                way = next(one for one in sign.leads if one != opposite(way))
            spot = (spot[0] + way[0], spot[1] + way[1])
        return False

    def _is_end_of_fork(self, way: Direction, other: Spot, sign: Sign) -> bool:
        """Whether a sign that leads everywhere is meant to lead this way: a name is right there."""
        if sign.is_branch:
            return way != SOUTH
        return other in self._owner

    def _reached(self, spot: Spot, way: Direction, wire: Wire) -> Item | None:
        """The name that a line leads to."""
        if way in (EAST, WEST):
            return self._beside(spot, way)
        for step in range(1, _ROWS + 1):
            row = spot[0] + step * way[0]
            column = spot[1] + step * way[1]
            if item := self._owner.get((row, column)):
                return item
            there = self.board.signs.get((row, column))
            if there and opposite(way) in there.leads and self._wire_of[row, column] is not wire:
                return None
            if near := self._nearest(row, column, wire, way):
                return near
            if row < 0 or row >= len(self.board.rows):
                return None
        return None

    def _beside(self, spot: Spot, way: Direction) -> Item | None:
        row, column = spot
        text = self.board.rows[row]
        for _ in range(_FAR):
            column += way[1]
            if item := self._owner.get((row, column)):
                return item
            if (row, column) in self.board.signs or not 0 <= column < len(text):
                return None
        return None

    def _nearest(self, row: int, column: int, wire: Wire, way: Direction) -> Item | None:
        """The name in a row that stands nearest to a column."""
        near = [
            (max(item.left - column, column - item.right + 1, 0), item)
            for item in self._by_row.get(row, ())
        ]
        near = sorted((one for one in near if one[0] <= _BESIDE), key=lambda one: one[0])
        if len(near) > 1 and near[1][0] - near[0][0] <= 1 and way == NORTH:
            # Between two names: replicas belong to the one that stores something.
            first, second = near[0][1], near[1][1]
            below = self._reached_below(wire)
            if below and _kind(below) == "ReadReplica" and _kind(second) in _STORES:
                first, second = second, first
            wire.doubt = (first, second)
            return first
        return near[0][1] if near else None

    def _reached_below(self, wire: Wire) -> Item | None:
        row, column = wire.spots[-1]
        for step in range(1, _ROWS + 1):
            if item := self._owner.get((row + step, column)):
                return item
        return None


def _kind(item: Item) -> str:
    return understood(item.text.partition("\n")[0]).kind.noun
