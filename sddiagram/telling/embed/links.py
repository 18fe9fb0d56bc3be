"""Image links in a line of a note, of which only the file's name is ever changed."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from unicodedata import normalize
from urllib.parse import unquote

from sddiagram.telling.embed.escaping import escaped, unescaped
from sddiagram.telling.embed.naming import encoded

_CHARACTER = r"(?:\\.|[^\s\\()]|\((?:\\.|[^\s\\()])*\))"
_ADDRESS = rf"(?:<[^<>\n]*>|(?!<){_CHARACTER}+)"
_ALT = r"(?:\\.|[^\\\[\]]|\[(?:\\.|[^\\\[\]])*\])*"
_TAG_VALUE = r"\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"

_MARKDOWN = re.compile(rf"!\[(?P<alt>{_ALT})\]\(\s*(?P<to>{_ADDRESS})(?=[^\n]*\))")
_WIKI = re.compile(r"!\[\[(?P<to>[^\[\]|#\\\n]*)[^\[\]\n]*\]\]")
_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SRC = re.compile(rf"(?<![\w-])src{_TAG_VALUE}", re.IGNORECASE)
_ALT_OF_TAG = re.compile(rf"(?<![\w-])alt{_TAG_VALUE}", re.IGNORECASE)
_OTHERS = re.compile(rf"\]\(\s*(?P<to>{_ADDRESS})|(?<![\w-])href{_TAG_VALUE}", re.IGNORECASE)

MAX_LINE = 4_000
"""Characters of a line in which links are looked for; a hostile one could keep us for hours."""

_SIZE = re.compile(r"(?P<words>.*?)(?P<size>\\?\|\s*\d+(?:x\d+)?\s*)?", re.DOTALL)
"""Obsidian's alternative text: what it says, and a size."""


class Form(Enum):
    """How a link is written."""

    MARKDOWN = "![alt](file)"
    WIKI = "![[file]]"
    TAG = '<img src="file">'


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """An image link in a line; spans are of the line's characters."""

    line: str
    form: Form
    to: Span
    said: Span | None
    """Where its alternative text is, without a size."""

    @property
    def file(self) -> str:
        """The file beside the note that it shows; empty when it leads elsewhere."""
        return _file(self.line[slice(*self.to)], self.form)

    @property
    def alt(self) -> str | None:
        """The alternative text, as a reader has it; None for a link that has no place for one."""
        if self.said is None:
            return None
        text = self.line[slice(*self.said)]
        return html.unescape(text) if self.form is Form.TAG else unescaped(text)

    def changed(self, file: str, alt: str | None) -> str:
        """The line with another file in this link and in those that lead to the same one.

        With `alt` also with another alternative text. What is right already stays byte for byte.
        """
        changes: list[tuple[Span, str]] = []
        if file != self.file:
            changes += [
                (span, _with_file(self.line[slice(*span)], form, file))
                for span, form in self._same()
            ]
        if alt is not None and self.said is not None and alt != self.alt:
            written = html.escape(alt) if self.form is Form.TAG else escaped(alt)
            changes.append((self.said, written))
        line = self.line
        for (start, end), text in sorted(changes, reverse=True):
            line = line[:start] + text + line[end:]
        return line

    def _same(self) -> Iterator[tuple[Span, Form]]:
        """All places of the line that lead to this link's file: a picture may link to itself."""
        yield self.to, self.form
        for other in _OTHERS.finditer(self.line):
            span, form = (
                (other.span("to"), Form.MARKDOWN) if other["to"] else (_value(other), Form.TAG)
            )
            if span != self.to and _file(self.line[slice(*span)], form) == self.file:
                yield span, form


def links_in(line: str) -> list[Link]:
    """The image links of a line, in order."""
    if len(line) > MAX_LINE:
        return []
    found = [Link(line, Form.WIKI, wiki.span("to"), None) for wiki in _WIKI.finditer(line)]
    for image in _MARKDOWN.finditer(line):
        start = image.start("alt")
        size = _SIZE.fullmatch(image["alt"])
        end = start + len(size["words"]) if size else image.end("alt")
        found.append(Link(line, Form.MARKDOWN, image.span("to"), (start, end)))
    for tag in _TAG.finditer(line):
        if source := _SRC.search(line, *tag.span()):
            alt = _ALT_OF_TAG.search(line, *tag.span())
            found.append(Link(line, Form.TAG, _value(source), _value(alt) if alt else None))
    return sorted(found, key=lambda link: link.to)


def link(file: str, alt: str) -> str:
    """A new link."""
    return f"![{escaped(alt)}]({encoded(file)})"


def _value(found: re.Match[str]) -> Span:
    return next(
        found.span(name) for name in ("double", "single", "bare") if found[name] is not None
    )


def _file(address: str, form: Form) -> str:
    if form is Form.WIKI:
        name = address.strip()
    else:
        plain = address.strip("<>") if form is Form.MARKDOWN else address
        plain = unescaped(plain) if form is Form.MARKDOWN else html.unescape(plain)
        name = unquote(re.split(r"[?#]", plain, maxsplit=1)[0])
    name = normalize("NFC", name.removeprefix("./"))
    return "" if "/" in name or "\\" in name else name


def _with_file(address: str, form: Form, file: str) -> str:
    """`address` with another file, but with all that stands around its name."""
    whole = re.fullmatch(r"(?P<before>\s*<?(?:\./)?)[^?#>]*(?P<behind>.*)", address, re.DOTALL)
    before, behind = (whole["before"], whole["behind"]) if whole else ("", "")
    return before + (file if form is Form.WIKI else encoded(file)) + behind
