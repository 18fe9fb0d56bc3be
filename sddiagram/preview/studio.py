"""The designs on the live page: each with the child that shows it, and what was wrong last."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sddiagram.errors import NotFoundError, SddiagramError
from sddiagram.preview.workers import Answer, Pool, Worker, WorkerError

PAUSE = 0.015
"""Seconds between two looks at the files."""
_SETTLED = 0.06
"""Seconds after which a file that is wrong is looked at again: an editor may still be writing."""

Stamp = tuple[object, ...]


class Design:
    """A file that is shown: the child with its last good version, and the error of a newer one."""

    def __init__(self, name: str, path: Path, pool: Pool) -> None:
        self.name, self.path = name, path
        self.version = 0
        self._pool = pool
        self._worker: Worker | None = None
        self._error: Answer = {}
        self._files = [str(path)]
        self._stamp: Stamp = ()
        self._lock = threading.RLock()

    @property
    def is_shown(self) -> bool:
        """Whether anybody has asked for it."""
        return bool(self._stamp)

    def refresh(self) -> bool:
        """Run the file if it changed; whether it did."""
        with self._lock:
            stamp = _stamp(self._files)
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            error = self._load()
            if error:
                time.sleep(_SETTLED)
                if (again := _stamp(self._files)) != stamp:
                    self._stamp = again
                    error = self._load()
            self._error = error
            self.version += 1
            return True

    def ask(self, request: Mapping[str, object]) -> Answer:
        """The answer for the last good version, with the error of a newer one if there is one."""
        with self._lock:
            self.refresh()
            answer: Answer = {}
            if self._worker:
                try:
                    answer = self._worker.ask(request)
                except WorkerError as error:
                    self._worker = None
                    self._error = {"message": str(error)}
            if "error" not in answer and self._error:
                answer["error"] = self._error
            return {**answer, "name": self.name, "version": self.version}

    @property
    def error(self) -> Answer:
        """What is wrong with the newest version; empty if nothing is."""
        return self._error

    def end(self) -> None:
        """End its child."""
        with self._lock:
            if self._worker:
                self._worker.end()
                self._worker = None

    def _load(self) -> Answer:
        """Have a fresh child run the file; it takes over unless something is wrong."""
        fresh = self._pool.take()
        try:
            answer = fresh.ask({"load": str(self.path)})
        except WorkerError as error:
            return {"message": f"{self.path.name}: {error}", "file": str(self.path), "line": 1}
        if "error" in answer:
            fresh.end()
            return answer["error"]  # type: ignore[return-value]
        self.end()
        self._worker = fresh
        self._files = answer["files"]  # type: ignore[assignment]
        self._stamp = _stamp(self._files)
        return {}


class Studio:
    """All designs of the page, and the thread that looks at their files."""

    def __init__(
        self, find: Callable[[], Iterable[tuple[str, Path]]], announce: Callable[[Answer], None]
    ) -> None:
        self._find, self._announce = find, announce
        self._pool = Pool()
        self._sketches: Worker | None = None
        self._designs: dict[str, Design] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self.look()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def look(self) -> bool:
        """Find the files anew, as of a folder; whether there are others than before."""
        found = dict(self._find())
        with self._lock:
            before = {name: one.path for name, one in self._designs.items()}
            if found == before:
                return False
            for name in before.keys() - found.keys():
                self._designs.pop(name).end()
            for name, path in found.items():
                if before.get(name) != path:
                    self._designs[name] = Design(name, path, self._pool)
            return True

    @property
    def names(self) -> list[str]:
        """The designs, in the order of their names."""
        return sorted(self._designs)

    def design(self, name: str) -> Design:
        """The design of this name; raises `NotFoundError` with the nearest."""
        try:
            return self._designs[name]
        except KeyError:
            raise NotFoundError.among("design", name, self._designs) from None

    def sketch(self, request: Mapping[str, object]) -> Answer:
        """The picture of the text of a sketch; no code of anybody's runs."""
        with self._lock:
            self._sketches = self._sketches or self._pool.take()
            worker = self._sketches
        try:
            return worker.ask(request)
        except WorkerError:
            with self._lock:
                self._sketches = None
            raise

    def end(self) -> None:
        """Stop looking, and end all children."""
        self._ended.set()
        self._thread.join()
        for one in self._designs.values():
            one.end()
        if self._sketches:
            self._sketches.end()
        self._pool.end()

    def _watch(self) -> None:
        looks = 0
        while not self._ended.wait(PAUSE):
            looks += 1
            # A folder is searched less often than files are looked at.
            if looks % 30 == 0 and self.look():
                self._announce({"names": self.names})
            for one in [*self._designs.values()]:
                if one.is_shown:
                    try:
                        changed = one.refresh()
                    except SddiagramError:
                        continue
                    if changed:
                        self._announce({"name": one.name, "version": one.version})


def _stamp(files: Iterable[str]) -> Stamp:
    """What changes when one of the files does; a file that is gone has a stamp too."""
    stamps: list[object] = []
    for file in files:
        try:
            found = Path(file).stat()
        except OSError:
            stamps.append(None)
        else:
            stamps.append((found.st_mtime_ns, found.st_size, found.st_ino))
    return tuple(stamps)
