"""The live page beside lines that are typed into a terminal."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from sddiagram.preview.server import Server
from sddiagram.preview.studio import Studio


@contextmanager
def live_page() -> Iterator[Callable[[str], None]]:
    """While it lasts, a page in the browser shows the sketch that it is given last."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "sketch.sketch")
        server = Server(0)
        server.studio = Studio(lambda: [("sketch", path)] if path.exists() else [], server.announce)
        thread = threading.Thread(target=lambda: server.serve_forever(0.1), daemon=True)
        thread.start()

        def show(text: str) -> None:
            is_first = not path.exists()
            path.write_text(text, encoding="utf-8")
            if is_first:
                server.studio.look()
                typer.launch(server.address)

        try:
            yield show
        finally:
            server.shutdown()
            server.studio.end()
            server.server_close()
            thread.join()
