"""Python's own errors, told in the words of the vocabulary: the fact and the way out."""

import ast
import builtins
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import EnumType
from pathlib import Path
from types import ModuleType

from sddiagram.errors import SddiagramError
from sddiagram.library import calls
from sddiagram.library.places import Script
from sddiagram.library.proofreading import no_block, unknown_name
from sddiagram.library.words import near_word, nearest, noun
from sddiagram.model.component import Component, Group, Kind
from sddiagram.model.flow import Flow, Verb
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import shown
from sddiagram.units import Quantity


@dataclass(frozen=True, slots=True)
class Raised:
    """An error of Python, and where in the author's file it was raised."""

    error: BaseException
    script: Script
    node: ast.AST | None
    """What was carried out; None when it is not known."""
    names: Mapping[str, object]
    """The names that had a meaning there."""
    is_direct: bool
    """Whether the author's own line raised it, rather than what it called."""
    is_ours: bool = False
    """Whether code of sddiagram raised it, for what the author gave to it."""

    @property
    def text(self) -> str:
        """What the error says of itself, which may fail too."""
        try:
            return str(self.error)
        except Exception:
            return ""

    def value(self, node: ast.AST) -> tuple[bool, object]:
        """Whether it is known what `node` stood for, and that value; nothing of it runs again."""
        match node:
            case ast.Constant(value=constant):
                return True, constant
            case ast.Name(id=name):
                known = self.names.get(name, getattr(builtins, name, self))
                return known is not self, known
            case ast.Attribute(value=owner, attr=name):
                known, value = self.value(owner)
                own = isinstance(value, ModuleType) or type(value).__module__.startswith("sddiag")
                found = getattr(value, name, self) if known and own else self
                return found is not self, found
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                sides = [self.value(left), self.value(right)]
                if all(known and isinstance(side, float | int | Quantity) for known, side in sides):
                    return True, sides[0][1] * sides[1][1]  # type: ignore[operator]
        return False, None


_UNFIT = (TypeError, ValueError, AttributeError, LookupError, OverflowError)
"""What code of ours raises for a value that it did not expect."""


def said(raised: Raised) -> str:
    """What is wrong, and what to write instead."""
    error = raised.error
    if isinstance(error, SddiagramError):
        return raised.text
    if raised.is_ours and isinstance(error, _UNFIT):
        called = raised.node.func if isinstance(raised.node, ast.Call) else None
        known, value = raised.value(called) if called else (False, None)
        name = calls.named_call(value, ast.unparse(called)) if called and known else "sddiagram"
        return f"{name} cannot use what it is given here ({raised.text}); give another value."
    for kind, tell in _TELLERS:
        if isinstance(error, kind) and (told := tell(raised)):
            return told
    name, text = type(error).__name__, raised.text
    if raised.is_direct and not isinstance(raised.node, ast.Raise):
        return (
            f"this line fails, since Python says {text or name!r}; mend or remove what it is about."
        )
    return f"{name}: {text}" if text else f"{name}."


def _exit(_: Raised) -> str:
    return "the pattern ends the program; remove its exit."


def _name(raised: Raised) -> str:
    node = raised.node
    name = getattr(raised.error, "name", None) or (node.id if isinstance(node, ast.Name) else "")
    if not isinstance(name, str) or not name:
        return ""
    if isinstance(raised.error, UnboundLocalError):
        return f"{name} is used before its function gives it a value; give it one above."
    first = raised.script.bound().get(name)
    if first and isinstance(node, ast.Name) and first < node.lineno:
        return (
            f"{name} has no meaning here, though line {first} gives it one; look for a del, or a "
            "line that was not reached."
        )
    if first:
        return f"{name} has no meaning yet; it gets one in line {first}. Move that line up."
    return unknown_name(raised.script, name)


def _attribute(raised: Raised) -> str:
    node = raised.node
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        known, owner = raised.value(node.value)
        if known:
            return _assignment(raised, node, owner)
    obj, name = getattr(raised.error, "obj", None), getattr(raised.error, "name", None)
    if not isinstance(name, str):
        return ""
    if isinstance(obj, ModuleType) and obj.__name__ == "sddiagram":
        return raised.text
    return _lacking(obj, name, raised.script.path)


def _lacking(obj: object, name: str, path: Path) -> str:
    what = noun(obj)
    if isinstance(obj, Pattern) and name in ("render", "draw", "save", "show", "write", "view_all"):
        return f"{what} draws nothing itself; remove this, and run `sddiagram render {path.name}`."
    if isinstance(obj, Component | Flow) and name in ("to", "connect", "add", "then", "next"):
        return f"{what} has no {name!r}; an arrow is written a >> b."
    if isinstance(obj, Group) and name in ("add", "append", "components"):
        return (
            f"{what} has no {name!r}; components name their group: "
            "sd.Service('API', group='Backend')."
        )
    if isinstance(obj, Verb):
        return f"{what} has no {name!r}; its words stand in brackets: sd.{obj.name}({name!r})."
    if obj is None:
        return f"None has no {name!r}; give the name in front of it a value first."
    if isinstance(obj, EnumType):
        return f"{what} has no {name!r}; it has {', '.join(obj.__members__)}."
    shown = [one for one in dir(obj) if not one.startswith("_")]
    return f"{what} has no {name!r}{near_word(name, shown)}".replace(
        f"{name!r}.", f"{name!r}; remove it, or write one of its own names."
    )


