"""The comments in a block of raw HTML."""

import re
from dataclasses import dataclass

# What CommonMark ends only at its own end mark, not at an empty line: a link would be HTML too.
_OPAQUE = re.compile(
    r"\s*<(?:(?:script|pre|style|textarea)(?:\s|>|$)|\?|!\[CDATA\[|![a-z])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of HTML, and how it stands in its block."""

    text: str
    """With its marks, `<!-- -->`."""
    line: int
    """In the block, from 0."""
    alone: bool
    """Whether it is all that stands on its line."""
    shown: bool
    """Whether Markdown can stand beneath it."""
    closed: bool


def comments_of(html: str, hidden: bool) -> tuple[list[Comment], bool]:
    """The comments in a block, and whether what follows the block is inside one.

    An empty line ends a block for CommonMark, but not a comment for a browser: `hidden` says that
    the block starts inside one that an earlier block began.
    """
    shown = not _OPAQUE.match(html)
    comments: list[Comment] = []
    at = 0
    if hidden:
        end = html.find("-->")
        if end < 0:
            return [], True
        at = end + 3
    while (start := html.find("<!--", at)) >= 0:
        # `<!-->` is a whole comment.
        end = html.find("-->", start + 2)
        closed = end >= 0
        at = end + 3 if closed else len(html)
        text = html[start:at]
        begin, finish = html.rfind("\n", 0, start) + 1, html.find("\n", at)
        alone = html[begin : finish if finish >= 0 else None].strip() == text
        comments.append(Comment(text, html.count("\n", 0, start), alone, shown, closed))
    return comments, bool(comments and not comments[-1].closed and shown)
