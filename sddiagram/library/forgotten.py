"""What a file makes and then forgets, glues together wrongly, or draws with another library."""

import ast
from collections.abc import Iterator

from sddiagram.library.places import Script
from sddiagram.library.spoken import Found, word_of
from sddiagram.library.words import vocabulary
from sddiagram.model.brief import Brief
from sddiagram.model.component import Group, Kind
from sddiagram.model.study import Figure, Probe, Risk, TradeOff
from sddiagram.technology import Technology

_PARTS: tuple[object, ...] = (Group, TradeOff, Figure, Risk, Probe, Brief, Technology)
"""What is of use only when it is passed on."""


def other_library(script: Script) -> Iterator[Found]:
    """A file written for `diagrams`, whose icons alone are used here."""
    for node in script.nodes():
        if isinstance(node, ast.ImportFrom) and node.module in ("diagrams", "diagram"):
            yield (
                node.lineno,
                (
                    "a pattern is not drawn with diagrams; write `import sddiagram as sd`, then "
                    "pattern = sd.Pattern('Shop', users >> api)."
                ),
            )


def glued(script: Script) -> Iterator[Found]:
    """Parts of a pattern or a stage that stand side by side with anything but a comma."""
    for node in script.nodes():
        if isinstance(node, ast.Call) and word_of(script, node.func) in ("Pattern", "Stage"):
            for part in node.args:
                match part:
                    case ast.BoolOp(op=op):
                        sign = "and" if isinstance(op, ast.And) else "or"
                    case ast.BinOp(op=ast.Add(), left=ast.Call(func=function)):
                        if word_of(script, function) != "Stage":
                            continue
                        sign = "+"
                    case _:
                        continue
                yield (
                    part.lineno,
                    (
                        f"`{sign}` separates no two parts of a pattern; write a comma: "
                        "sd.Pattern('Shop', a >> b, b >> c)."
                    ),
                )


def idle(script: Script) -> Iterator[Found]:
    """A flow or a stage that stands alone on its line is built and forgotten."""
    for node in script.nodes():
        if isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Call):
            name = ast.unparse(node.target)
            yield node.lineno, f"a colon gives {name} no value; write {name} = ... instead."
        if not isinstance(node, ast.Expr):
            continue
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        if any(isinstance(one, ast.BinOp) and isinstance(one.op, ast.RShift) for one in parts):
            yield node.lineno, "this flow is in no stage; pass it to sd.Stage(...)."
        elif isinstance(node.value, ast.Call):
            word = word_of(script, node.value.func)
            value = vocabulary().get(word)
            if word == "Stage":
                yield node.lineno, "this stage is in no pattern; pass it to sd.Pattern(...)."
            elif word == "row":
                yield node.lineno, "this row is in no stage; pass it to sd.Stage(...)."
            elif isinstance(value, Kind):
                yield node.lineno, f"nothing names this component; write api = sd.{word}(...)."
            elif value in _PARTS:
                yield node.lineno, f"nothing uses this sd.{word}; pass it on, or remove it."
            elif isinstance(node.value.func, ast.Attribute) and node.value.func.attr == "but":
                name = ast.unparse(node.value.func.value)
                yield node.lineno, f"but() gives another component; write {name} = {name}.but(...)."


def overwritten(script: Script) -> Iterator[Found]:
    """Words of the vocabulary that the file would change, for every other pattern too."""
    for node in script.nodes():
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            word = word_of(script, node)
            if word:
                yield (
                    node.lineno,
                    (f"the words of sddiagram stay as they are; write {word} = ... without sd."),
                )
