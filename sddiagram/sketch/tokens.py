"""The signs and names of a sketch that is written in sentences."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sddiagram.sketch.arrows import Arrow, arrow_at, run_length
from sddiagram.sketch.lines import Line
from sddiagram.sketch.place import Place, refuse

NAME, ARROW, BOX, LABEL, COMMA, OPEN, CLOSE, END = (
    "name", "arrow", "box", "label", ",", "{", "}", "end",
)  # fmt: skip
_SIGNS = {",": COMMA, "{": OPEN, "}": CLOSE, ";": END, "，": COMMA, "；": END, "、": COMMA}
_BULLET = re.compile(r"\s*(?:[-*•‣▪]\s++|\(?\d{1,3}[.)]\s++)(?=\S)")
_COMMENT = re.compile(r"(?:^\s*+|\s)(?:#(?=\s|$)|//(?=\s|$)|%%)|^\s*+#")
_PLAIN = re.compile(r"""[^,{};:()\[\]"<>\-=.~─━═┄┈╌→⟶⇒➔➜➝►▶⇨➡➞⇢⤏←⟵⇐◀◄↔⟷⇔⇄⇆，；、]++""")


class Token(NamedTuple):
    """A name or a sign, and where it stands."""

    kind: str
    place: Place
    text: str = ""
    arrow: Arrow | None = None


def tokens(lines: Iterable[Line]) -> Iterator[Token]:
    """The tokens of all lines; an END stands behind each statement, which may take several lines.

    Raises `DesignError` for brackets and quotation marks that are never closed.
    """
    depth = 0
    opened: Place | None = None
    before: Token | None = None
    for line in lines:
        found = [*_of_line(line)]
        if not found:
            continue
        goes_on = depth or found[0].kind == ARROW or (before and before.kind in (ARROW, COMMA))
        if before and not goes_on:
            yield Token(END, found[0].place)
        for token in found:
            if token.kind == OPEN:
                depth += 1
                opened = token.place
            elif token.kind == CLOSE:
                depth -= 1
                if depth < 0:
                    refuse(token.place, "this } closes nothing; take it out, or open it with {.")
            elif token.kind == END and depth:
                token = Token(COMMA, token.place)
            yield token
        before = found[-1]
        if depth and before.kind != COMMA:
            yield Token(COMMA, before.place)
    if depth and opened:
        refuse(opened, "this { is never closed; write } behind the last name in it.")


def _of_line(line: Line) -> Iterator[Token]:
    text = line.text
    if comment := _COMMENT.search(text):
        text = text[: comment.start()]
    bullet = _BULLET.match(text)
    at = bullet.end() if bullet else 0
    start = at
    while at < len(text):
        letter = text[at]
        if letter in _SIGNS:
            yield from _name(text, start, at, line)
            yield Token(_SIGNS[letter], line.place(at))
            at = start = at + 1
        elif letter == "[":
            end = _closed(text, at, "]", line)
            yield from _name(text, start, at, line)
            yield Token(BOX, line.place(at), text[at + 1 : end].strip("[]( )|"))
            at = start = end + 1
        elif letter in '("':
            at = _closed(text, at, ")" if letter == "(" else '"', line) + 1
        elif letter == ":" and not _is_inner_colon(text, at):
            yield from _name(text, start, at, line)
            end = _end_of_label(text, at + 1)
            label = text[at + 1 : end]
            indent = len(label) - len(label.lstrip())
            yield Token(LABEL, line.place(at + 1 + indent), label.strip())
            at = start = end
        elif arrow := arrow_at(text, at):
            yield from _name(text, start, at, line)
            yield Token(ARROW, line.place(at), text[at : arrow.end], arrow)
            at = start = arrow.end
        elif plain := _PLAIN.match(text, at):
            at = plain.end()
        else:
            at += run_length(text, at)
    yield from _name(text, start, len(text), line)


def _name(text: str, start: int, end: int, line: Line) -> Iterator[Token]:
    said = text[start:end]
    if said.strip():
        indent = len(said) - len(said.lstrip())
        yield Token(NAME, line.place(start + indent), said.strip())


def _closed(text: str, at: int, mark: str, line: Line) -> int:
    """Where what opens at `at` is closed."""
    end = text.find(mark, at + 1)
    if end < 0:
        refuse(line.place(at), f"this {text[at]} is never closed; write {mark} behind it.")
    return end


def _is_inner_colon(text: str, at: int) -> bool:
    """Whether a colon belongs to a name: `http://`, `10:30`, `a::b`."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return after in ("/", ":") or before == ":" or (before.isdigit() and after.isdigit())


def _end_of_label(text: str, at: int) -> int:
    """Where the words behind a colon stop: at an arrow, a semicolon, a brace, or the line's end."""
    while at < len(text):
        if text[at] in ";；{}" or arrow_at(text, at):
            return at
        plain = _PLAIN.match(text, at)
        at = plain.end() if plain else at + run_length(text, at)
    return at
