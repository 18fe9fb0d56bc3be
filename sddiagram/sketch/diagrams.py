"""Scripts of mingrammer's diagrams, read from their syntax tree; nothing of them is run.

Nodes, edges with `Edge(label=, style=)`, lists, clusters, loops over lists and ranges, and
f-strings are understood. What else a script does is told and left out.
"""

import ast
from dataclasses import dataclass, field, replace
from typing import Any

from sddiagram.errors import DesignError
from sddiagram.sketch import Sketched
from sddiagram.sketch.draft import Draft, Part, Way
from sddiagram.sketch.node_classes import meaning_of
from sddiagram.sketch.place import Place, refuse
from sddiagram.sketch.saying import said
from sddiagram.sketch.sentences import label_of
from sddiagram.sketch.sketched import sketched

LONGEST = 200_000
_MOST_STEPS = 20_000
"""Statements and values that are read, so that no loop goes on for long."""
_DASHED = ("dashed", "dotted")
_HARMLESS = (ast.Import, ast.ImportFrom, ast.Pass)


def read_script(text: str, title: str, name: str = "") -> Sketched:
    """The design that a script draws.

    Raises `DesignError`, with the line and the column, for a text that is no Python.
    """
    if len(text) > LONGEST:
        raise DesignError(
            f"line 1, column 1: this script has {len(text):,} characters, and at most {LONGEST:,} "
            "are read; split it."
        )
    try:
        tree = ast.parse(text.replace("\0", " "))
    except SyntaxError as error:
        place = Place(error.lineno or 1, error.offset or 1)
        refuse(place, f"this is no Python that can be read: {error.msg}; mend it first.")
    except (ValueError, RecursionError, MemoryError):
        refuse(Place(1, 1), "this script is nested too deeply to be read; write it in steps.")
    draft = Draft()
    try:
        _Script(draft).read(tree)
    except RecursionError:
        refuse(Place(1, 1), "this script is nested too deeply to be read; write it in steps.")
    return sketched(draft, title, name)


@dataclass(frozen=True, slots=True)
class _Edge:
    """`Edge(...)`, and what waits for it to lead on."""

    label: str = ""
    is_dashed: bool = False
    before: tuple[Part, ...] = ()
    is_back: bool = False
    is_both: bool = False


class _UnknownError(Exception):
    """A value that cannot be known without running the script."""


