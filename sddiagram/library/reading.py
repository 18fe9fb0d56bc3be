"""The one pattern that an author's file holds."""

import ast
from pathlib import Path
from traceback import walk_tb

from sddiagram.errors import DesignError, PatternFileError
from sddiagram.estimate.telling import told
from sddiagram.library.places import Script, sentence
from sddiagram.library.running import Namespace, parsed, run
from sddiagram.library.spoken import word_of
from sddiagram.library.unused import warn_of_unused
from sddiagram.model.pattern import Pattern


def read(source: str, name: str, path: Path) -> Pattern:
    """The pattern that the Python text `source` defines; errors say that it stands in `path`.

    Without a `name` it keeps its own. Warns, with the line, of what was defined and is in no
    stage, and of stages that change nothing.

    Raises `PatternFileError` as `load` does.
    """
    script = parsed(source, path)
    namespace = run(script)
    pattern = _only(script, namespace)
    named = pattern.renamed(name or pattern.name, source)
    _reckon(script, named)
    warn_of_unused(script, namespace, pattern)
    return named


def _reckon(script: Script, pattern: Pattern) -> None:
    """Let its numbers follow, so that what makes no sense is told with its place.

    Raises `PatternFileError` at the line of the function that fails, or of the pattern.
    """
    try:
        told(pattern)
    except DesignError as error:
        calls = (
            node.lineno
            for node in script.nodes()
            if isinstance(node, ast.Call) and word_of(script, node.func) == "Pattern"
        )
        frames = walk_tb((error.__cause__ or error).__traceback__)
        path = str(script.path)
        own = [line for frame, line in frames if frame.f_code.co_filename == path]
        line = own[-1] if own else next(calls, 1)
        raise PatternFileError(sentence(script.at(line), str(error))) from error


def _only(script: Script, namespace: Namespace) -> Pattern:
    found = {name: value for name, value in namespace.items() if isinstance(value, Pattern)}
    imported = {
        alias.asname or alias.name
        for node in script.nodes()
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    own = {name: value for name, value in found.items() if name not in imported} or found
    variables = {id(value): name for name, value in own.items()}
    if not variables:
        raise PatternFileError(_none(script))
    if len(variables) > 1:
        lines = script.bound()
        names = list(variables.values())
        line = max(lines.get(name, 1) for name in names)
        listed = " and ".join(names[:4]) + (" and more" if len(names) > 4 else "")
        raise PatternFileError(
            f"{script.at(line)}: {listed} are patterns; keep one pattern in each file."
        )
    return own[next(iter(variables.values()))]


def _none(script: Script) -> str:
    made = [
        node.lineno
        for node in script.nodes()
        if isinstance(node, ast.Call) and word_of(script, node.func) == "Pattern"
    ]
    if made:
        return (
            f"{script.at(made[0])}: no name of this file keeps the pattern made here; "
            "write pattern = sd.Pattern('Title', ...) outside of functions and lists."
        )
    return (
        f"{script.at(1)}: there is no pattern; write pattern = sd.Pattern('Title', users >> api)."
    )
