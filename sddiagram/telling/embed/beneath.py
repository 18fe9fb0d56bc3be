"""The link beneath a request: which one is ours to change."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sddiagram.telling.embed.links import Form, Link, links_in
from sddiagram.telling.embed.requests import Request

_CODE = re.compile(r"[ \t>]*(?:```|~~~)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A link that stands beneath a request."""

    at: int
    """The line, from 0."""
    link: Link
    first: bool
    """Whether nothing but HTML around it stands between the request and the link."""
    seen: bool
    """Whether Markdown sees it, and does not take it for a part of the HTML above."""


def places(lines: Sequence[str], request: Request, stop: int) -> Iterator[Place]:
    """The links in the paragraph beneath a request, which ends at the latest at line `stop`.

    One empty line may stand between them: programs that tidy notes put it there.
    """
    start = request.after
    empty = start < stop and is_empty(lines[start])
    start += empty
    raw = request.apart and not empty
    first = not empty or request.apart
    for at in range(start, stop):
        if is_empty(lines[at]) or _CODE.match(lines[at]):
            return
        links = links_in(lines[at])
        for link in links:
            seen = not raw or link.form is Form.TAG
            # An empty line makes Markdown see a link, but only the next line is then beneath.
            if seen or at == start:
                yield Place(at, link, first, seen)
        first = first and not links and lines[at].lstrip(" \t>").startswith("<")


def chosen(found: Sequence[Place], file: str, ours: Callable[[Place], bool]) -> Place | None:
    """The link that shows `file` already, else the first one that is `ours`."""
    right = (place for place in found if place.link.file == file)
    return next(right, None) or next((place for place in found if ours(place)), None)


def is_empty(line: str) -> bool:
    """Whether nothing stands on a line of a quotation or a list."""
    return not line.strip(" \t>\r\n")


def goes_on(line: str, request: Request) -> bool:
    """Whether the line behind a link is to follow at once.

    An empty line before the next item of a list would set all its items apart, and HTML that is
    indented would become a sample of code.
    """
    indent = len(line) - len(line.lstrip())
    if indent < len(request.prefix):
        return _ITEM.match(line) is not None
    return request.apart and len(line.expandtabs(4)) - len(line.lstrip()) > len(request.prefix) + 3
