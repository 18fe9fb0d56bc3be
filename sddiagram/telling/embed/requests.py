"""Where a note asks for a picture: in a comment, or in a fenced block of Python or of a sketch."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sddiagram.telling.embed.comments import Comment, comments_of
from sddiagram.telling.embed.fences import is_ours, is_sketch, mistaken_fence
from sddiagram.telling.embed.likeness import ASKS, mistaken
from sddiagram.telling.embed.markdown import Kind, Part, parts_of
from sddiagram.telling.embed.remarks import Remark, in_admonition, in_html, in_text


@dataclass(frozen=True, slots=True)
class Request:
    """A picture that a note asks for."""

    line: int
    """From 1."""
    after: int
    """How many lines stand before its link."""
    prefix: str
    """What its link is indented or quoted by."""
    said: str
    """The words that ask for it."""
    code: str | None = None
    """The text of a block."""
    is_sketch: bool = False
    """Whether that is a sketch, and no Python."""
    closed: bool = True
    """Whether the block has its end."""
    apart: bool = False
    """Whether it stands in raw HTML, in which an empty line makes Markdown see the link."""


def requests_of(lines: Sequence[str]) -> list[Request | Remark]:
    """What a note asks for, and what only looks as if it did, in order."""
    found: list[Request | Remark] = []
    hidden = False
    for part in parts_of(lines):
        match part.kind:
            case Kind.HTML:
                comments, hidden = comments_of(part.content, hidden)
                for comment in comments:
                    found += _of_comment(part, comment, lines)
                found += in_html(part, comments)
            case Kind.FENCE if not hidden:
                found += _of_fence(part, lines)
            case Kind.TEXT if not hidden:
                found += in_text(part)
            case Kind.INDENTED if not hidden:
                found += in_admonition(part, lines)
    return found


def _of_fence(part: Part, lines: Sequence[str]) -> Iterator[Request | Remark]:
    sketch = is_sketch(part.info)
    if sketch or is_ours(part.info):
        prefix = _continued(lines[part.start].partition(part.fence)[0])
        said = part.info.strip()
        yield Request(
            part.start + 1, part.end, prefix, said, part.content, sketch, part.closed
        )  # fmt: skip
    elif mistaken_fence(part.info):
        yield Remark(
            part.start + 1,
            "this block names sddiagram but asks for no picture; "
            "start it with ```{ .python .sddiagram }, or with ```sddiagram for a sketch.",
        )


def _of_comment(part: Part, comment: Comment, lines: Sequence[str]) -> Iterator[Request | Remark]:
    at = part.start + comment.line
    line = lines[at].rstrip()
    asks = ASKS.fullmatch(comment.text)
    if asks and comment.alone and comment.shown and line.endswith(comment.text):
        prefix = _continued(_container(line.removesuffix(comment.text), part, comment))
        apart = not part.content.lstrip().startswith("<!--")
        yield Request(at + 1, at + 1, prefix, asks["said"].strip(), apart=apart)
    elif why := _refused(comment):
        yield Remark(at + 1, f"this comment {why}, so it asks for no picture.")


def _refused(comment: Comment) -> str:
    """Why a comment that asks for a picture, or was to ask, gets none; empty when it was not."""
    why = mistaken(comment.text)
    if why != "asks":
        return why
    if not comment.closed:
        return "has no end, -->"
    if "\n" in comment.text:
        return "goes over several lines and not over one"
    if not comment.shown:
        return "stands in HTML that shows no Markdown"
    return "shares its line with something else"


def _container(before: str, part: Part, comment: Comment) -> str:
    """What stands before a comment, without an indent that would make its link a sample of code."""
    line = part.content.split("\n")[comment.line]
    indent = line[: len(line) - len(line.lstrip())]
    return before.removesuffix(indent) if len(indent.expandtabs(4)) > 3 else before


def _continued(prefix: str) -> str:
    """What indents the following lines of a list or a quotation that starts with `prefix`."""
    return re.sub(r"[^\s>]", " ", prefix.removeprefix("\ufeff"))
