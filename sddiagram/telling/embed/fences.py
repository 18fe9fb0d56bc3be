"""What is said behind a fence: ```{ .python .sddiagram stage=2 }, or ```sddiagram for a sketch."""

import re

from sddiagram.telling.embed.likeness import is_near
from sddiagram.telling.embed.options import foreign, words_of

_WORD = re.compile(r"(?:[^\s\"'{}]|\"[^\"]*\"|'[^']*')+")
_PYTHON = {"python", "py", "python3", "py3"}


def is_ours(info: str) -> bool:
    """Whether a block asks for its picture.

    The words may be classes, in any order and among others, as MkDocs wants them, or the first two.

    >>> is_ours("{ .python .sddiagram title='x' }"), is_ours("python sddiagram"), is_ours("python")
    (True, True, False)
    """
    words: list[str] = _WORD.findall(info)
    if info.lstrip().startswith("{"):
        classes = {word.removeprefix(".") for word in words}
        return "sddiagram" in classes and bool(classes & _PYTHON)
    first, second = (word.removeprefix(".") for word in [*words, "", ""][:2])
    return first in _PYTHON and second == "sddiagram"


def is_sketch(info: str) -> bool:
    """Whether a block is a sketch that asks for its picture.

    >>> is_sketch("sddiagram stage=1"), is_sketch("{ .sddiagram }"), is_sketch("py sddiagram")
    (True, True, False)
    """
    words: list[str] = [word.removeprefix(".") for word in _WORD.findall(info)]
    if _PYTHON & set(words):
        return False
    return "sddiagram" in (words if info.lstrip().startswith("{") else words[:1])


def mistaken_fence(info: str) -> bool:
    """Whether a block that is not ours names sddiagram, or nearly."""
    words: list[str] = _WORD.findall(info.replace(",", " "))
    named = (word.strip(".#:;") for word in words if "=" not in word and word[:1] not in "\"'")
    return any(word[:1] in ("s", "S") and is_near(word) for word in named)


def options_in(info: str) -> list[str]:
    """The words behind a fence that are options of ours; attributes for others are left out.

    Raises `DesignError` for a quotation without its end.
    """
    inner = re.sub(r"^\s*\{|(?<=\s)\{|\}\s*$", " ", info)
    words = words_of(inner)
    marks = {*_PYTHON, "sddiagram"}
    return [word for word in words if word not in marks and not foreign(word)]
