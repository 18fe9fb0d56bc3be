"""Tables in the terminal, and lists of objects for scripts."""

import shutil
from collections.abc import Mapping, Sequence

_ENDLESS, _LEAST = 10_000, 12
"""Columns of an output that is no terminal, and the least that a column keeps."""

Row = Mapping[str, object]


def print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print these columns of `rows` under their names, aligned, in the terminal's width."""
    table = [tuple(columns), *(tuple(_shown(row[column]) for column in columns) for row in rows)]
    widths = _fitting([max(len(line[index]) for line in table) for index in range(len(columns))])
    for line in table:
        cells = (_cut(cell, width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())


def _fitting(widths: list[int]) -> list[int]:
    """The widths of columns, the widest ones narrowed until the terminal holds a line."""
    room = shutil.get_terminal_size((_ENDLESS, 24)).columns
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else f"{cell[: width - 1]}…"


def print_json(rows: Sequence[Row]) -> None:
    """Print `rows` whole, as a JSON list."""
    import json

    print(json.dumps(rows, ensure_ascii=False, indent=2))


def _shown(value: object) -> str:
    if value is None:
        return "?"
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def said_in(word: str | None, *texts: str) -> bool:
    """Whether one of `texts` has `word` in it, whatever its case; without a word each has."""
    return not word or any(word.strip().casefold() in text.casefold() for text in texts)
