"""Words in a link, as Markdown writes them and as a reader has them."""

import html
import re

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#?\w+;")


def escaped(text: str) -> str:
    r"""`text` as the words of a link, in which nothing means anything else.

    Entities stand where MkDocs would show a backslash. A bar would be Obsidian's mark of a size.

    >>> escaped("Mine [1] at $5 < $6, a_b")
    'Mine \\[1\\] at $5 &lt; $6, a_b'
    """
    entities = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;").replace("|", "&#124;")
    # Between two letters or digits an underscore means itself.
    return re.sub(r"([\\`*\[\]]|(?<![^\W_])_|_(?![^\W_]))", r"\\\1", entities)


def unescaped(text: str) -> str:
    """What a reader has of words in a link."""
    # In one go: the mark of an entity may itself be escaped.
    return _ESCAPE.sub(lambda found: found[1] or html.unescape(found[0]), text)
