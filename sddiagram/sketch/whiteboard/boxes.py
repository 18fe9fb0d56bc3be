"""Boxes drawn with `+--+`, `┌──┐` and their like."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sddiagram.sketch.whiteboard.signs import (
    BORDERS,
    CORNERS_BOTTOM_LEFT,
    CORNERS_BOTTOM_RIGHT,
    CORNERS_TOP_LEFT,
    CORNERS_TOP_RIGHT,
    SIDES,
)

MOST = 200
"""Boxes of a drawing; of more, no reader sees which stands in which."""
_TRIES = 6
"""How many corners a border may meet before it ends."""
_LOWER = frozenset("▼↓▲↑v^")


@dataclass(eq=False, slots=True)
class Box:
    """A box: its corners, what stands in its upper border, and the boxes in it."""

    top: int
    left: int
    bottom: int
    right: int
    title: str = ""
    around: "Box | None" = None
    inner: "list[Box]" = field(default_factory=list)

    def holds(self, row: int, column: int) -> bool:
        """Whether a character stands in it or in its border."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def is_border(self, row: int, column: int) -> bool:
        """Whether a character is one of its border."""
        return row in (self.top, self.bottom) or column in (self.left, self.right)


def boxes_in(rows: Sequence[str]) -> list[Box]:
    """All boxes, those around before those inside."""
    found: list[Box] = []
    for top, row in enumerate(rows):
        for left, sign in enumerate(row):
            if sign in CORNERS_TOP_LEFT and (box := _box(rows, top, left)):
                found.append(box)
                if len(found) > MOST:
                    return found
    found.sort(key=lambda box: (box.bottom - box.top) * (box.right - box.left), reverse=True)
    for at, box in enumerate(found):
        around = [
            other
            for other in found[:at]
            if other.holds(box.top, box.left) and other.holds(box.bottom, box.right)
        ]
        if around:
            box.around = around[-1]
            around[-1].inner.append(box)
    return found


def _at(rows: Sequence[str], row: int, column: int) -> str:
    return rows[row][column : column + 1] if 0 <= row < len(rows) else ""


def _box(rows: Sequence[str], top: int, left: int) -> Box | None:
    """The box whose upper left corner is there, if there is one."""
    if _at(rows, top + 1, left) not in SIDES or _at(rows, top, left + 1) not in BORDERS:
        return None
    row, tries = rows[top], 0
    for right in range(left + 2, len(row)):
        sign = row[right]
        if sign in CORNERS_TOP_RIGHT:
            bottom = _bottom(rows, top, left, right)
            if bottom:
                return Box(top, left, bottom, right, row[left + 1 : right].strip("-=─━═+ ┬┴"))
            tries += 1
        if tries >= _TRIES or sign in "│|" or sign in CORNERS_TOP_LEFT - {"+"}:
            return None
        if sign not in BORDERS and sign in "<>→←":
            return None
    return None


def _bottom(rows: Sequence[str], top: int, left: int, right: int) -> int:
    """The row of the lower border between these columns; 0 where there is none."""
    for row in range(top + 1, len(rows)):
        at_left, at_right = _at(rows, row, left), _at(rows, row, right)
        if at_left in CORNERS_BOTTOM_LEFT and at_right in CORNERS_BOTTOM_RIGHT:
            inside = rows[row][left + 1 : right]
            if row > top + 1 and inside and all(one in BORDERS or one in _LOWER for one in inside):
                return row
        if not at_left or not at_right or at_left not in SIDES or at_right not in SIDES:
            return 0
    return 0