@dataclass(slots=True)
class _Script:
    draft: Draft
    _classes: dict[str, str] = field(default_factory=dict)
    """Dotted names of node classes by what the script calls them."""
    _words: dict[str, str] = field(default_factory=dict)
    """Diagram, Cluster and Edge by what the script calls them."""
    _values: dict[str, Any] = field(default_factory=dict)
    _groups: list[str] = field(default_factory=list)
    _steps: int = 0

    def read(self, tree: ast.Module) -> None:
        """Read the whole script."""
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module:
                self._import(node)
        self._body(tree.body)
        if not self.draft.parts:
            refuse(
                Place(1, 1),
                "this script draws no nodes of diagrams; it starts with "
                '`from diagrams import Diagram`, and `with Diagram("Shop"):`.',
            )

    def _import(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        for alias in node.names:
            name = alias.asname or alias.name
            if module == "diagrams":
                self._words[name] = alias.name
            elif module.startswith("diagrams."):
                self._classes[name] = f"{module.removeprefix('diagrams.')}.{alias.name}"

    def _body(self, body: list[ast.stmt]) -> None:
        for node in body:
            self._statement(node)

    def _statement(self, node: ast.stmt) -> None:
        self._step(node)
        try:
            match node:
                case ast.With():
                    self._with(node)
                case ast.Assign(targets=[target], value=value):
                    self._assign(target, self._value(value))
                case ast.AnnAssign(target=target, value=ast.expr() as value):
                    self._assign(target, self._value(value))
                case ast.Expr(value=ast.Constant()):
                    pass
                case ast.Expr(value=value):
                    self._value(value)
                case ast.For():
                    self._for(node)
                case ast.If(test=test, body=body) if _is_main(test):
                    self._body(body)
                case _ if isinstance(node, _HARMLESS):
                    pass
                case _:
                    raise _UnknownError
        except _UnknownError:
            self._unread(node)

    def _unread(self, node: ast.stmt) -> None:
        said_of = ast.unparse(node).partition("\n")[0]
        self.draft.unread(
            _place(node), said_of, "it is known only when the script runs; write the nodes and "
            "arrows out."
        )  # fmt: skip

    def _step(self, node: ast.AST) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            refuse(_place(node), "this script draws too much; draw a part of it.")

    def _with(self, node: ast.With) -> None:
        entered = 0
        for item in node.items:
            call = item.context_expr
            word = self._word(call)
            if word == "Diagram" and isinstance(call, ast.Call):
                title = self._argument(call, 0, "name")
                self.draft.title = self.draft.title or str(title or "")
            elif word == "Cluster" and isinstance(call, ast.Call):
                label = _one_line(str(self._argument(call, 0, "label") or "")) or "Cluster"
                self._groups.append(label)
                entered += 1
            else:
                raise _UnknownError
        self._body(node.body)
        del self._groups[len(self._groups) - entered :]

    def _word(self, call: ast.expr) -> str:
        """Which word of diagrams is called: Diagram, Cluster, Edge, or none."""
        if isinstance(call, ast.Call):
            match call.func:
                case ast.Name(id=name):
                    return self._words.get(name, "")
                case ast.Attribute(value=ast.Name(id="diagrams"), attr=name):
                    return name
        return ""

    def _argument(self, call: ast.Call, at: int, name: str) -> object:
        if len(call.args) > at:
            return self._value(call.args[at])
        found = [keyword.value for keyword in call.keywords if keyword.arg == name]
        return self._value(found[0]) if found else None

    def _assign(self, target: ast.expr, value: object) -> None:
        match target:
            case ast.Name(id=name):
                self._values[name] = value
            case ast.Tuple(elts=names) | ast.List(elts=names) if isinstance(value, list) and len(
                names
            ) == len(value):
                for one, part in zip(names, value, strict=True):
                    self._assign(one, part)
            case _:
                raise _UnknownError

    def _for(self, node: ast.For) -> None:
        values = self._value(node.iter)
        if not isinstance(values, list):
            raise _UnknownError
        for value in values:
            self._assign(node.target, value)
            self._body(node.body)

    def _value(self, node: ast.expr) -> Any:
        self._step(node)
        match node:
            case ast.Constant(value=str() | int() | float() | None as value):
                return value
            case ast.Name(id=name) if name in self._values:
                return self._values[name]
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                return [self._value(part) for part in parts]
            case ast.JoinedStr(values=parts):
                return "".join(str(self._value(part)) for part in parts)
            case ast.FormattedValue(value=value, format_spec=None):
                return self._value(value)
            case ast.ListComp(elt=inner, generators=[generator]) if not generator.ifs:
                return self._comprehension(inner, generator)
            case ast.Subscript(value=values, slice=index):
                return self._item(self._value(values), self._value(index))
            case ast.BinOp(
                left=left, op=ast.RShift() | ast.LShift() | ast.Sub() as op, right=right
            ):
                return self._joined(self._value(left), op, self._value(right), node)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._sum(self._value(left), self._value(right))
            case ast.Call():
                return self._call(node)
        raise _UnknownError

    def _comprehension(self, inner: ast.expr, generator: ast.comprehension) -> list[Any]:
        values = self._value(generator.iter)
        if not isinstance(values, list):
            raise _UnknownError
        found = []
        for value in values:
            self._assign(generator.target, value)
            found.append(self._value(inner))
        return found

    def _item(self, values: object, index: object) -> Any:
        if (
            isinstance(values, list)
            and isinstance(index, int)
            and -len(values) <= index < len(values)
        ):
            return values[index]
        raise _UnknownError

    def _sum(self, left: object, right: object) -> Any:
        if isinstance(left, list) and isinstance(right, list):
            return [*left, *right][:1_000]
        if isinstance(left, str) and isinstance(right, str):
            return (left + right)[:1_000]
        if isinstance(left, int) and isinstance(right, int):
            return left + right
        raise _UnknownError

    def _call(self, node: ast.Call) -> Any:
        if self._word(node) == "Edge":
            return self._edge(node)
        match node.func:
            case ast.Name(id="range"):
                return self._range([self._value(one) for one in node.args])
            case ast.Name(id="str") if len(node.args) == 1:
                return str(self._value(node.args[0]))
            case ast.Name(id=name) if name in self._classes:
                return self._node(node, self._classes[name])
        raise _UnknownError

    def _range(self, ends: list[object]) -> list[int]:
        numbers = [one for one in ends if isinstance(one, int)]
        if len(numbers) != len(ends) or not 1 <= len(numbers) <= 2:
            raise _UnknownError
        values = range(*numbers)
        if len(values) > 200:
            raise _UnknownError
        return [*values]

    def _edge(self, node: ast.Call) -> _Edge:
        label = self._argument(node, 3, "label") if len(node.args) <= 3 else None
        style = self._argument(node, 9, "style")
        forward = self._argument(node, 1, "forward") if len(node.args) > 1 else None
        return _Edge(
            _one_line(str(label or "")), str(style or "") in _DASHED, is_both=bool(forward)
        )

    def _node(self, node: ast.Call, dotted: str) -> Part:
        given = self._argument(node, 0, "label")
        label = _one_line(str(given or "")) or dotted.rpartition(".")[2]
        place = _place(node)
        one = said(label.replace("(", "").replace(")", ""), place)
        meaning, icon = meaning_of(dotted, one.meaning)
        part = self.draft.another(replace(one, meaning=meaning))
        part.icon, part.group = icon, tuple(self._groups)
        return part

    def _joined(self, left: Any, op: ast.operator, right: Any, node: ast.expr) -> Any:
        """What diagrams does for `>>`, `<<` and `-`: an arrow, and the value on the right."""
        is_back = isinstance(op, ast.LShift)
        if isinstance(right, _Edge):
            return replace(right, before=tuple(_parts(left)), is_back=is_back)
        edge = _Edge()
        if isinstance(left, _Edge):
            edge = replace(left, is_both=is_back != left.is_back and not isinstance(op, ast.Sub))
            left = [*left.before]
        sources, targets = _parts(left), _parts(right)
        way = Way(edge.is_dashed, edge.is_back or is_back, edge.is_both)
        verb, label, rate = label_of(edge.label)
        place = _place(node)
        if isinstance(op, ast.Sub) and not edge.label:
            self.draft.remark(place, "a line without a direction is read as an arrow to the right.")
        self.draft.join(sources, targets, way, label, place, verb=verb, rate=rate)
        return right


def _parts(value: object) -> list[Part]:
    if isinstance(value, Part):
        return [value]
    if isinstance(value, list) and value and all(isinstance(one, Part) for one in value):
        return value
    raise _UnknownError


def _place(node: ast.AST) -> Place:
    return Place(getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\\n", " ").split())


def _is_main(test: ast.expr) -> bool:
    """Whether it is `if __name__ == "__main__"`."""
    return isinstance(test, ast.Compare) and ast.unparse(test).startswith("__name__ ==")
