"""Standard streams that take every text, and send no control character to a terminal."""

import os
import re
import sys
from io import TextIOWrapper

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys, or that reorder what it shows."""


def shown(text: str) -> str:
    r"""`text` with its control characters spelled out.

    >>> shown("a\x1b[31m\tb\r\n")
    'a\\x1b[31m\tb\\x0d\n'
    """
    return _COMMANDS.sub(_spelled, text)


def _spelled(one: re.Match[str]) -> str:
    number = ord(one[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


class _Shown(TextIOWrapper):
    """A stream whose control characters are spelled out."""

    def write(self, text: str, /) -> int:
        super().write(shown(text))
        return len(text)


def made_safe() -> None:
    """Make standard output and standard error so. Closed ones stay closed, their numbers taken."""
    while (taken := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass  # Else the next file that is opened would be standard output.
    os.close(taken)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.isatty():
        sys.stdout = _plain(sys.stdout)
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr = _plain(sys.stderr)


def _plain(stream: TextIOWrapper) -> TextIOWrapper:
    return _Shown(stream.buffer, stream.encoding, "replace", line_buffering=True)