def _assignment(raised: Raised, node: ast.Attribute, owner: object) -> str:
    what, target = noun(owner), ast.unparse(node.value)
    if isinstance(owner, Kind):
        return f"{what} stays as it is; make one of your own: sd.Kind('Ledger', {node.attr}=...)."
    if isinstance(owner, Component):
        taken = [one.name for one in calls.parameters(owner.but) or []]
        fact = node.attr if node.attr in taken else nearest(node.attr, taken)
        if not fact:
            return f"{what} has no {node.attr!r}; it has {', '.join(taken)}."
        return (
            f"{what} stays as it was made; write {target} = "
            f"{target}.but({fact}={_assigned(raised, node)})."
        )
    if isinstance(owner, ModuleType):
        return ""
    return f"{what} stays as it was made; give {node.attr}= in the brackets that make it."


def _assigned(raised: Raised, target: ast.Attribute) -> str:
    if isinstance(target.ctx, ast.Del):
        return "''" if target.attr == "note" else "None"
    for node in raised.script.nodes():
        if isinstance(node, ast.Assign) and any(
            (one.lineno, getattr(one, "attr", "")) == (target.lineno, target.attr)
            for one in node.targets
        ):
            text = ast.unparse(node.value)
            return text if len(text) <= 40 else "..."
    return "..."


def _import(raised: Raised) -> str:
    error, node = raised.error, raised.node
    if isinstance(node, ast.ImportFrom) and node.level:
        return f"a pattern's file stands alone; write `from {node.module or 'shop'} import ...`."
    name = getattr(error, "name", None) or ""
    beside = [path.stem for path in raised.script.path.resolve().parent.glob("*.py")]
    if name == "sd":
        return "there is no module 'sd'; write `import sddiagram as sd`."
    if isinstance(error, ModuleNotFoundError):
        if near := nearest(name, [*beside, "sddiagram"]):
            return f"there is no module {name!r}; did you mean {near}?"
        return (
            f"there is no module {name!r}; install it with pip, or lay {name}.py beside this file."
        )
    if isinstance(node, ast.ImportFrom):
        import sys

        module = sys.modules.get(node.module or "")
        names = [one.name for one in node.names]
        lacking = [one for one in names if module and not hasattr(module, one)] or names
        known = [one for one in dir(module) if not one.startswith("__")] if module else []
        return f"{node.module} has no {lacking[0]!r}{near_word(lacking[0], known)}".replace(
            f"{lacking[0]!r}.", f"{lacking[0]!r}; import a name that it defines."
        )
    return ""


def _type(raised: Raised) -> str:
    """A call, an operator or a block that does not fit what it is applied to."""
    node = raised.node
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return _attribute(raised)
    if not raised.is_direct:
        return ""
    match node:
        case ast.Call():
            if told := _call(raised, node):
                return told
        case ast.BinOp(left=left, op=op, right=right):
            return _operator(raised, type(op).__name__, left, right)
        case ast.AugAssign(target=left, op=op, value=right):
            return _operator(raised, type(op).__name__, left, right)
        case ast.Compare(left=left, ops=[op, *_], comparators=[right, *_]):
            return _operator(raised, type(op).__name__, left, right)
        case ast.Subscript(value=value):
            known, owner = raised.value(value)
            if known and isinstance(owner, Kind):
                return f"a kind takes round brackets; write {ast.unparse(value)}('Name')."
            if known and isinstance(owner, Verb):
                return f"a verb's words stand in round brackets: {ast.unparse(value)}('order')."
            if known and isinstance(owner, list | tuple | str):
                return f"members of {noun(owner)} are picked by a number: {ast.unparse(value)}[0]."
            if known:
                return f"{ast.unparse(value)} is {noun(owner)}; it has no members to pick by [...]."
    if isinstance(node, ast.With):
        node = node.items[0].context_expr
    if node is not None and (block := _block(raised, node)):
        return block
    if any(word in raised.text for word in ("iter", "unpack", "mapping")):
        return _single(raised)
    if "unhashable" in raised.text:
        return "a list stands where Python needs what never changes; write (...) in place of [...]."
    return ""


