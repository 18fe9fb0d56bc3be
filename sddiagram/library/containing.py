"""What an author's code may change of the process, put back once it has run."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path


@contextmanager
def contained(path: Path) -> Iterator[None]:
    """Run what follows as the script `path`, without a trace of it once it is over.

    What it prints goes to standard error, and it reads nothing. The current folder, the arguments,
    the environment, the import path, warning filters and signal handlers are as they were.
    """
    with ExitStack() as stack:
        for keep in (_folder, _lists, _environment, _signals, _output):
            stack.enter_context(keep())
        stack.enter_context(warnings.catch_warnings())
        stack.enter_context(_without_input())
        sys.argv = [str(path)]
        yield


@contextmanager
def _output() -> Iterator[None]:
    """Standard output is standard error, also for what writes past Python."""
    _flush()
    kept = -1
    with suppress(OSError):
        kept = os.dup(1)
        os.dup2(2, 1)
    try:
        with redirect_stderr(sys.stderr), redirect_stdout(sys.stderr):
            yield
    finally:
        _flush()
        if kept >= 0:
            os.dup2(kept, 1)
            os.close(kept)


def _flush() -> None:
    for stream in (sys.stdout, sys.__stdout__):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()  # type: ignore[union-attr]


@contextmanager
def _without_input() -> Iterator[None]:
    kept = sys.stdin
    with open(os.devnull, encoding="utf-8") as nothing:
        sys.stdin = nothing
        try:
            yield
        finally:
            sys.stdin = kept


@contextmanager
def _folder() -> Iterator[None]:
    try:
        before = os.getcwd()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            os.chdir(before)


@contextmanager
def _lists() -> Iterator[None]:
    lists = (sys, "argv"), (sys, "path"), (sys, "meta_path")
    kept = [(owner, name, getattr(owner, name), [*getattr(owner, name)]) for owner, name in lists]
    limit = sys.getrecursionlimit()
    try:
        yield
    finally:
        for owner, name, value, members in kept:
            value[:] = members
            setattr(owner, name, value)
        sys.setrecursionlimit(limit)


@contextmanager
def _environment() -> Iterator[None]:
    before = dict(os.environ)
    try:
        yield
    finally:
        if os.environ != before:
            os.environ.clear()
            os.environ.update(before)


@contextmanager
def _signals() -> Iterator[None]:
    import signal

    wanted = [signal.SIGINT, signal.SIGTERM]
    before = {one: signal.getsignal(one) for one in wanted}
    try:
        yield
    finally:
        for one, handler in before.items():
            if signal.getsignal(one) is not handler and handler is not None:
                # A thread beside the main one could not have changed it, nor can it put it back.
                with suppress(ValueError):
                    signal.signal(one, handler)
