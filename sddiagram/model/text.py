"""The text of labels: one clean line each, the identity that it gives, and names of files."""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from sddiagram.errors import DesignError

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Control characters, lone surrogates, line ends, and code points that are never characters.

Spelled out, since what Python calls unassigned differs between its versions.
"""
_HIDING = re.compile("[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Characters that show nothing and only break or reorder what stands beside them."""
_VARIANTS = re.compile("[\ufe00-\ufe0f]")
"""Choices between two drawings of one character, such as a heart in text or in colour."""
_SEPARATORS = re.compile(r"""[\s\-_.,;:!?/\\|()\[\]{}"'`\u2010-\u2015\u2018-\u201f\u2026]+""")
_SYMBOLS = re.compile(
    "[!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u200c"
    "\u200e-\u2bff\u3001-\u303f\U0001f000-\U0001fbff]"
)
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows keeps for devices, whatever the ending."""
NAME_LENGTH = 80
"""Characters of a file's name before its ending, with room for a stage and a temporary mark."""


def clean(text: str, what: str = "This") -> str:
    r"""`text` on one line, composed, without what cannot be seen.

    Raises `DesignError`, naming `what` it is, when it is no text.

    >>> clean("API\x07  gate\nway ")
    'API gate way'
    """
    if not isinstance(text, str):
        way_out = "put it into quotation marks" if isinstance(text, int | float) else "write one"
        raise DesignError(f"{what} is a text, not {shown(text)}; {way_out}: '...'.")
    return " ".join(normalize("NFC", _HIDING.sub("", _UNSEEN.sub(" ", text))).split())


@lru_cache(maxsize=4096)
def identity(label: str) -> str:
    """The id that a label gives: lower case, words joined by hyphens, symbols spelled out.

    Labels that differ only in case, spaces and punctuation are one name; all others are apart.

    >>> identity("API gateway (v2)"), identity("Größe"), identity("C++"), identity("🚀 API")
    ('api-gateway-v2', 'größe', 'c-u2b-u2b', 'u1f680-api')
    """
    # "Maße" and "Masse" are two words, which casefold() makes one.
    folded = "ß".join(part.casefold() for part in label.replace("ẞ", "ß").split("ß"))
    spaced = _SEPARATORS.sub(" ", normalize("NFC", _VARIANTS.sub("", folded)))
    spelled = _SYMBOLS.sub(lambda symbol: f" u{ord(symbol[0]):x} ", spaced)
    return "-".join(spelled.split()) or "-".join(f"u{ord(character):x}" for character in label)


def file_stem(text: str) -> str:
    """A file's name without its ending, safe in every folder and link, that reads like `text`.

    Letters, digits, hyphens and dots inside; no device of Windows, at most `NAME_LENGTH` long.

    >>> file_stem("CI/CD: build > test"), file_stem("con"), file_stem("my shop (v2) é #1")
    ('ci-cd-build-test', 'con-1', 'my-shop-v2-é-1')
    """
    kept = "".join(one if one.isalnum() or one in ".-" else "-" for one in text.casefold())
    stem = re.sub(r"-{2,}|-?\.-?(?=\.|-|$)", "-", kept).strip(".-")[:NAME_LENGTH].strip(".-")
    if not stem:
        stem = "-".join(f"u{ord(character):x}" for character in text[:8]) or "unnamed"
    return f"{stem}-1" if stem.partition(".")[0] in _RESERVED else stem


def shown(value: object) -> str:
    """`value` as an error shows it: its repr, cut where it is long, or what it is.

    >>> shown("API"), shown(len), shown(10**5000)
    ("'API'", 'a builtin_function_or_method', 'an int')
    """
    kind = type(value).__name__
    try:
        said = repr(value)
    except Exception:
        said = "<"
    if said.startswith("<") and (
        " at 0x" in said
        or said.startswith(("<class", "<module", "<built-in", "<bound"))
        or said == "<"
    ):
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    return said if len(said) <= 60 else f"{said[:57]}..."


def named(what: str, label: str) -> str:
    """`label` cleaned, or a `DesignError` that says what has no name."""
    noun = what.split()[-1]
    if not isinstance(label, str):
        raise DesignError(
            f"{what} is named by a text, not by {shown(label)}; write sd.{noun}('Users')."
        )
    cleaned = clean(label)
    if not cleaned:
        raise DesignError(f"{what} needs a name; write sd.{noun}('Users').")
    return cleaned


def titled(what: str, title: object) -> str:
    """`Stage 'Cache'`, or a `DesignError` when what stands in a title's place is no text."""
    if not isinstance(title, str):
        raise DesignError(
            f"A {what} starts with its title, not with {shown(title)}; "
            f"write sd.{what}('Title', users >> api)."
        )
    return f"{what} {clean(title)!r}"


def few(names: Sequence[str], most: int = 5) -> str:
    """The first names, `most` at most, and how many more there are.

    >>> few(["API", "Cache", "Queue"], 2)
    'API, Cache and 1 more'
    """
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def listed(names: Sequence[str]) -> str:
    """All names, as one says them.

    >>> listed(["read", "write", "delete"]), listed(["read"])
    ('read, write and delete', 'read')
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
