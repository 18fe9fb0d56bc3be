"""Tables of prose in the terminal: cells in lines, none cut."""

import shutil
import textwrap
from collections.abc import Sequence

_MOST, _LEAST, _INDENT = 100, 10, "  "


def print_grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print `rows` under `columns`, each cell in as many lines as the terminal's width asks for.

    Rows are set apart by an empty line where most of them take more than one.
    """
    room = max(40, min(_MOST, shutil.get_terminal_size().columns)) - len(_INDENT)
    widths = _fitting([max(map(len, cells)) for cells in zip(columns, *rows, strict=True)], room)
    told = [_lines(row, widths) for row in rows]
    apart = 2 * sum(len(lines) > 1 for lines in told) > len(told)
    for line in (*_lines(columns, widths), "  ".join("-" * width for width in widths)):
        print(_INDENT + line)
    for index, lines in enumerate(told):
        if apart and index:
            print()
        for line in lines:
            print(_INDENT + line)


def _fitting(widths: list[int], room: int) -> list[int]:
    """The widths of columns, the widest ones narrowed until a line holds them."""
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of one row."""
    parts = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    return [
        "  ".join(
            (part[number] if number < len(part) else "").ljust(width)
            for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for number in range(max(map(len, parts)))
    ]
