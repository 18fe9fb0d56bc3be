"""Text for a terminal of any width."""

import shutil
import textwrap


def wrapped(text: str, indent: str = "", hanging: str = "  ") -> str:
    """`text` in lines that fit the terminal, those after the first further in.

    A name with hyphens stays whole.
    """
    width = max(40, min(100, shutil.get_terminal_size().columns))
    further = " " * len(indent) + hanging
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=further,
        break_on_hyphens=False,
    )
