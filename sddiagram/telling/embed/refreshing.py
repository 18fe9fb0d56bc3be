"""Pictures in Markdown notes, kept in step with their patterns.

A note asks for a picture in one of two ways, and gets an image link on the next line:

    <!-- sddiagram: llm-serving stage=2 theme=dark -->
    ![LLM serving, stage 2 of 4](llm-serving-stage-2-dark.svg)

or a fenced block of Python whose first line says `sddiagram`. All else stays byte for byte.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sddiagram import library
from sddiagram.errors import DesignError, NotFoundError, SddiagramError
from sddiagram.files import read_whole
from sddiagram.model.pattern import Direction, Pattern
from sddiagram.model.text import slug
from sddiagram.render import FORMATS, render

PICTURES = ("svg", "png", "animated")
"""The formats that a note can show."""
OPTIONS = ("stage", "theme", "direction", "format", "alt", "name", "numbered", "sheet")

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_COMMENT = re.compile(r"(?P<before>[ \t>]*)<!--\s*sddiagram:(?P<asked>.*?)-->\s*$")
_FENCE = re.compile(r"(?P<before>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*?)\s*$")
_MARK = re.compile(r"\s*\{?\s*\.?(?:python|py)3?\s+\.?sddiagram\b(?P<options>[^}]*)\}?\s*$")
_IMAGE = re.compile(r"[ \t>]*(?:!\[[^\n]*\]\([^\n]*\)|!\[\[[^\n]*\]\])\s*$")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A note as it should be, and the pictures that it shows."""

    note: Path
    text: bytes
    pictures: dict[Path, bytes]

    def stale(self) -> list[Path]:
        """The files that are not as they should be, pictures first."""
        wanted = [*self.pictures.items(), (self.note, self.text)]
        return [
            path for path, content in wanted if not path.exists() or path.read_bytes() != content
        ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A picture that a note asks for, and the line after which its link stands."""

    pattern: Pattern
    stage: int | None
    theme: str
    direction: Direction
    format: str
    alt: str
    numbered: bool
    sheet: bool

    @property
    def file(self) -> str:
        """The picture's name, which says all that was asked."""
        parts = [
            self.pattern.name,
            f"stage-{self.stage}" if self.stage else "",
            "sheet" if self.sheet else "",
            "numbered" if self.numbered else "",
            "" if self.direction is Direction.AUTO else self.direction.value.lower(),
            "" if self.theme == "auto" else Path(self.theme).stem,
        ]
        return "-".join(part for part in parts if part) + f".{FORMATS[self.format].suffix}"

    def drawn(self) -> bytes:
        return render(
            self.pattern,
            self.format,
            stage=self.stage,
            direction=self.direction,
            theme=self.theme,
            numbered=self.numbered,
            sheet=self.sheet,
        )

    def link(self, before: str) -> str:
        """The image link, in Obsidian's own form where `before` has that."""
        if before.lstrip(" \t>").startswith("![["):
            return f"![[{self.file}]]"
        said = self.alt or self._said()
        escaped = re.sub(r"([\[\]\\])", r"\\\1", said)
        return f"![{escaped}]({self.file})"

    def _said(self) -> str:
        view = self.pattern.view(self.stage)
        if self.stage is None or not view.stage.title:
            return self.pattern.title
        count = len(self.pattern.stages)
        return f"{self.pattern.title}, stage {self.stage} of {count}: {view.stage.title}"


def refreshed(note: Path) -> Refreshed:
    """What `note` and its pictures should be; nothing is written.

    Raises `NotFoundError` when there is no such note, and any `SddiagramError` of a pattern or an
    option, with the note's line in front.
    """
    try:
        text = read_whole(note).decode("utf-8")
    except UnicodeDecodeError as error:
        raise DesignError(f"{note}: is not UTF-8 text; save it as UTF-8.") from error
    lines: list[str] = _LINE.findall(text)
    ending = "\r\n" if "\r\n" in text else "\n"
    pictures: dict[Path, bytes] = {}
    written: list[str] = []
    start = 0
    for after, prefix, asked in _requests(note, lines):
        picture = note.parent / asked.file
        content = asked.drawn()
        if pictures.setdefault(picture, content) != content:
            raise DesignError(
                f"{note}:{after}: another picture of this note is {picture.name}; "
                "give one of the two another name=."
            )
        written += lines[start:after]
        if not written[-1].endswith("\n"):
            written[-1] += ending
        beneath = lines[after] if after < len(lines) else ""
        if _IMAGE.match(beneath):
            kept = beneath[len(beneath.rstrip("\r\n")) :]
            written.append(prefix + asked.link(beneath) + kept)
            start = after + 1
        else:
            written.append(prefix + asked.link("") + ending)
            if beneath.strip(" \t>\r\n"):
                written.append(prefix.rstrip() + ending)
            start = after
    written += lines[start:]
    return Refreshed(note, "".join(written).encode(), pictures)


def _requests(note: Path, lines: Sequence[str]) -> Iterator[tuple[int, str, _Asked]]:
    """How many lines stand before a link, what the link is indented by, and what is asked for."""
    at = 0
    while at < len(lines):
        number = at + 1
        if opening := _FENCE.match(lines[at]):
            end = _closing(lines, at, opening["fence"])
            if marked := _MARK.match(opening["info"]):
                if end == len(lines):
                    raise DesignError(f"{note}:{number}: this block has no end; close its fence.")
                options = _words(marked["options"], f"{note}:{number}")
                block = _of_block(note, number, opening["before"], lines[number:end], options)
                yield end + 1, opening["before"], block
            at = end + 1
            continue
        if comment := _COMMENT.match(lines[at]):
            yield number, comment["before"], _of_comment(note, number, comment["asked"])
        at += 1


def _closing(lines: Sequence[str], opening: int, fence: str) -> int:
    """The index of the line that closes the fence; past the end when there is none."""
    closes = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}\s*$")
    following = range(opening + 1, len(lines))
    return next((at for at in following if closes.match(lines[at])), len(lines))


