"""What a note asks for: `stage=2 theme=dark numbered`, behind a pattern's name or on a fence."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.files import read_whole
from sddiagram.model.direction import Direction
from sddiagram.render.theme import theme_named
from sddiagram.telling.embed.tree import within

PICTURES = ("svg", "png", "animated")
"""The formats that a note can show."""
OPTIONS = ("stage", "theme", "direction", "format", "alt", "name", "numbered", "sheet")
_YES, _NO = ("", "true", "yes", "1"), ("false", "no", "0")


@dataclass(frozen=True, slots=True)
class Options:
    """How a picture is to be drawn, and what its link is to say."""

    stage: int | None = None
    theme: str = "auto"
    """The name of a theme, or the path of its file."""
    theme_text: bytes = b""
    """What is in the theme's file."""
    direction: Direction = Direction.AUTO
    format: str = "svg"
    alt: str = ""
    name: str = ""
    numbered: bool = False
    sheet: bool = False


def words_of(text: str) -> list[str]:
    """The words of `text`, of which quoted ones may hold spaces.

    Raises `DesignError` for a quotation without its end.
    """
    try:
        return shlex.split(text)
    except ValueError as error:
        raise DesignError(f"{error}; close the quotation.") from error


def foreign(word: str) -> bool:
    """Whether an attribute of a fence is for another program, and not one of ours mistyped."""
    key = word.partition("=")[0]
    if key[:1] in (".", "#"):
        return True
    return key not in OPTIONS and not get_close_matches(key.casefold(), OPTIONS, 1, cutoff=0.75)


def options_of(words: Sequence[str], folder: Path) -> Options:
    """The options that `words` say; a theme's file stands in `folder` or below it.

    Raises `NotFoundError` for an option, a format or a theme that is not there, `DesignError` for a
    value that an option cannot have.
    """
    said: dict[str, str] = {}
    for word in words:
        key, _, value = word.partition("=")
        if key not in OPTIONS:
            raise NotFoundError.among("option", key, OPTIONS)
        if key in said:
            raise DesignError(f"{key} is said twice; leave one of the two out.")
        said[key] = value
    format = said.get("format", "svg").casefold()
    if format not in PICTURES:
        raise NotFoundError.among("picture format for notes", format, PICTURES)
    if "name" in said and not said["name"]:
        raise DesignError("name= is empty; say name=WORD, or leave it out.")
    theme, theme_text = _theme(said.get("theme", "auto"), folder)
    return Options(
        _stage(said.get("stage", "final")),
        theme,
        theme_text,
        Direction.named(said.get("direction", "auto")),
        format,
        said.get("alt", ""),
        said.get("name", ""),
        _flag(said, "numbered"),
        _flag(said, "sheet"),
    )


def _stage(text: str) -> int | None:
    if text == "final":
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 5):
        raise DesignError(f"stage={text}: give final, or the number of a stage, from 1.")
    return int(text)


def _flag(said: Mapping[str, str], key: str) -> bool:
    value = said.get(key, "no").casefold()
    if value not in (*_YES, *_NO):
        raise DesignError(f"{key}={said[key]}: say only {key}, or {key}=true.")
    return value in _YES


def _theme(name: str, folder: Path) -> tuple[str, bytes]:
    """The name of a built-in theme, or the path and the text of a file in the note's tree."""
    if not name.endswith(".toml"):
        return theme_named(name).name, b""
    import tomllib

    path = within(folder, name)
    text = read_whole(path)
    try:
        base = str(tomllib.loads(text.decode()).get("base", ""))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        base = ""  # the reader of themes tells it better
    if base.endswith(".toml"):
        raise DesignError(
            f"{name}: its base is the file {base!r}; a theme beside a note takes a built-in base."
        )
    theme_named(str(path))
    return str(path), text
