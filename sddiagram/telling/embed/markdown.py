"""A note as CommonMark sees it: its fenced blocks, its raw HTML, its text.

The only module that reads Markdown, with a parser that passes CommonMark's own tests. Which block
is one decides whose code may run, so it is not guessed by regular expressions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FRONT_MATTER = re.compile(r"---[ \t]*$")
_END_OF_FRONT_MATTER = re.compile(r"(?:---|\.\.\.)[ \t]*$")


class Kind(Enum):
    """What a part of a note is."""

    FENCE = "fence"
    INDENTED = "code_block"
    HTML = "html_block"
    TEXT = "inline"
    """The words of a paragraph, a heading or the cells of a table."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a note that are one thing; lines are counted from 0."""

    kind: Kind
    start: int
    end: int
    """The line after the last one."""
    content: str
    """Its text, without what indents or quotes it."""
    info: str = ""
    """What stands behind a fence."""
    fence: str = ""
    closed: bool = True


def lines_of(text: str) -> list[str]:
    """The lines with their ends; a carriage return alone ends one too, as in CommonMark."""
    lines: list[str] = _LINE.findall(text)
    return lines


def parts_of(lines: Sequence[str]) -> list[Part]:
    """The parts of a note, in order. Front matter is none of them."""
    text = "".join(_without_front_matter(lines))
    return [
        Part(
            kind=Kind(token.type),
            start=token.map[0],
            end=token.map[1],
            content=token.content,
            info=token.info,
            fence=token.markup,
            # The lines of the content, and a fence before and behind it.
            closed=token.map[1] - token.map[0] == len(lines_of(token.content)) + 2,
        )
        for token in _parser().parse(text)
        if token.map and token.type in {kind.value for kind in Kind}
    ]


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Raw HTML and plain words in the text of a paragraph, each with its line from 0.

    What stands in a code span is neither.
    """
    at = 0
    tokens: list[Token] = []
    _parser().inline.parse(text, _parser(), {}, tokens)
    for token in tokens:
        found = text.find(token.content, at)
        at = found if found >= 0 else at
        if token.type in ("html_inline", "text"):
            yield text.count("\n", 0, at), token.content
        at += len(token.content) if found >= 0 else 0


def _without_front_matter(lines: Sequence[str]) -> list[str]:
    """The lines, those of the front matter empty: for CommonMark it would be a heading."""
    rest = [line.removeprefix("\ufeff") if at == 0 else line for at, line in enumerate(lines)]
    if rest and _FRONT_MATTER.match(rest[0]):
        ends = (at for at, line in enumerate(rest) if at and _END_OF_FRONT_MATTER.match(line))
        end = next(ends, -1)
        return ["\n"] * (end + 1) + rest[end + 1 :]
    return rest


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Text is looked into only where it may hide a comment.
    return MarkdownIt("commonmark").disable("inline")
