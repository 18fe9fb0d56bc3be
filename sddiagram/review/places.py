"""Where in its file a finding stands: the line that names its component or draws its arrow."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sddiagram.finding import Finding
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import identity


def placed(findings: Iterable[Finding], pattern: Pattern, file: str) -> list[Finding]:
    """The findings with `file` and their line in it; none where the pattern came from no file."""
    lines = _lines(pattern.source)
    return [
        replace(one, file=file, line=_line_of(one.on, lines) if lines else None) for one in findings
    ]


def _line_of(on: str | Arrow | None, lines: Mapping[str, int]) -> int:
    whole = lines[""]
    if on is None:
        return whole
    if isinstance(on, str):
        return lines.get(on, whole)
    return lines.get(f"arrow {on.link.label}", lines.get(on.target, lines.get(on.source, whole)))


def _lines(source: str) -> dict[str, int]:
    """The line of each component by its id, of each arrow by what it says, and of the pattern."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {}
    if not source:
        return {}
    lines: dict[str, int] = {"": 1}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0] if node.args else None
            if name == "Pattern":
                lines[""] = node.lineno
            elif isinstance(first, ast.Constant) and isinstance(first.value, str):
                is_kind = name[:1].isupper()
                key = identity(first.value) if is_kind else f"arrow {first.value}"
                lines.setdefault(key, node.lineno)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A bare text between two arrows.
            lines.setdefault(f"arrow {node.value}", node.lineno)
    return lines
