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
    author = Author()
    sys.addaudithook(author.hear)
    # Loaded before the first request comes, so that it is answered at once.
    from sddiagram.preview.showing import Showing, failure, warm_up

    warm_up()

    showing = Showing(author)
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


class Author:
    """What the author's code does while it runs: it reads files, and may start no process."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        """The files that it opened, as it named them."""
        self._is_running = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """While it runs."""
        self.read = set()
        self._is_running = True
        try:
            yield
        finally:
            self._is_running = False

    def hear(self, event: str, said: tuple[object, ...]) -> None:
        """Not a wall, which Python cannot build, but a loop of forks ends here."""
        if not self._is_running:
            return
        if event in _STARTS:
            raise PermissionError("a design that is watched starts no process; use render for it")
        if event == "open" and isinstance(said[0], str):
            self.read.add(said[0])


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
