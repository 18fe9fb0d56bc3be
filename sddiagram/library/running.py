"""An author's file, run for what it defines. The only module that runs an author's code."""

import ast
import sys
import traceback
import warnings
from pathlib import Path
from types import CodeType, FrameType, ModuleType

from sddiagram import logo
from sddiagram.errors import PatternFileError
from sddiagram.library.arrows import NAME, joined, rewritten
from sddiagram.library.beside import importable
from sddiagram.library.containing import contained
from sddiagram.library.grammar import misspelt
from sddiagram.library.misreadings import said
from sddiagram.library.places import Script, sentence, shown_path
from sddiagram.library.proofreading import certain, likewise
from sddiagram.library.raised import Raised

Namespace = dict[str, object]


def run(script: Script) -> Namespace:
    """All names that the script gives a meaning, once it has run.

    Raises `PatternFileError` with one line a mistake.
    """
    if mistakes := certain(script):
        raise PatternFileError("\n".join(mistakes))
    files = {str(script.path): script}
    module = ModuleType(f"pattern_{script.path.stem}")
    module.__dict__.update(__file__=str(script.path), __package__="", **{NAME: joined})

    def compiled(path: Path) -> CodeType:
        beside = parsed(text_of(path), path)
        files[str(path)] = beside
        return _code(beside)

    code = _code(script)
    before = sys.modules.get(module.__name__)
    try:
        folder = script.path.resolve().parent
        with contained(script.path), importable(folder, compiled), logo.beside(folder):
            # Data classes look their module up by its name.
            sys.modules[module.__name__] = module
            exec(code, module.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _refusal(error, files, script) from error
    finally:
        sys.modules.pop(module.__name__, None)
        if before is not None:
            sys.modules[module.__name__] = before
    return {name: value for name, value in vars(module).items() if name != NAME}


def parsed(source: str, path: Path) -> Script:
    """The Python text with its syntax tree; raises `PatternFileError` when it is not Python."""
    try:
        tree = ast.parse(source.replace("\0", "\N{REPLACEMENT CHARACTER}"), filename=str(path))
    except SyntaxError as error:
        line, wrong = misspelt(error, source)
        raise PatternFileError(sentence(f"{shown_path(path)}:{line}", wrong)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise PatternFileError(_too_deep(path)) from error
    return Script(path, source, tree)


def _code(script: Script) -> CodeType:
    # A copy, since errors are looked up in the tree as the author wrote it.
    tree = rewritten(ast.parse(script.source, filename=str(script.path)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(tree, str(script.path), "exec", dont_inherit=True)
    except SyntaxError as error:
        line, wrong = misspelt(error, script.source)
        raise PatternFileError(sentence(script.at(line), wrong)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise PatternFileError(_too_deep(script.path)) from error


def _too_deep(path: Path) -> str:
    return f"{shown_path(path)}:1: this file is nested too deeply to be read; build it in steps."


def text_of(path: Path) -> str:
    """The text of the file; raises `PatternFileError` when it cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PatternFileError(
            f"{shown_path(path)}: cannot be read: {error.strerror or error}."
        ) from error
    except UnicodeDecodeError as error:
        raise PatternFileError(
            f"{shown_path(path)}: is not UTF-8 text; save it as UTF-8."
        ) from error


_REFUSERS = ("__getattr__", "__setattr__", "__delattr__", "joined")
"""Functions of ours that raise Python's own errors on purpose."""


def _refusal(error: BaseException, files: dict[str, Script], script: Script) -> PatternFileError:
    """`error` in our words, at the deepest line of the author's own files that led to it."""
    if isinstance(error, PatternFileError):
        return PatternFileError(str(error))
    at, node, frame, direct = script, None, None, False
    line, is_ours = 1, False
    for one, number in traceback.walk_tb(error.__traceback__):
        direct = one.f_code.co_filename in files
        module = str(one.f_globals.get("__name__", ""))
        is_ours = module.startswith("sddiagram.") and one.f_code.co_name not in _REFUSERS
        if direct:
            at, frame, line = files[one.f_code.co_filename], one, number or 1
    if frame is not None:
        node = _node(error, frame, at)
    raised = Raised(
        error, at, node, {**frame.f_globals, **frame.f_locals} if frame else {}, direct, is_ours
    )
    others = likewise(at, range(line, (getattr(node, "end_lineno", None) or line) + 1))
    return PatternFileError("\n".join(others) or sentence(at.at(line), said(raised)))


def _node(error: BaseException, frame: FrameType, script: Script) -> ast.AST | None:
    """The part of the syntax tree that was carried out in `frame` when `error` was raised."""
    step = error.__traceback__
    while step and step.tb_frame is not frame:
        step = step.tb_next
    if step is None:
        return None
    positions = [*frame.f_code.co_positions()][step.tb_lasti // 2]
    found = [
        node
        for node in script.nodes()
        if (
            getattr(node, "lineno", None),
            getattr(node, "end_lineno", None),
            getattr(node, "col_offset", None),
            getattr(node, "end_col_offset", None),
        )
        == positions
    ]
    return found[-1] if found else None
