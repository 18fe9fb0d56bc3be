"""An author's file, run for its pattern. The only module that runs an author's code."""

import ast
import traceback
from pathlib import Path
from types import CodeType

from sddiagram import logo
from sddiagram.errors import PatternFileError, SddiagramError
from sddiagram.model.pattern import Pattern


def read(source: str, name: str, path: Path) -> Pattern:
    """The pattern that the Python text `source` defines; errors say that it stands in `path`.

    Without a `name` it keeps its own.

    Raises `PatternFileError` as `load` does.
    """
    namespace = _run(source, path)
    patterns = {
        id(value): (variable, value)
        for variable, value in namespace.items()
        if isinstance(value, Pattern)
    }
    if not patterns:
        raise PatternFileError(
            f"{shown_path(path)}: there is no pattern; write pattern = sd.Pattern('Title', ...)."
        )
    if len(patterns) > 1:
        names = " and ".join(variable for variable, _ in patterns.values())
        raise PatternFileError(
            f"{shown_path(path)}: {names} are both patterns; keep one pattern a file."
        )
    ((_, pattern),) = patterns.values()
    return pattern.renamed(name or pattern.name, source)


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


def _run(source: str, path: Path) -> dict[str, object]:
    shown = shown_path(path)
    try:
        tree = ast.parse(source, filename=str(path))
        code: CodeType = compile(tree, str(path), "exec")
    except SyntaxError as error:
        raise PatternFileError(f"{shown}:{error.lineno or 1}: {error.msg}.") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise PatternFileError(f"{shown}: is not Python: {error}.") from error
    _refuse_bare_flows(tree, shown)
    namespace: dict[str, object] = {"__name__": f"pattern_{path.stem}", "__file__": str(path)}
    try:
        with logo.beside(path.absolute().parent):
            exec(code, namespace)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PatternFileError(f"{shown}:{_line(error, path)}: {_said(error)}") from error
    return namespace


def _refuse_bare_flows(tree: ast.AST, shown: str) -> None:
    """A flow that stands alone on its line is built and forgotten, so it is a mistake."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.BinOp)
            and isinstance(node.value.op, ast.RShift)
        ):
            raise PatternFileError(
                f"{shown}:{node.lineno}: this flow is in no stage; pass it to sd.Stage(...)."
            )


def _line(error: BaseException, path: Path) -> int:
    """The deepest line of the author's own file that led to `error`."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(path)
    ]
    return (lines[-1] if lines else None) or 1


def _said(error: BaseException) -> str:
    if isinstance(error, SddiagramError):
        return str(error)
    if isinstance(error, SystemExit):
        return "the pattern ends the program; remove its exit."
    name = type(error).__name__
    return f"{name}: {error}" if str(error) else f"{name}."


def shown_path(path: Path) -> str:
    """`path` as short as it can be said from the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
