"""Markdown of docstrings and tables, as the generated pages write it."""

import re
from collections.abc import Iterable, Sequence
from inspect import cleandoc

_DOCTEST = re.compile(r"((?:^>>> .*\n(?:(?!\n|>>> ).*\n)*)+)", re.MULTILINE)
_INDENTED = re.compile(r"((?:^ {4}.*\n|^\n(?= {4}))+)", re.MULTILINE)


def prose(doc: str | None) -> str:
    """A docstring as Markdown: its examples are blocks of Python, its indented lines are text."""
    text = cleandoc(doc or "") + "\n"
    text = _INDENTED.sub(lambda found: _block("text", cleandoc(found[1])), text)
    return _DOCTEST.sub(lambda found: _block("pycon", found[1].rstrip()), text).strip()


def _block(language: str, code: str) -> str:
    return f"\n```{language}\n{code}\n```\n\n"


def cell(text: object) -> str:
    """`text` in a cell of a table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, its cells as they are."""
    lines = [columns, ["---"] * len(columns), *([cell(one) for one in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def code(text: str) -> str:
    """`text` as code within a line."""
    return f"`{text}`"
