"""Mistakes that the text itself shows, so that one run names all of a kind."""

import ast
import builtins
import sys
from collections.abc import Iterable, Iterator

from sddiagram.errors import SddiagramError
from sddiagram.library import calls
from sddiagram.library.places import Script, sentence
from sddiagram.library.words import nearest, unknown_word, vocabulary
from sddiagram.model.brief import Brief
from sddiagram.model.component import Group, Kind
from sddiagram.model.pattern import Pattern
from sddiagram.model.stage import Stage
from sddiagram.model.study import Figure, Probe, Risk, TradeOff
from sddiagram.technology import Technology

_PARTS: tuple[object, ...] = (Group, TradeOff, Figure, Risk, Probe, Brief, Technology)
"""What is of use only when it is passed on."""
Found = tuple[int, str]
"""A line, and what is wrong there."""


def certain(script: Script) -> list[str]:
    """What is refused before anything runs: blocks that are none, and flows that nothing takes."""
    habits = [*_blocks(script), *_other_library(script)]
    return _listed(script, habits or [*_idle(script), *_glued(script), *_overwritten(script)])


def likewise(script: Script, line: int) -> list[str]:
    """All unknown words, names, keywords and technologies, when one of them stands on `line`."""
    found = [
        *_words(script),
        *_names(script),
        *_keywords(script),
        *_technologies(script),
    ]
    lines = {at for at, _ in found}
    return _listed(script, found) if line in lines else []


def _listed(script: Script, found: list[Found]) -> list[str]:
    return [
        sentence(script.at(line), said)
        for line, said in sorted(dict.fromkeys(found), key=lambda one: one[0])
    ]


def word_of(script: Script, node: ast.AST) -> str:
    """The word of the vocabulary that `node` writes, as in `sd.Service`; else the empty text."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=word) if name in _aliases(script):
            return word
        case ast.Name(id=name):
            return _imported(script).get(name, "")
    return ""


def _aliases(script: Script) -> set[str]:
    return {
        alias.asname or alias.name
        for node in script.nodes()
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "sddiagram"
    }


def _imported(script: Script) -> dict[str, str]:
    """Words of the vocabulary that the file imports by name: what it calls them, and the word."""
    found: dict[str, str] = {}
    for alias in _from_sddiagram(script):
        if alias.name == "*":
            found |= {word: word for word in vocabulary()}
        else:
            found[alias.asname or alias.name] = alias.name
    return found


def _from_sddiagram(script: Script) -> Iterator[ast.alias]:
    for node in script.nodes():
        if isinstance(node, ast.ImportFrom) and node.module == "sddiagram" and not node.level:
            yield from node.names


def _blocks(script: Script) -> Iterator[Found]:
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


def _other_library(script: Script) -> Iterator[Found]:
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


def _glued(script: Script) -> Iterator[Found]:
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


def _idle(script: Script) -> Iterator[Found]:
    """A flow or a stage that stands alone on its line is built and forgotten."""
    for node in script.nodes():
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
            elif isinstance(value, Kind):
                yield node.lineno, f"nothing names this component; write api = sd.{word}(...)."
            elif value in _PARTS:
                yield node.lineno, f"nothing uses this sd.{word}; pass it on, or remove it."
            elif isinstance(node.value.func, ast.Attribute) and node.value.func.attr == "but":
                name = ast.unparse(node.value.func.value)
                yield node.lineno, f"but() gives another component; write {name} = {name}.but(...)."


def _overwritten(script: Script) -> Iterator[Found]:
    """Words of the vocabulary that the file would change, for every other pattern too."""
    for node in script.nodes():
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            word = word_of(script, node)
            if word:
                yield (
                    node.lineno,
                    (f"the words of sddiagram stay as they are; write {word} = ... without sd."),
                )


def _words(script: Script) -> Iterator[Found]:
    known, aliases = vocabulary(), _aliases(script)
    for node in script.nodes():
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=word, ctx=ast.Load()):
                if name in aliases and not _is_there(word, known):
                    yield node.lineno, unknown_word(word, known)
    for alias in _from_sddiagram(script):
        if alias.name != "*" and not _is_there(alias.name, known):
            yield alias.lineno, unknown_word(alias.name, known)


def _is_there(word: str, known: Iterable[str]) -> bool:
    return word in known or word in vars(sys.modules["sddiagram"])


def _names(script: Script) -> Iterator[Found]:
    """Names that nothing in the file or in Python gives a meaning."""
    for node in script.nodes():
        match node:
            case ast.ImportFrom(module=module, names=[ast.alias(name="*")]) if (
                module != "sddiagram"
            ):
                return
    bound = script.bound()
    known = {*bound, *_imported(script), *dir(builtins), "__file__"}
    facts = {
        id(one.left): one
        for node in script.nodes()
        if isinstance(node, ast.Call)
        for one in node.args
        if isinstance(one, ast.Compare) and isinstance(one.ops[0], ast.Eq)
    }
    for node in script.nodes():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in known:
            if id(node) in facts:
                yield node.lineno, f"{node.id} == compares; write {node.id}=... with one sign."
            else:
                yield node.lineno, unknown_name(script, node.id)


def unknown_name(script: Script, name: str) -> str:
    """That `name` stands for nothing, and what was probably meant."""
    bound, words = script.bound(), vocabulary()
    aliases = sorted(_aliases(script))
    if name == "sd":
        return "sd has no meaning yet; write `import sddiagram as sd` at the top of the file."
    if name in ("true", "false", "null", "none", "nil"):
        python = {"true": "True", "false": "False"}.get(name, "None")
        return f"{name} has no meaning here; write {python}."
    if same := [one for one in bound if one.casefold() == name.casefold() and one != name]:
        return f"{name} has no meaning here; did you mean {same[0]}?"
    if name in words and aliases:
        return f"{name} has no meaning alone; write {aliases[0]}.{name}."
    if name in words and (imported := _imported(script)):
        return (
            f"{name} is not imported; add it: from sddiagram import {', '.join(imported)}, {name}."
        )
    if near := nearest(name, [*bound, *_imported(script), *dir(builtins)]):
        return f"{name} has no meaning here; did you mean {near}?"
    if aliases and (near := nearest(name, words)):
        return f"{name} has no meaning here; did you mean {aliases[0]}.{near}?"
    return f"{name} has no meaning here; give it one above, such as {name} = sd.Service('Name')."


def _keywords(script: Script) -> Iterator[Found]:
    known = vocabulary()
    for node in script.nodes():
        if not isinstance(node, ast.Call):
            continue
        word = word_of(script, node.func)
        if word not in known:
            continue
        names = [one.arg for one in node.keywords if one.arg]
        for name in calls.unknown_keywords(known[word], names):
            line = next(one.value.lineno for one in node.keywords if one.arg == name)
            yield line, calls.unknown_keyword(known[word], f"sd.{word}", name)


def _technologies(script: Script) -> Iterator[Found]:
    for node in script.nodes():
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        if not (name[:1].isupper() or name == "but"):
            continue
        for one in node.keywords:
            match one:
                case ast.keyword(arg="technology", value=ast.Constant(value=str(name))) if name:
                    try:
                        Technology.named(name)
                    except SddiagramError as error:
                        yield one.value.lineno, str(error)
