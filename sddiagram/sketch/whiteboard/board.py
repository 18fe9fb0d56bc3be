"""A drawing taken apart: names with their places, and the signs of the lines between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from sddiagram.sketch.lines import Line
from sddiagram.sketch.place import Place
from sddiagram.sketch.whiteboard.boxes import Box, boxes_in
from sddiagram.sketch.whiteboard.signs import (
    ALWAYS,
    BACKSLASH,
    BOTH_WAYS,
    BOX_LINES,
    DASHED,
    DASHES,
    EAST,
    EVERY_WAY,
    FORK,
    LAST_FORK,
    LEVEL,
    NORTH_WEST,
    SLASH,
    SOUTH_EAST,
    SOUTH_WEST,
    TO_EAST,
    TO_NORTH,
    TO_SOUTH,
    TO_WEST,
    UPRIGHT,
    WEST,
    Sign,
)

_WIDE = re.compile("[\u1100-\uffff\U00010000-\U0010ffff]")
"""Letters that may be two columns wide: those of Chinese, Japanese and Korean, and emoji."""
_FILLER = "\u2060"
"""It is never seen, and no line that comes in has one."""
_RUN = re.compile(r"<?[-=~─━═┄┈╌.]++[>►▶→]*+")
_LABELLED = re.compile(r"[-=─━═]{1,40}+\s?[(\[|]([^()\[\]|\n]{1,120})[)\]|]\s?[-=─━═]{0,40}+[>→▶►]")
_UP_AND_DOWN = re.compile(r"[\s|│┃║vV^↓↑▼▲/\\+]*")
_UPRIGHT = "|│┃║+↓↑▼▲vV^┬┴┼├┤┐┌└┘"


Spot = tuple[int, int]
"""A row and a column."""


@dataclass(eq=False, slots=True)
class Item:
    """A text: a name, or words on a line."""

    text: str
    row: int
    left: int
    right: int
    """The column behind its last character."""
    is_boxed: bool = False
    box: Box | None = None

    def __post_init__(self) -> None:
        self.text = self.text.replace(_FILLER, "")


@dataclass(slots=True)
class Board:
    """What stands on a drawing."""

    lines: Sequence[Line]
    rows: list[str]
    boxes: list[Box]
    items: list[Item] = field(default_factory=list)
    signs: dict[Spot, Sign] = field(default_factory=dict)
    words: dict[Spot, str] = field(default_factory=dict)
    """Words that stand in a line, by one of its signs."""
    both: set[Spot] = field(default_factory=set)
    """Signs that point both ways."""

    def place(self, row: int, column: int) -> Place:
        """The place of a character in the text."""
        return self.lines[row].place(column - self.rows[row].count(_FILLER, 0, column))


def taken_apart(lines: Sequence[Line]) -> Board:
    """The names and lines of a drawing."""
    rows = [_WIDE.sub(_filled, line.text) for line in lines]
    board = Board(lines, rows, boxes_in(rows))
    leaves = [box for box in board.boxes if not _is_panel(box, rows)]
    for box in leaves:
        text = _text_of(box, rows)
        board.items.append(Item(text, box.top, box.left, box.right + 1, True, box))
    inside = {id(box) for box in leaves}
    for number in range(len(rows)):
        crossing = [box for box in board.boxes if box.top <= number <= box.bottom]
        blocked: set[int] = set()
        for box in crossing:
            if id(box) in inside or number in (box.top, box.bottom):
                blocked.update(range(box.left, box.right + 1))
            else:
                blocked |= {box.left, box.right}
        # The lines in a panel's border are no wires, but what stands inside is.
        _read_row(board, number, blocked)
    return board


def _filled(found: re.Match[str]) -> str:
    """A letter that is seen two columns wide, in two columns."""
    return f"{found[0]}{_FILLER}" if east_asian_width(found[0]) in "WF" else found[0]


def _is_panel(box: Box, rows: Sequence[str]) -> bool:
    """Whether a box stands around other names, and is no name itself."""
    if box.inner:
        return True
    inside = [row[box.left + 1 : box.right] for row in rows[box.top + 1 : box.bottom]]
    return any(re.search(r"[→←►◄▶◀↓↑▼▲]|[-=.─]>|<[-=─]", text) for text in inside)


def _text_of(box: Box, rows: Sequence[str]) -> str:
    """The words in a box, its lines divided by line feeds."""
    inside = [row[box.left + 1 : box.right].strip() for row in rows[box.top + 1 : box.bottom]]
    said = [box.title, *(re.sub(r"[-=─━═├┤]{3,}|\s{2,}", " ", text).strip() for text in inside)]
    return "\n".join(text for text in said if text)


def _read_row(board: Board, row: int, blocked: set[int]) -> None:
    """Add the texts and signs of one row."""
    text = board.rows[row]
    only_lines = _UP_AND_DOWN.fullmatch(text) is not None
    start, at = 0, 0
    while at < len(text):
        step = 0
        if at in blocked:
            step = 1
        elif text[at] == "[" and (end := text.find("]", at)) > 0:
            _flush(board, row, start, at)
            inner = text[at : end + 1].strip("[]( )|")
            behind = re.compile(r"\s?[x×*]\s?\d{1,4}\b").match(text, end + 1)
            stop = behind.end() if behind else end + 1
            said = f"{inner} {behind[0].strip()}" if behind else inner
            board.items.append(Item(said, row, at, stop, True))
            at = start = stop
            continue
        elif (labelled := _LABELLED.match(text, at)) and text[at] in "-=─━═":
            step = labelled.end() - at
            for column in range(at, at + step):
                board.signs[row, column] = LEVEL
            board.signs[row, at + step - 1] = TO_EAST
            board.words[row, at] = labelled[1].strip()
        elif (run := _RUN.match(text, at)) and _is_line(text, at, run.end()):
            step = run.end() - at
            _draw_run(board, row, at, run[0])
        elif sign := _sign(board, row, at, only_lines):
            step = 1
            board.signs[row, at] = sign
            if text[at] in BOTH_WAYS:
                board.both.add((row, at))
        if step:
            _flush(board, row, start, at)
            at = start = at + step
        else:
            at += 1
    _flush(board, row, start, len(text))


def _flush(board: Board, row: int, start: int, end: int) -> None:
    """Add the texts between two columns; two spaces divide them."""
    text = board.rows[row][start:end]
    for found in re.finditer(r"\S+(?: \S+)*", text):
        said = found[0].strip()
        if any(one.isalnum() for one in said) or "?" in said:
            is_boxed = said[0] == "(" and said[-1] == ")" and said.count("(") == 1
            left = start + found.start()
            board.items.append(
                Item(said[1:-1] if is_boxed else said, row, left, left + len(said), is_boxed)
            )


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a run of signs is a line, and no hyphen or full stop of a name."""
    run = text[start:end]
    body = run.strip("<>►▶→")
    if not body:
        return False
    if run[-1] in ">►▶→" or run[0] == "<":
        return not (set(body) == {"."} and len(body) < 2)
    if set(body) & (BOX_LINES | DASHES):
        return True
    if set(body) & {"."}:
        return False
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return len(body) > 1 or before in tuple("+|`'.,\\") or after in tuple("+|'.,")


