"""The program that runs an author's file: requests come in as lines of JSON, answers go out so.

It is started by `workers`, shows one file or texts of a sketch, and ends when its parent closes.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

MEMORY = 2 * 1024**3
"""Bytes that the author's code may take, where the system can limit them."""
_STARTS = frozenset(
    f"os.{name}"
    for name in ("exec", "fork", "forkpty", "posix_spawn", "spawn", "startfile", "system")
) | {"subprocess.Popen", "pty.spawn"}
"""What Python calls to start another process."""


def main() -> None:
    """Answer until there are no more requests."""
    answers = _own_output()
    _limit_memory()
    author = _Author()
    sys.addaudithook(author.refuse)
    # Loaded before the first request comes, so that it is answered at once.
    from sddiagram.preview.showing import Showing, failure

    showing = Showing(author.running)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = showing.answer(request)
        except MemoryError:
            answer = {"error": {"message": f"It takes more than {MEMORY // 1024**3} GB of memory."}}
        except Exception as error:
            answer = failure(error)
        answers.write(json.dumps({"id": request["id"], **answer}) + "\n")
        answers.flush()


class _Author:
    """Whether the author's code runs just now: then no process may be started."""

    def __init__(self) -> None:
        self._is_running = False

    @contextmanager
    def running(self) -> Iterator[None]:
        self._is_running = True
        try:
            yield
        finally:
            self._is_running = False

    def refuse(self, event: str, _: object) -> None:
        """Not a wall, which Python cannot build, but a loop of forks ends here."""
        if self._is_running and event in _STARTS:
            raise PermissionError("a design that is watched starts no process; use render for it")


def _own_output() -> TextIO:
    """Where answers go; what the author's code prints goes to the terminal, as errors do."""
    mine = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return mine


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    # macOS knows the limit and may refuse to set it.
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    main()
