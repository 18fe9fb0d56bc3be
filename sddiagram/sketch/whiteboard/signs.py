"""The signs that drawings of letters are made of, and in which directions each of them leads."""

from typing import NamedTuple

NORTH, EAST, SOUTH, WEST = (-1, 0), (0, 1), (1, 0), (0, -1)
Direction = tuple[int, int]
"""Rows down and columns to the right."""


class Sign(NamedTuple):
    """What a character of a line does."""

    leads: frozenset[Direction]
    """Where it goes on."""
    head: Direction | None = None
    """Where it points."""
    is_dashed: bool = False
    is_branch: bool = False
    """Whether it is the fork or the corner of a tree."""


def opposite(direction: Direction) -> Direction:
    """The way back."""
    return -direction[0], -direction[1]


def _sign(*leads: Direction, head: Direction | None = None, branch: bool = False) -> Sign:
    return Sign(frozenset(leads), head, False, branch)


LEVEL = _sign(EAST, WEST)
UPRIGHT = _sign(NORTH, SOUTH)
DASHED = Sign(frozenset({EAST, WEST}), None, True)
EVERY_WAY = _sign(NORTH, EAST, SOUTH, WEST)
FORK = _sign(NORTH, EAST, SOUTH, branch=True)
LAST_FORK = _sign(NORTH, EAST, branch=True)
NORTH_WEST = _sign(NORTH, WEST)
SOUTH_EAST = _sign(EAST, SOUTH)
SOUTH_WEST = _sign(WEST, SOUTH)
TO_EAST = _sign(EAST, WEST, head=EAST)
TO_WEST = _sign(EAST, WEST, head=WEST)
TO_SOUTH = _sign(NORTH, SOUTH, head=SOUTH)
TO_NORTH = _sign(NORTH, SOUTH, head=NORTH)
SLASH = _sign((-1, 1), (1, -1), branch=True)
BACKSLASH = _sign((-1, -1), (1, 1), branch=True)

ALWAYS = {
    **dict.fromkeys("│┃║╎┆┊╏┇┋", UPRIGHT),
    **dict.fromkeys("↓▼⬇⇓▾🠗⭣", TO_SOUTH),
    **dict.fromkeys("↑▲⬆⇑▴⭡", TO_NORTH),
    **dict.fromkeys("→⟶⇒➔➜➝►▶⇨➡➞▸", TO_EAST),
    **dict.fromkeys("←⟵⇐◀◄◂", TO_WEST),
    **dict.fromkeys("┌╭╔┏", _sign(EAST, SOUTH)),
    **dict.fromkeys("┐╮╗┓", _sign(WEST, SOUTH)),
    **dict.fromkeys("└╰╚┗", LAST_FORK),
    **dict.fromkeys("┘╯╝┛", _sign(NORTH, WEST)),
    **dict.fromkeys("├╠┣", FORK),
    **dict.fromkeys("┤╣┫", _sign(NORTH, WEST, SOUTH)),
    **dict.fromkeys("┬╦┳╤", _sign(EAST, WEST, SOUTH)),
    **dict.fromkeys("┴╩┻╧", _sign(EAST, WEST, NORTH)),
    **dict.fromkeys("┼╬╋", EVERY_WAY),
    **dict.fromkeys("↔⟷⇔⇄⇆", _sign(EAST, WEST, head=EAST)),
    **dict.fromkeys("↕⇕", _sign(NORTH, SOUTH, head=SOUTH)),
}
"""Characters that are always a part of a drawing."""
BOTH_WAYS = frozenset("↔⟷⇔⇄⇆↕⇕")
BOX_LINES = frozenset("─━═")
DASHES = frozenset("┄┈╌")
CORNERS_TOP_LEFT = frozenset("┌╭╔┏+")
CORNERS_TOP_RIGHT = frozenset("┐╮╗┓+")
CORNERS_BOTTOM_LEFT = frozenset("└╰╚┗+")
CORNERS_BOTTOM_RIGHT = frozenset("┘╯╝┛+")
SIDES = frozenset("|│┃║├┤┼┣┫╠╣+:>►▶→<◄◀←")
"""What may stand in the upright border of a box."""
BORDERS = frozenset("-=─━═┬┴┼┳┻╦╩╤╧+┄┈╌")
"""What may stand in the level border of a box."""
