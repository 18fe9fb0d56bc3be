"""What the author of a note should know: where it only looks as if a picture were asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sddiagram.telling.embed.comments import Comment
from sddiagram.telling.embed.fences import is_ours, is_sketch
from sddiagram.telling.embed.likeness import mistaken
from sddiagram.telling.embed.markdown import Part, lines_of, pieces_of

_FENCE = re.compile(r"[\s>]*(?:`{3,}|~{3,})(?P<info>.*)")
_SPOILT = re.compile(r"(?<!\\)<!?[-–—]{0,3}\s*sddiagram\s*:")
_ADMONITION = re.compile(r"\s*(?:!!!|\?\?\?\+?|===[+!]?)\s")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a line, counted from 1."""

    line: int
    text: str


def in_text(part: Part) -> Iterator[Remark]:
    """Comments in the middle of text, and what was to be one and is shown as text."""
    if "sd" not in part.content.casefold():
        return
    spoilt = set(_SPOILT.findall(part.content))
    for offset, piece in pieces_of(part.content):
        line = part.start + offset + 1
        if mistaken(piece):
            yield Remark(
                line,
                "this comment stands within a paragraph, a heading or a table, so it asks for no "
                "picture; give it its own line, indented like the text around it.",
            )
        elif any(one in piece for one in spoilt):
            yield Remark(line, "this is no comment of HTML; write <!-- sddiagram: NAME -->.")
    yield from _blocks(part.content, part.start, "is indented too far to be a block")


def in_html(part: Part, comments: Sequence[Comment]) -> Iterator[Remark]:
    """Blocks of Python that Markdown does not see, for no empty line ends the HTML before them."""
    content = part.content
    for comment in comments:
        content = content.replace(comment.text, "\n" * comment.text.count("\n"))
    yield from _blocks(content, part.start, "stands in HTML; put an empty line before it")


def in_admonition(part: Part, lines: Sequence[str]) -> Iterator[Remark]:
    """Requests in what MkDocs takes for a note of its own, and CommonMark for a sample of code.

    Other samples of code are left alone, for they may show how a request is written.
    """
    indent = _indent(lines[part.start])
    before = (line for line in reversed(lines[: part.start]) if line.strip())
    above = next((line for line in before if _indent(line) < indent), "")
    if not _ADMONITION.match(above):
        return
    for at, line in enumerate(lines_of(part.content)):
        if mistaken(line.strip()):
            yield Remark(
                part.start + at + 1,
                "this comment is indented as code, so it asks for no picture; "
                "put it before or behind the box.",
            )
    yield from _blocks(part.content, part.start, "is indented as code; put it outside the box")


def _blocks(content: str, start: int, why: str) -> Iterator[Remark]:
    for at, line in enumerate(lines_of(content)):
        if (fence := _FENCE.match(line)) and _asks(fence["info"]):
            yield Remark(start + at + 1, f"this block {why}, so it asks for no picture.")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _asks(info: str) -> bool:
    return is_ours(info) or is_sketch(info)
