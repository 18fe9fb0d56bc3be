"""Calls, operators and blocks that do not fit what they are applied to."""

import ast

from sddiagram.library import calls
from sddiagram.library.attributes import attribute
from sddiagram.library.blocks import no_block
from sddiagram.library.raised import Raised, cut
from sddiagram.library.words import noun
from sddiagram.model.component import Kind
from sddiagram.model.flow import Verb
from sddiagram.model.text import shown


def misapplied(raised: Raised) -> str:
    """What does not fit, and what to write instead."""
    node = raised.node
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return attribute(raised)
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
        return f"{cut(text)} cannot be called; remove the brackets after it."
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
    return calls.misfit(called, calls.named_call(called, cut(text)), given, names)


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
        noun(value) if known else f"`{cut(ast.unparse(node))}`"
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
    text = cut(ast.unparse(node))
    known, value = raised.value(node)
    said = no_block(value, text) if known else ""
    return said or f"`with {text}` opens nothing; give it a name: x = {text}."


def _single(raised: Raised) -> str:
    node = raised.node
    node = node.iter if isinstance(node, ast.For) else node
    known, value = raised.value(node) if node is not None else (False, None)
    what = noun(value) if known else "what stands here"
    return f"{what} is one thing where several are needed; put it into square brackets: [api]."
