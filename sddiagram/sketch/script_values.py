"""What can be known of a script without running it: values, and what stands between arrows."""

import ast
from dataclasses import dataclass
from typing import Any

from sddiagram.sketch.draft import Part
from sddiagram.sketch.place import Place


@dataclass(frozen=True, slots=True)
class Edge:
    """`Edge(...)`, and what waits for it to lead on."""

    label: str = ""
    is_dashed: bool = False
    before: tuple[Part, ...] = ()
    is_back: bool = False
    is_both: bool = False


class UnknownError(Exception):
    """A value that cannot be known without running the script."""


def item_of(values: object, index: object) -> Any:
    """`values[index]`; raises `UnknownError` for what is no list."""
    if isinstance(values, list) and isinstance(index, int) and -len(values) <= index < len(values):
        return values[index]
    raise UnknownError


def sum_of(left: object, right: object) -> Any:
    """`left + right`, cut where it grows long; raises `UnknownError` for other values."""
    if isinstance(left, list) and isinstance(right, list):
        return [*left, *right][:1_000]
    if isinstance(left, str) and isinstance(right, str):
        return (left + right)[:1_000]
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    raise UnknownError


def range_of(ends: list[object]) -> list[int]:
    """The numbers of a range; raises `UnknownError` for a long one."""
    numbers = [one for one in ends if isinstance(one, int)]
    if len(numbers) != len(ends) or not 1 <= len(numbers) <= 2:
        raise UnknownError
    values = range(*numbers)
    if len(values) > 200:
        raise UnknownError
    return [*values]


def parts_of(value: object) -> list[Part]:
    """The nodes that stand at one end of an arrow; raises `UnknownError` for anything else."""
    if isinstance(value, Part):
        return [value]
    if isinstance(value, list) and value and all(isinstance(one, Part) for one in value):
        return value
    raise UnknownError


def place_of(node: ast.AST) -> Place:
    """Where a part of the script stands."""
    return Place(getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1)


def one_line(text: str) -> str:
    """A label on one line."""
    return " ".join(text.replace("\\n", " ").split())


def is_main(test: ast.expr) -> bool:
    """Whether it is `if __name__ == "__main__"`."""
    return isinstance(test, ast.Compare) and ast.unparse(test).startswith("__name__ ==")
