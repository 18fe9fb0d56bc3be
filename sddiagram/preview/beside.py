"""The live page of one file, beside something else that this program does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sddiagram.library.naming import name_of
from sddiagram.preview.server import Server
from sddiagram.preview.studio import Studio


@contextmanager
def page_of(path: Path, port: int = 0) -> Iterator[str]:
    """The address of a page that shows the design in `path`, as long as the block runs.

    Port 0 takes a free one. Raises `OutputError` when the port cannot be used.
    """
    server = Server.opened(port)
    server.studio = Studio(lambda: [(name_of(path), path)], server.announce)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        thread.join()
        server.studio.end()
        server.server_close()