def _call(raised: Raised, node: ast.Call) -> str:
    known, called = raised.value(node.func)
    text = ast.unparse(node.func)
    if not known:
        if "not callable" not in raised.text:
            return ""
        if isinstance(node.func, ast.Call | ast.List | ast.Tuple | ast.Constant):
            return "brackets follow what cannot be called; put a comma before them."
        return f"{_cut(text)} cannot be called; remove the brackets after it."
    given: list[str] = []
    for one in node.args:
        if not isinstance(one, ast.Starred):
            given.append(ast.unparse(one))
            continue
        known, values = raised.value(one.value)
        if not known or not isinstance(values, list | tuple):
            return ""
        given += map(shown, values)
    names = [one.arg for one in node.keywords if one.arg]
    for keyword in node.keywords:
        known, values = raised.value(keyword.value)
        if keyword.arg is None and known and isinstance(values, dict):
            names += map(str, values)
    return calls.misfit(called, calls.named_call(called, _cut(text)), given, names)


_SIGNS = {
    "Add": "+",
    "Sub": "-",
    "Mult": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "Pow": "**",
    "MatMult": "@",
    "BitOr": "|",
    "BitAnd": "&",
    "BitXor": "^",
    "LShift": "<<",
    "RShift": ">>",
    "Lt": "<",
    "Gt": ">",
    "LtE": "<=",
    "GtE": ">=",
    "In": "in",
    "NotIn": "not in",
}


def _operator(raised: Raised, op: str, left: ast.AST, right: ast.AST) -> str:
    sign = _SIGNS.get(op, op)
    if op == "Mod" and isinstance(left, ast.Constant | ast.JoinedStr):
        return "the values after % do not fit the text before it; write an f'...{value}' text."
    sides = [
        noun(value) if known else f"`{_cut(ast.unparse(node))}`"
        for node, (known, value) in ((left, raised.value(left)), (right, raised.value(right)))
    ]
    way_out = "give both the same unit" if "quantity" in "".join(sides) else "make both of one kind"
    if "a text" in sides and op == "Add":
        way_out = "write an f'...{value}' text"
    return f"`{sign}` joins no two such as {sides[0]} and {sides[1]}; {way_out}."


def _block(raised: Raised, node: ast.AST) -> str:
    """What a `with` block was opened on, when `node` is that."""
    opened = [
        item.context_expr
        for one in raised.script.nodes()
        if isinstance(one, ast.With)
        for item in one.items
    ]
    if not any(node is one or node in ast.walk(one) for one in opened):
        return ""
    text = _cut(ast.unparse(node))
    known, value = raised.value(node)
    said = no_block(value, text) if known else ""
    return said or f"`with {text}` opens nothing; give it a name: x = {text}."


def _single(raised: Raised) -> str:
    node = raised.node
    node = node.iter if isinstance(node, ast.For) else node
    known, value = raised.value(node) if node is not None else (False, None)
    what = noun(value) if known else "what stands here"
    return f"{what} is one thing where several are needed; put it into square brackets: [api]."


def _value(raised: Raised) -> str:
    if raised.is_direct and "unpack" in raised.text:
        return "there are not as many names before = as values after it; count both."
    return ""


def _key(raised: Raised) -> str:
    if not raised.is_direct or not isinstance(raised.node, ast.Subscript):
        return ""
    key = raised.error.args[0] if raised.error.args else None
    known, table = raised.value(raised.node.value)
    keys = [str(one) for one in table] if known and isinstance(table, dict) else []
    owner = _cut(ast.unparse(raised.node.value))
    near = nearest(str(key), keys)
    way_out = f"did you mean {near!r}?" if near else "write a key that it has."
    return f"{owner} has no key {_cut(repr(key))}; {way_out}"


def _index(raised: Raised) -> str:
    if isinstance(raised.node, ast.Subscript):
        return (
            f"{_cut(ast.unparse(raised.node.value))} has fewer members than that; "
            "count them from 0."
        )
    return ""


def _file(raised: Raised) -> str:
    error = raised.error
    if not isinstance(error, OSError) or not error.strerror:
        return ""
    what = f" {_cut(str(error.filename))!r}" if error.filename is not None else ""
    return f"the file{what} cannot be used ({error.strerror}); mend its name or remove this line."


_TELLERS: Sequence[tuple[type[BaseException], Callable[[Raised], str]]] = (
    (SystemExit, _exit),
    (NameError, _name),
    (AttributeError, _attribute),
    (ImportError, _import),
    (TypeError, _type),
    (KeyError, _key),
    (IndexError, _index),
    (ValueError, _value),
    (OSError, _file),
    (ZeroDivisionError, lambda _: "this divides by zero; give a number above zero after the /."),
    (
        RecursionError,
        lambda _: "this function calls itself without end; give it a case in which it returns.",
    ),
    (EOFError, lambda _: "a pattern cannot ask for typing; remove input() and write the value."),
    (MemoryError, lambda _: "this needs more memory than there is; make it smaller."),
    (
        AssertionError,
        lambda raised: (
            f"the assertion here does not hold{': ' * bool(raised.text)}{raised.text}; "
            "mend the figures or remove it."
        ),
    ),
)
"""What each of Python's errors means to an author, the first that fits."""


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