def _draw_run(board: Board, row: int, at: int, run: str) -> None:
    dashed = bool(set(run) & (DASHES | {".", "~"}))
    for offset, letter in enumerate(run):
        sign = DASHED if dashed else LEVEL
        if letter == "<":
            sign = TO_WEST._replace(is_dashed=dashed)
        elif letter in ">►▶→":
            sign = TO_EAST._replace(is_dashed=dashed)
        board.signs[row, at + offset] = sign


def _sign(board: Board, row: int, at: int, only_lines: bool) -> Sign | None:
    """The sign of a character, where it is one and no letter."""
    text = board.rows[row]
    letter = text[at]
    if letter in ALWAYS:
        return ALWAYS[letter]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    above = board.rows[row - 1][at : at + 1] if row else ""
    below = board.rows[row + 1][at : at + 1] if row + 1 < len(board.rows) else ""
    apart = (not before or before.isspace()) and (not after or after.isspace())
    touched = bool(above and above in _UPRIGHT) or bool(below and below in _UPRIGHT)
    if letter == "|":
        if after == "-":
            return FORK
        return UPRIGHT if apart or before == "-" else None
    if letter in "`'\\" and after == "-":
        return LAST_FORK
    if letter == "'" and before == "-":
        return NORTH_WEST
    if letter in ".," and below in tuple("|│") and "-" in (before, after):
        return SOUTH_EAST if after == "-" else SOUTH_WEST
    if letter == "+" and (before in tuple("-=─>") or after in tuple("-=─<") or touched):
        return EVERY_WAY
    if letter in "vV" and (apart or before in tuple("-+")) and (only_lines or touched):
        return TO_SOUTH
    if letter == "^" and apart and (only_lines or touched):
        return TO_NORTH
    if letter == "/" and apart:
        return SLASH
    if letter == "\\" and apart:
        return BACKSLASH
    if letter == ">" and apart:
        return TO_EAST
    if letter == "<" and apart:
        return TO_WEST
    return None


def level_neighbours(board: Board, item: Item) -> tuple[Spot | None, Spot | None]:
    """The signs of lines on the left and on the right of a text, with a space between or none."""
    found: list[Spot | None] = []
    for columns, way in (
        ((item.left - 1, item.left - 2), EAST),
        ((item.right, item.right + 1), WEST),
    ):
        hit = None
        for column in columns:
            sign = board.signs.get((item.row, column))
            if sign:
                hit = (item.row, column) if way in sign.leads else None
                break
            if board.rows[item.row][column : column + 1].strip() or column < 0:
                break
        found.append(hit)
    return found[0], found[1]