def _of_comment(note: Path, line: int, text: str) -> _Asked:
    place = f"{note}:{line}"
    name, *options = _words(text, place) or [""]
    if not name or "=" in name:
        raise DesignError(
            f"{place}: name a pattern, as in <!-- sddiagram: llm-serving stage=2 -->."
        )
    try:
        beside = note.parent / name
        pattern = library.load(beside if name.endswith(".py") and beside.exists() else name)
        return _asked(pattern, options, note.parent)
    except SddiagramError as error:
        raise type(error)(f"{place}: {error}") from error


def _of_block(
    note: Path, line: int, prefix: str, block: Sequence[str], options: Sequence[str]
) -> _Asked:
    width = len(prefix)
    source = "".join(
        one[width:] if not one[:width].strip(" \t>") else one for one in block
    ).replace("\r\n", "\n")
    # Empty lines in front, so that an error tells the line of the note.
    pattern = library.read("\n" * line + source, "", note)
    pattern = pattern.renamed(f"{slug(note.stem)}-{slug(pattern.title)}", source)
    try:
        return _asked(pattern, options, note.parent)
    except SddiagramError as error:
        raise type(error)(f"{note}:{line}: {error}") from error


def _words(text: str, place: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise DesignError(f"{place}: {error}; close the quotation.") from error


def _asked(pattern: Pattern, options: Sequence[str], folder: Path) -> _Asked:
    said: dict[str, str] = {}
    for option in options:
        key, _, value = option.partition("=")
        if key not in OPTIONS:
            raise NotFoundError.among("option", key, OPTIONS)
        said[key] = value
    if name := said.get("name"):
        pattern = pattern.renamed(slug(name), pattern.source)
    format = said.get("format", "svg")
    if format not in PICTURES:
        raise NotFoundError.among("picture format for notes", format, PICTURES)
    theme = said.get("theme", "auto")
    if theme.endswith(".toml") and (folder / theme).exists():
        theme = str(folder / theme)
    asked = _Asked(
        pattern,
        _stage(pattern, said.get("stage", "final")),
        theme,
        Direction.named(said.get("direction", "auto")),
        format,
        said.get("alt", ""),
        "numbered" in said,
        "sheet" in said,
    )
    return replace(asked, stage=None) if FORMATS[format].whole else asked


def _stage(pattern: Pattern, text: str) -> int | None:
    if text == "final":
        return None
    if not text.isascii() or not text.isdigit():
        raise DesignError(f"stage={text}: give final, or a number from 1 to {len(pattern.stages)}.")
    return pattern.view(int(text)).number
