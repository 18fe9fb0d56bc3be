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
from sddiagram.sketch.labels import label_of
from sddiagram.sketch.node_classes import meaning_of
from sddiagram.sketch.place import Place, refuse
from sddiagram.sketch.saying import said
from sddiagram.sketch.script_imports import Imported
from sddiagram.sketch.script_values import (
    Edge,
    UnknownError,
    is_main,
    item_of,
    one_line,
    parts_of,
    place_of,
    range_of,
    sum_of,
)
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


@dataclass(slots=True)
class _Script:
    draft: Draft
    _imported: Imported = field(default_factory=Imported)
    _values: dict[str, Any] = field(default_factory=dict)
    _groups: list[str] = field(default_factory=list)
    _steps: int = 0

    def read(self, tree: ast.Module) -> None:
        """Read the whole script."""
        self._imported.read(tree)
        self._body(tree.body)
        if not self.draft.parts:
            refuse(
                Place(1, 1),
                "this script draws no nodes of diagrams; it starts with "
                '`from diagrams import Diagram`, and `with Diagram("Shop"):`.',
            )

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
                case ast.If(test=test, body=body) if is_main(test):
                    self._body(body)
                case _ if isinstance(node, _HARMLESS):
                    pass
                case _:
                    raise UnknownError
        except UnknownError:
            self._unread(node)

    def _unread(self, node: ast.stmt) -> None:
        said_of = ast.unparse(node).partition("\n")[0]
        self.draft.unread(
            place_of(node), said_of, "it is known only when the script runs; write the nodes and "
            "arrows out."
        )  # fmt: skip

    def _step(self, node: ast.AST) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            refuse(place_of(node), "this script draws too much; draw a part of it.")

    def _with(self, node: ast.With) -> None:
        entered = 0
        for item in node.items:
            call = item.context_expr
            word = self._imported.word(call)
            if word == "Diagram" and isinstance(call, ast.Call):
                title = self._argument(call, 0, "name")
                self.draft.title = self.draft.title or str(title or "")
            elif word == "Cluster" and isinstance(call, ast.Call):
                label = one_line(str(self._argument(call, 0, "label") or "")) or "Cluster"
                self._groups.append(label)
                entered += 1
            else:
                raise UnknownError
        self._body(node.body)
        del self._groups[len(self._groups) - entered :]

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
                raise UnknownError

    def _for(self, node: ast.For) -> None:
        values = self._value(node.iter)
        if not isinstance(values, list):
            raise UnknownError
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
                return item_of(self._value(values), self._value(index))
            case ast.BinOp(
                left=left, op=ast.RShift() | ast.LShift() | ast.Sub() as op, right=right
            ):
                return self._joined(self._value(left), op, self._value(right), node)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return sum_of(self._value(left), self._value(right))
            case ast.Call():
                return self._call(node)
        raise UnknownError

    def _comprehension(self, inner: ast.expr, generator: ast.comprehension) -> list[Any]:
        values = self._value(generator.iter)
        if not isinstance(values, list):
            raise UnknownError
        found = []
        for value in values:
            self._assign(generator.target, value)
            found.append(self._value(inner))
        return found

    def _call(self, node: ast.Call) -> Any:
        if self._imported.word(node) == "Edge":
            return self._edge(node)
        match node.func:
            case ast.Name(id="range"):
                return range_of([self._value(one) for one in node.args])
            case ast.Name(id="str") if len(node.args) == 1:
                return str(self._value(node.args[0]))
            case ast.Name(id=name) if name in self._imported.classes:
                return self._node(node, self._imported.classes[name])
        raise UnknownError

    def _edge(self, node: ast.Call) -> Edge:
        label = self._argument(node, 3, "label") if len(node.args) <= 3 else None
        style = self._argument(node, 9, "style")
        forward = self._argument(node, 1, "forward") if len(node.args) > 1 else None
        return Edge(one_line(str(label or "")), str(style or "") in _DASHED, is_both=bool(forward))

    def _node(self, node: ast.Call, dotted: str) -> Part:
        given = self._argument(node, 0, "label")
        label = one_line(str(given or "")) or dotted.rpartition(".")[2]
        place = place_of(node)
        one = said(label.replace("(", "").replace(")", ""), place)
        meaning, icon = meaning_of(dotted, one.meaning)
        part = self.draft.another(replace(one, meaning=meaning))
        part.icon, part.group = icon, tuple(self._groups)
        return part

    def _joined(self, left: Any, op: ast.operator, right: Any, node: ast.expr) -> Any:
        """What diagrams does for `>>`, `<<` and `-`: an arrow, and the value on the right."""
        is_back = isinstance(op, ast.LShift)
        if isinstance(right, Edge):
            return replace(right, before=tuple(parts_of(left)), is_back=is_back)
        edge = Edge()
        if isinstance(left, Edge):
            edge = replace(left, is_both=is_back != left.is_back and not isinstance(op, ast.Sub))
            left = [*left.before]
        sources, targets = parts_of(left), parts_of(right)
        way = Way(edge.is_dashed, edge.is_back or is_back, edge.is_both)
        verb, label, rate = label_of(edge.label)
        place = place_of(node)
        if isinstance(op, ast.Sub) and not edge.label:
            self.draft.remark(place, "a line without a direction is read as an arrow to the right.")
        self.draft.join(sources, targets, way, label, place, verb=verb, rate=rate)
        return right
