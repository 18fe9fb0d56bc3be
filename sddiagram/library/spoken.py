"""Which words of the vocabulary a file writes, and under which names."""

import ast
from collections.abc import Iterator
from functools import lru_cache

from sddiagram.library.places import Script
from sddiagram.library.words import vocabulary

Found = tuple[int, str]
"""A line, and what is wrong there."""


def word_of(script: Script, node: ast.AST) -> str:
    """The word of the vocabulary that `node` writes, as in `sd.Service`; else the empty text."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=word) if name in aliases(script):
            return word
        case ast.Name(id=name):
            return imported_words(script).get(name, "")
    return ""


@lru_cache(maxsize=8)
def aliases(script: Script) -> frozenset[str]:
    """The names under which the file imports sddiagram, such as `sd`."""
    return frozenset(
        alias.asname or alias.name
        for node in script.nodes()
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "sddiagram"
    )


@lru_cache(maxsize=8)
def imported_words(script: Script) -> dict[str, str]:
    """Words of the vocabulary that the file imports by name: what it calls them, and the word."""
    found: dict[str, str] = {}
    for alias in imports_of_words(script):
        if alias.name == "*":
            found |= {word: word for word in vocabulary()}
        else:
            found[alias.asname or alias.name] = alias.name
    return found


def imports_of_words(script: Script) -> Iterator[ast.alias]:
    """What the file takes by `from sddiagram import ...`."""
    for node in script.nodes():
        if isinstance(node, ast.ImportFrom) and node.module == "sddiagram" and not node.level:
            yield from node.names
