"""What is said on a terminal while a command works longer than a second."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds of silence before something is said."""


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say `what ...` after a second, on standard error if it is a terminal, until it is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield
        return
    from threading import Timer

    words = what.encode("ascii", "replace").decode()
    said: list[str] = []

    def say() -> None:
        said.append(words)
        stream.write(f"\r{words} ...")
        stream.flush()

    timer = Timer(_PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said:
            stream.write("\r" + " " * (len(words) + 4) + "\r")
            stream.flush()
