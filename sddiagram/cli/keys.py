"""What is pressed or typed: single keys on a terminal, lines of anything else."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

END = "\x04"
"""What stands for the end of the input."""
ENTER = "enter"


class Lines:
    """Each line is a key: its first letter; an empty one is Enter."""

    is_terminal = False

    def next(self, timeout: float) -> str:
        """The next key. A file or a pipe is waited for without a limit of time."""
        line = sys.stdin.readline() if sys.stdin else ""
        return (line.strip().casefold()[:1] or ENTER) if line else END

    @contextmanager
    def released(self) -> Iterator[None]:
        """While another program has the terminal."""
        yield


class Terminal:
    """Keys at once, without Enter; none of them is shown."""

    is_terminal = True

    def __init__(self) -> None:
        self._waiting: list[str] = []

    def next(self, timeout: float) -> str:
        """The next key; an empty text when there was none for so many seconds."""
        if not self._waiting:
            self._waiting += _pressed(timeout)
        return self._waiting.pop(0) if self._waiting else ""

    @contextmanager
    def released(self) -> Iterator[None]:
        """While another program has the terminal."""
        with _as_before():
            yield


@contextmanager
def keys() -> Iterator[Lines | Terminal]:
    """The keys of the terminal, one by one; or the lines of what is no terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        yield Lines()
        return
    with _one_by_one():
        yield Terminal()


def _named(typed: str) -> list[str]:
    """The keys of what was typed; nothing of a key that is told as a sequence, such as an arrow."""
    if typed.startswith("\x1b"):
        return []
    return [ENTER if one in "\r\n" else one.casefold() for one in typed]


if sys.platform == "win32":
    import msvcrt

    _STEP = 0.05
    """Seconds between two looks at the keyboard."""

    def _pressed(timeout: float) -> list[str]:
        end = time.monotonic() + timeout
        while not msvcrt.kbhit():
            if time.monotonic() >= end:
                return []
            time.sleep(_STEP)
        key = msvcrt.getwch()
        if key == "\x03":
            raise KeyboardInterrupt
        if key in "\x00\xe0":
            msvcrt.getwch()
            return []
        return _named(key)

    @contextmanager
    def _one_by_one() -> Iterator[None]:
        yield

    @contextmanager
    def _as_before() -> Iterator[None]:
        yield

else:
    import os
    import select
    import termios
    import tty

    def _pressed(timeout: float) -> list[str]:
        ready, _, _ = select.select([sys.stdin], [], [], timeout)
        if not ready:
            return []
        typed = os.read(sys.stdin.fileno(), 1024).decode("utf-8", "ignore")
        return _named(typed) if typed else [END]

    @contextmanager
    def _one_by_one() -> Iterator[None]:
        """The terminal hands on each key at once and shows none of them; Ctrl-C interrupts."""
        before = termios.tcgetattr(sys.stdin)
        try:
            tty.setcbreak(sys.stdin)
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    @contextmanager
    def _as_before() -> Iterator[None]:
        """Lines are edited and shown again, as most programs expect it."""
        now = termios.tcgetattr(sys.stdin)
        usual = termios.tcgetattr(sys.stdin)
        usual[3] |= termios.ICANON | termios.ECHO
        try:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, usual)
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, now)
