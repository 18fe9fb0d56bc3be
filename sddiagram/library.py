"""Patterns by name or path: the built-in ones, and those in ./patterns.

The only module that runs an author's code, and each file once.
"""

import ast
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from sddiagram import logo
from sddiagram.errors import NotFoundError, PatternFileError, SddiagramError
from sddiagram.model.pattern import Pattern
from sddiagram.shipped import shipped

OWN_FOLDER = Path("patterns")
"""Where a user's patterns are looked for, from the current folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern that can be loaded by its name."""

    name: str
    path: Path


def entries() -> tuple[Entry, ...]:
    """The patterns that have a name, in order; the user's own wins over a built-in one."""
    found = {entry.name: entry for entry in (*_in(shipped("patterns")), *_in(OWN_FOLDER))}
    return tuple(found[name] for name in sorted(found))


def _in(folder: Path) -> Iterable[Entry]:
    for path in sorted(folder.glob("*.py")):
        if not path.name.startswith("_"):
            yield Entry(name_of(path), path)


def name_of(path: Path) -> str:
    """The name of the pattern in `path`: the file's, with hyphens."""
    return path.stem.replace("_", "-")


def find(name_or_path: str | Path) -> Path:
    """The file of a pattern given by its name or its path.

    Raises `NotFoundError` with the nearest names.
    """
    path = Path(name_or_path)
    if path.suffix == ".py" or len(path.parts) > 1:
        if path.is_file():
            return path
        fact = "is a folder" if path.is_dir() else "does not exist"
        raise NotFoundError(f"{path}: this pattern file {fact}. See `sddiagram list` for names.")
    known = {entry.name: entry.path for entry in entries()}
    name = str(name_or_path).replace("_", "-")
    if name not in known:
        raise NotFoundError.among("pattern", str(name_or_path), known, "See `sddiagram list`.")
    return known[name]


def load(name_or_path: str | Path) -> Pattern:
    """The pattern with this name, or in this file.

    Raises `NotFoundError` when there is none, and `PatternFileError`, with the file and the line,
    when the file cannot be read, does not run, or does not hold exactly one pattern.
    """
    path = find(name_or_path)
    return read(_text(path), name_of(path), path)


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
            f"{_shown(path)}: there is no pattern; write pattern = sd.Pattern('Title', ...)."
        )
    if len(patterns) > 1:
        names = " and ".join(variable for variable, _ in patterns.values())
        raise PatternFileError(
            f"{_shown(path)}: {names} are both patterns; keep one pattern a file."
        )
    ((_, pattern),) = patterns.values()
    return pattern.renamed(name or pattern.name, source)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PatternFileError(
            f"{_shown(path)}: cannot be read: {error.strerror or error}."
        ) from error
    except UnicodeDecodeError as error:
        raise PatternFileError(f"{_shown(path)}: is not UTF-8 text; save it as UTF-8.") from error


def _run(source: str, path: Path) -> dict[str, object]:
    shown = _shown(path)
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


def _shown(path: Path) -> str:
    """`path` as short as it can be said from the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
