"""Words, names, keywords and technologies that nothing gives a meaning."""

import ast
import builtins
import sys
from collections.abc import Iterable, Iterator

from sddiagram.errors import SddiagramError
from sddiagram.library import calls
from sddiagram.library.places import Script
from sddiagram.library.spoken import Found, aliases, imported_words, imports_of_words, word_of
from sddiagram.library.words import nearest, unknown_word, vocabulary
from sddiagram.technology import Technology


def unknown(script: Script) -> list[Found]:
    """All of them, in no order."""
    return [*_words(script), *_names(script), *_keywords(script), *_technologies(script)]


def _words(script: Script) -> Iterator[Found]:
    known, known_as = vocabulary(), aliases(script)
    for node in script.nodes():
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=word, ctx=ast.Load()):
                if name in known_as and not _is_there(word, known):
                    yield node.lineno, unknown_word(word, known)
    for alias in imports_of_words(script):
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
    known = {*bound, *imported_words(script), *dir(builtins), "__file__"}
    facts = {
        id(one.left): one
        for node in script.nodes()
        if isinstance(node, ast.Call)
        for one in node.args
        if isinstance(one, ast.Compare) and isinstance(one.ops[0], ast.Eq)
    } | {
        id(node.value.left): node.value
        for node in script.nodes()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare)
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
    known_as = sorted(aliases(script))
    if name == "sd":
        return "sd has no meaning yet; write `import sddiagram as sd` at the top of the file."
    if name in ("true", "false", "null", "none", "nil"):
        python = {"true": "True", "false": "False"}.get(name, "None")
        return f"{name} has no meaning here; write {python}."
    if same := [one for one in bound if one.casefold() == name.casefold() and one != name]:
        return f"{name} has no meaning here; did you mean {same[0]}?"
    if name in words and known_as:
        return f"{name} has no meaning alone; write {known_as[0]}.{name}."
    if name in words and (taken := imported_words(script)):
        return f"{name} is not imported; add it: from sddiagram import {', '.join(taken)}, {name}."
    if near := nearest(name, [*bound, *imported_words(script), *dir(builtins)]):
        return f"{name} has no meaning here; did you mean {near}?"
    if known_as and (near := nearest(name, words)):
        return f"{name} has no meaning here; did you mean {known_as[0]}.{near}?"
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
