"""`with` blocks that sddiagram does not have."""

import ast
from collections.abc import Iterator

from sddiagram.library.places import Script
from sddiagram.library.spoken import Found, word_of
from sddiagram.library.words import vocabulary
from sddiagram.model.component import Group, Kind
from sddiagram.model.pattern import Pattern
from sddiagram.model.stage import Stage


def blocks(script: Script) -> Iterator[Found]:
    """Each `with` that opens a pattern, a stage, a group or a component."""
    known = vocabulary()
    for node in script.nodes():
        if not isinstance(node, ast.With):
            continue
        for item in node.items:
            if isinstance(item.context_expr, ast.Call):
                word = word_of(script, item.context_expr.func)
                if word in known and (said := no_block(known[word], f"sd.{word}")):
                    yield item.context_expr.lineno, said


def no_block(value: object, said: str) -> str:
    """That a `with` block of this kind does not exist, and what to write."""
    if value is Pattern or isinstance(value, Pattern):
        return f"{said} is no `with` block; pass the flows to it: sd.Pattern('Shop', a >> b)."
    if value is Stage or isinstance(value, Stage):
        return f"{said} is no `with` block; pass the flows to it: sd.Stage('One', a >> b)."
    if value is Group or isinstance(value, Group):
        return (
            f"{said} is no `with` block; name the group in each of its components: "
            "sd.Service('API', group='Backend')."
        )
    if isinstance(value, Kind):
        return f"{said} is no `with` block; write api = {said}('Name')."
    return ""
