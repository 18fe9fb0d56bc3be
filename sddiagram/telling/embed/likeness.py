"""Comments that look like a request and are none. Passed over in silence they would puzzle."""

import re
from difflib import SequenceMatcher, get_close_matches

from sddiagram import library
from sddiagram.telling.embed.options import OPTIONS

ASKS = re.compile(r"<!--\s*sddiagram:(?P<said>.*)-->")
"""A comment that asks for a picture."""

_FIRST = re.compile(
    r"<!--[-!\s]*(?P<word>[\w.-]*\w)\s*(?P<colon>[:=]?)(?P<rest>.*?)(?:-->)?", re.DOTALL
)
_NEAR = 0.8
"""How alike two words are when one may be meant for the other; `sdiagram` is 0.94 `sddiagram`."""


def mistaken(comment: str) -> str:
    """Why a comment is no request though it was to be one, or `asks` when its words are right.

    Empty when it is about something else.

    >>> mistaken("<!-- sddiagram rag -->"), mistaken("<!-- sdiagram: rag -->")
    ('has no colon behind sddiagram', "says 'sdiagram' and not sddiagram:")
    >>> mistaken("<!-- sddiagram draws it well -->")
    ''
    """
    if re.match(r"<!--\s*sddiagram:", comment):
        return "asks"
    first = _FIRST.fullmatch(comment)
    if not first or not is_near(first["word"]):
        return ""
    word, rest, asks = first["word"], first["rest"].split(), _asks(first["rest"])
    if word == "sddiagram" and not first["colon"]:
        return "has no colon behind sddiagram" if asks or len(rest) < 2 else ""
    if word == "sddiagram":
        return "is to start with <!-- sddiagram:"
    # Another tool's comment may say `diagram:`, but not with a pattern of ours behind it.
    if asks or (first["colon"] and word[0] in "sS"):
        return f"says {word!r} and not sddiagram:"
    return ""


def is_near(word: str) -> bool:
    """Whether somebody may have meant `sddiagram`."""
    letters = re.sub(r"[^a-z]", "", word[:40].casefold())
    return SequenceMatcher(None, letters, "sddiagram").ratio() >= _NEAR


def _asks(rest: str) -> bool:
    """Whether words go on as a request does: with a pattern or with an option."""
    words = [word.strip("\"'") for word in rest.split()]
    if any(word.partition("=")[0] in OPTIONS for word in words if "=" in word):
        return True
    names = [entry.name for entry in library.built_in()]
    return bool(words) and (
        words[0].endswith(".py")
        or bool(get_close_matches(words[0].replace("_", "-"), names, 1, cutoff=_NEAR))
    )
