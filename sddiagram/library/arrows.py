"""`>>` between two lists, which Python itself refuses, joined as everything else is."""

import ast
import operator
from typing import Any

from sddiagram.model import flow

NAME = "__sddiagram_joined__"
"""What the author's code calls in place of `>>`."""


def rewritten(tree: ast.Module) -> ast.Module:
    """`tree`, changed so that each `a >> b` and `a >>= b` calls `joined`; lines stay the same."""
    # Children come before their parents, without the recursion that a chain of 500 would break.
    for node in reversed([*ast.walk(tree)]):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list):
                value[:] = [_call(one) for one in value]
            else:
                setattr(node, field, _call(value))
    return tree


def _call(node: Any) -> Any:
    match node:
        case ast.BinOp(left=left, op=ast.RShift(), right=right):
            if not (_is_number(left) or _is_number(right)):
                return _placed(left, right, node)
        case ast.AugAssign(target=ast.Name(id=name) as target, op=ast.RShift(), value=right):
            read = ast.copy_location(ast.Name(name, ast.Load()), target)
            return ast.copy_location(ast.Assign([target], _placed(read, right, node)), node)
    return node


def _placed(left: ast.expr, right: ast.expr, node: ast.AST) -> ast.expr:
    name = ast.copy_location(ast.Name(NAME, ast.Load()), node)
    return ast.copy_location(ast.Call(name, [left, right], []), node)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def joined(source: Any, target: Any) -> Any:
    """`source >> target`, as an arrow where Python knows no meaning of its own."""
    try:
        return operator.rshift(source, target)
    except TypeError as error:
        if error.__traceback__ and error.__traceback__.tb_next:
            raise
        return flow.joined(source, target)
