"""Child processes that run authors' files: started ahead, limited in time, and ended whole."""

import json
import os
import queue
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from itertools import count

from sddiagram.errors import OutputError, SddiagramError

TIME_LIMIT = 10.0
"""Seconds in which a file must have run, and a picture must be drawn."""
_LATER = 0.4
"""Seconds after which the next child is started."""
_COMMAND = (sys.executable, "-m", "sddiagram.preview.child")

Answer = dict[str, object]


class WorkerError(SddiagramError):
    """A child gave no answer: it took too long, or ended."""


class Worker:
    """One child process, which is asked one thing at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ids = count()
        self._turn = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()

    def ask(self, request: Mapping[str, object], limit: float | None = None) -> Answer:
        """The answer to `request`; raises `WorkerError`, and ends the child, when there is none."""
        with self._turn:
            id, limit = next(self._ids), TIME_LIMIT if limit is None else limit
            try:
                assert self._process.stdin
                self._process.stdin.write(json.dumps({"id": id, **request}) + "\n")
                self._process.stdin.flush()
                while True:
                    line = self._answers.get(timeout=limit)
                    if not line:
                        raise WorkerError(
                            "The design ended its own process; look for exit() or too much memory."
                        )
                    answer: Answer = json.loads(line)
                    if answer.pop("id") == id:
                        return answer
            except queue.Empty:
                self.end()
                raise WorkerError(
                    f"It did not end within {limit:g} s; look for a loop without an end."
                ) from None
            except (OSError, ValueError) as error:
                self.end()
                raise WorkerError(f"The design's process has ended: {error}.") from None
            except WorkerError:
                self.end()
                raise

    def end(self) -> None:
        """End the child with all that it started."""
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()
        # A broken pipe says no more than what we know: it has ended.
        with suppress(OSError):
            assert self._process.stdin
            self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout
        with self._process.stdout as answers:
            for line in answers:
                self._answers.put(line)
        self._answers.put("")


class Pool:
    """One child is always ready, so that a saved file need not wait for Python to start."""

    def __init__(self) -> None:
        self._spare: Worker | None = None
        self._lock = threading.Lock()
        self._ended = False
        self._refill()

    def take(self) -> Worker:
        """A fresh child, whose owner ends it."""
        with self._lock:
            taken, self._spare = self._spare or Worker(), None
        # Later, since just now the one that is taken needs the processor.
        later = threading.Timer(_LATER, self._refill)
        later.daemon = True
        later.start()
        return taken

    def end(self) -> None:
        """End the one that is ready."""
        with self._lock:
            self._ended = True
            if self._spare:
                self._spare.end()

    def _refill(self) -> None:
        with self._lock:
            if self._spare is None and not self._ended:
                self._spare = Worker()


def open_editor(command: str, file: str, line: int) -> None:
    """Start the author's editor at a place; `command` is like `code -g {file}:{line}`.

    Raises `OutputError` when there is no such program.
    """
    words = [
        word.replace("{file}", file).replace("{line}", str(line)) for word in shlex.split(command)
    ]
    if "{file}" not in command:
        words.append(file)
    try:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)
    except OSError as error:
        raise OutputError(
            f"--editor {command}: {error.strerror}; give a program on PATH."
        ) from error
    threading.Thread(target=process.wait, daemon=True).start()


def edit(command: str, file: str) -> None:
    """Have the author's editor open a file in this terminal, and wait until it is closed.

    Raises `OutputError` when there is no such program.
    """
    try:
        subprocess.run([*shlex.split(command, posix=os.name != "nt"), file], check=False)
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{command} cannot be started ({error}); set EDITOR to a program on PATH."
        ) from error
