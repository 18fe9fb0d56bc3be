"""Where something stands: a file and a line, as short as they can be said."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LONGEST = 300
"""Characters of an error, its place included."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONG = re.compile(r"'[^']{40,}'|\"[^\"]{40,}\"")


@dataclass(frozen=True)
class Script:
    """An author's file as it was read: its path, its text, and its syntax tree."""

    path: Path
    source: str
    tree: ast.Module

    def at(self, line: int) -> str:
        """`patterns/shop.py:3`, as errors and warnings start."""
        return f"{shown_path(self.path)}:{line}"

    @cached_property
    def _nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the tree; walked once, since each check of a file asks for them."""
        return iter(self._nodes)

    def bound(self) -> dict[str, int]:
        """Every name that the file gives a meaning anywhere, with the line where it first does."""
        found: dict[str, int] = {}
        for node in self.nodes():
            for name in _bound_by(node):
                line = getattr(node, "lineno", 1)
                found[name] = min(line, found.get(name, line))
        return found


def _bound_by(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.arg(arg=name):
            yield name
        case ast.alias(name=name, asname=other):
            yield other or name.partition(".")[0]
        case ast.ExceptHandler(name=str(name)):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.MatchMapping(rest=str(name)):
            yield name
        case _ if type(node).__name__ in ("TypeVar", "TypeVarTuple", "ParamSpec"):
            yield str(getattr(node, "name", ""))


def shown_path(path: Path) -> str:
    """`path` as short as it can be said from the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def sentence(place: str, said: str) -> str:
    """`place: said` on one line, cut where it is too long."""
    text = f"{place}: {' '.join(_CONTROL.sub(' ', said).split())}"
    if len(text) >= LONGEST:
        text = _LONG.sub(lambda quoted: f"{quoted[0][:37]}...{quoted[0][0]}", text)
    return text if len(text) < LONGEST else f"{text[: LONGEST - 2]}…"
