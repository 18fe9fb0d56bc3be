"""Where in its file a finding stands: the line that names its component or draws its arrow."""

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sddiagram.finding import Finding
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import identity


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, as far as its syntax tree tells them."""

    text: Sequence[str]
    pattern: int = 1
    """Where the pattern itself is made."""
    components: dict[str, int] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    """The name that a component has in the file, by its id."""
    words: dict[str, list[int]] = field(default_factory=dict)
    """Where each text stands."""

    def of(self, on: str | Arrow | None) -> int:
        """The line of a component, of an arrow, or of the design as a whole."""
        if on is None:
            return self.pattern
        if isinstance(on, str):
            return self.components.get(on, self.pattern)
        names = [self.variables[id] for id in (on.source, on.target) if id in self.variables]
        tries = self.words.get(on.link.label, []) if on.link.label else range(1, len(self.text) + 1)
        flows = [line for line in tries if ">>" in self._near(line)]
        best = max(flows, key=lambda line: self._says(line, names), default=None)
        if best and (on.link.label or self._says(best, names) == len(names) > 0):
            return best
        return self.components.get(on.target, self.components.get(on.source, self.pattern))

    def _near(self, line: int) -> str:
        """A line with those around it, since a chain may be broken over several."""
        return "\n".join(self.text[max(0, line - 2) : line + 1])

    def _says(self, line: int, names: Sequence[str]) -> int:
        """How many of the names stand on a line."""
        said = self.text[line - 1]
        return sum(bool(re.search(rf"\b{re.escape(name)}\b", said)) for name in names)


def placed(findings: Iterable[Finding], pattern: Pattern, file: str) -> list[Finding]:
    """The findings with `file` and their line in it; none where the pattern came from no file."""
    lines = _lines_of(pattern.source)
    return [replace(one, file=file, line=lines.of(one.on) if lines else None) for one in findings]


def _lines_of(source: str) -> _Lines | None:
    """What the text of a pattern says where; None for one that cannot be read."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    if not source:
        return None
    found, pattern = _Lines(source.splitlines()), 1
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            pattern = node.lineno if name == "Pattern" else pattern
            if label := _label(node):
                found.components.setdefault(identity(label), node.lineno)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.words.setdefault(node.value, []).append(node.lineno)
        elif isinstance(node, ast.Assign):
            for target, value in _pairs(node):
                if isinstance(target, ast.Name) and (label := _label(value)):
                    found.variables.setdefault(identity(label), target.id)
    return replace(found, pattern=pattern)


def _pairs(node: ast.Assign) -> list[tuple[ast.expr, ast.expr]]:
    """What is assigned to what, also where several are at once."""
    (target, *_), value = node.targets, node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def _label(node: ast.AST) -> str:
    """The label of a component that a call of a kind makes; nothing for other calls."""
    if not isinstance(node, ast.Call) or not node.args:
        return ""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    first = node.args[0]
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if is_text and name[:1].isupper() and name != "Pattern" else ""  # type: ignore[attr-defined]
