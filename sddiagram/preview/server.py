"""The live page's server: on this machine alone, for its own pages alone."""

import queue
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer

from sddiagram.errors import OutputError
from sddiagram.preview.requests import Handler
from sddiagram.preview.studio import Studio
from sddiagram.preview.workers import Answer

LOOPBACK = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """Serves the page, the pictures, and the news that a design changed."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, open_editor: Callable[[str, int], None] | None = None) -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.studio: Studio
        self.open_editor = open_editor
        self.hosts = {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}
        self._listeners: set[queue.SimpleQueue[Answer]] = set()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def announce(self, news: Answer) -> None:
        """Tell every open page."""
        with self._lock:
            for one in self._listeners:
                one.put(news)

    def listen(self) -> "queue.SimpleQueue[Answer]":
        """What one page will be told."""
        heard: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        with self._lock:
            self._listeners.add(heard)
        return heard

    def leave(self, heard: "queue.SimpleQueue[Answer]") -> None:
        """A page was closed."""
        with self._lock:
            self._listeners.discard(heard)

    @classmethod
    def opened(cls, port: int, open_editor: Callable[[str, int], None] | None = None) -> "Server":
        """The server on `port`; 0 takes a free one.

        Raises `OutputError` when the port cannot be used.
        """
        try:
            return cls(port, open_editor)
        except (OSError, OverflowError) as error:
            raise OutputError(
                f"Port {port} cannot be used ({error}); give another one, or --port 0 for a free "
                "one."
            ) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that closes its connection is no error."""
