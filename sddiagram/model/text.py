"""The text of labels: one clean line each, and the slug that is a component's identity."""

import unicodedata
from functools import lru_cache

from sddiagram.errors import DesignError


def clean(text: str) -> str:
    r"""`text` on one line, without control characters.

    >>> clean("API\x07  gate\nway ")
    'API gate way'
    """
    printable = (
        " " if unicodedata.category(character) in ("Cc", "Cs", "Cn") else character
        for character in text
    )
    return " ".join("".join(printable).split())


@lru_cache(maxsize=4096)
def slug(label: str) -> str:
    """The id that a label gives: lower case, words joined by hyphens.

    >>> slug("API gateway (v2)"), slug("Größe"), slug("🚀")
    ('api-gateway-v2', 'grösse', 'u1f680')
    """
    words = "".join(
        character if character.isalnum() else " " for character in label.casefold()
    ).split()
    return "-".join(words) or "-".join(f"u{ord(character):x}" for character in label)


def named(what: str, label: str) -> str:
    """`label` cleaned, or a `DesignError` that says what has no name."""
    if not isinstance(label, str):
        raise DesignError(f"{what} is named by a text, not by {label!r}.")
    cleaned = clean(label)
    if not cleaned:
        raise DesignError(f"{what} needs a name, such as {what.split()[-1]}('Users').")
    return cleaned
