"""Designs drawn with letters: boxes, arrows in all directions, and trees."""

import re
from collections.abc import Sequence

from sddiagram.sketch.draft import Draft
from sddiagram.sketch.lines import Line
from sddiagram.sketch.place import refuse
from sddiagram.sketch.whiteboard.board import taken_apart
from sddiagram.sketch.whiteboard.boxes import MOST as MOST_BOXES
from sddiagram.sketch.whiteboard.reader import Reader

MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 200, 400, 40_000
"""A drawing is as large as a screen; one of 200 components takes no more."""
MOST_ITEMS = 1_000
_DRAWN = re.compile(
    r"[│┃║┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝┏┓┗┛↓↑▼▲⬇⬆↕]|\+[-=]{2,}|^\s*[|`\\+]-{1,3}\s|^[\s|vV^/\\]*[|^/\\][\s|vV^/\\]*$"
    r"|^\s*[|]\s+\S|^\s*[vV](?:\s+[vV])*$"
)
_HEADING = re.compile(r"\s*(?:#{1,6}\s|//|%%)")


def is_drawing(lines: Sequence[Line]) -> bool:
    """Whether the lines draw something with letters."""
    return any(_DRAWN.search(line.text) for line in lines)


def read_drawing(lines: Sequence[Line], draft: Draft) -> None:
    """Add what the drawing means to `draft`; raises `DesignError` for one that is too large."""
    kept = [line._replace(text="") if _HEADING.match(line.text) else line for line in lines]
    for line in kept:
        if len(line.text) > MOST_COLUMNS:
            refuse(line.place(MOST_COLUMNS), f"this line is longer than {MOST_COLUMNS} columns.")
    if len(kept) > MOST_ROWS:
        refuse(
            kept[MOST_ROWS].place(0), f"a drawing has at most {MOST_ROWS} lines; draw a part of it."
        )
    if sum(len(line.text) for line in kept) > MOST_SIGNS:
        refuse(kept[0].place(0), "this drawing is larger than a screen; draw a part of it.")
    board = taken_apart(kept)
    if len(board.items) > MOST_ITEMS or len(board.boxes) > MOST_BOXES:
        refuse(
            kept[0].place(0),
            "nobody reads a drawing of so many names and boxes; draw a part of it.",
        )
    Reader(board, draft).read()
