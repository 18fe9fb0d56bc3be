"""What a pattern's file says of itself, read from its syntax tree. Nothing here runs it."""

import ast
import json
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from sddiagram.errors import PatternFileError
from sddiagram.library.places import shown_path
from sddiagram.model.text import clean

INDEX = "index.json"
"""The file in a folder of patterns that holds what was read when the package was built."""
_LARGEST = 1_000_000
"""Bytes of a pattern's file that are read; the largest built-in one has 15,000."""


class Metadata(NamedTuple):
    """What a list says of a pattern."""

    title: str
    """Empty where it is not written as a plain text."""
    category: str
    stages: int | None
    """None where they cannot be counted without running the file."""
    summary: str


def metadata_of(path: Path, index: Mapping[str, list[object]] | None = None) -> Metadata | None:
    """What the file says of its pattern; None when it writes no `Pattern(...)`.

    An entry of `index` is used while the file is the one that it was made of. Raises
    `PatternFileError`, with the line, for a file that cannot be read.
    """
    content = _content(path)
    check, *said = (index or {}).get(path.name, [None])
    if check == _check(content):
        return Metadata(*said)  # type: ignore[arg-type]
    return _read(content, path)


def index_of(folder: Path) -> dict[str, list[object]]:
    """The index of a folder of patterns; an empty one where there is none."""
    try:
        index = json.loads((folder / INDEX).read_bytes())
    except (OSError, ValueError):
        return {}
    return index if isinstance(index, dict) else {}


def indexed(paths: Iterable[Path]) -> str:
    """The index of these files, as it is written when the package is built."""
    rows = {path.name: (_content(path), metadata_of(path)) for path in sorted(paths)}
    entries = {name: [_check(content), *said] for name, (content, said) in rows.items() if said}
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _check(content: bytes) -> str:
    return f"{crc32(content):08x}-{len(content)}"


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise PatternFileError(f"{shown_path(path)}: is larger than 1 MB; split it.")
        return path.read_bytes()
    except OSError as error:
        raise PatternFileError(
            f"{shown_path(path)}: cannot be read: {error.strerror or error}."
        ) from error


def _read(content: bytes, path: Path) -> Metadata | None:
    shown = shown_path(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PatternFileError(f"{shown}: is not UTF-8 text; save it as UTF-8.") from error
    except SyntaxError as error:
        raise PatternFileError(f"{shown}:{error.lineno or 1}: {error.msg}.") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise PatternFileError(f"{shown}: is not Python: {error}.") from error
    bound = _bound(tree)
    call = next((node for node in bound.values() if _calls(node, "Pattern")), None) or next(
        (node for node in ast.walk(tree) if _calls(node, "Pattern")), None
    )
    if not isinstance(call, ast.Call):
        return None
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    parts = list(call.args)
    title = named["title"] if "title" in named else parts.pop(0) if parts else None
    return Metadata(
        title=_text(title, bound),
        category=_text(named["category"], bound) if "category" in named else "practice",
        stages=_count(parts, bound),
        summary=_text(named.get("summary"), bound),
    )


_Bound = Mapping[str, ast.expr]


def _bound(tree: ast.Module) -> _Bound:
    """What the names of the file stand for, where the file itself says so plainly."""
    bound: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            bound |= {one.id: node.value for one in node.targets if isinstance(one, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            bound[node.target.id] = node.value
    return bound


def _calls(node: ast.AST | None, name: str) -> bool:
    """Whether `node` is `name(...)` or `sd.name(...)`."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        return called.id == name
    return isinstance(called, ast.Attribute) and called.attr == name


def _text(node: ast.expr | None, bound: _Bound) -> str:
    """The text that `node` is, itself or by name; empty where it has to be computed."""
    if isinstance(node, ast.Name):
        node = bound.get(node.id)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return clean(node.value) if is_text else ""  # type: ignore[union-attr]


def _count(parts: list[ast.expr], bound: _Bound) -> int | None:
    """The number of stages that `parts` are; a flow alone is one."""
    if len(parts) == 1 and isinstance(one := _meant(parts[0], bound), ast.List | ast.Tuple):
        parts = one.elts
    # A row stands beside the stages, and beside flows, and is none.
    meant = [one for part in parts if not _calls(one := _meant(part, bound), "row")]
    if any(part is None or isinstance(part, ast.Starred | ast.ListComp) for part in meant):
        return None
    stages = sum(_calls(part, "Stage") for part in meant)
    if stages and stages < len(meant):
        return None
    return stages or 1


def _meant(node: ast.expr, bound: _Bound) -> ast.expr | None:
    return bound.get(node.id) if isinstance(node, ast.Name) else node
