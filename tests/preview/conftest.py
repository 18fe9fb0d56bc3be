"""A live page that runs beside the tests."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from sddiagram.preview.server import Server
from sddiagram.preview.studio import Studio

GOOD = """import sddiagram as sd
users = sd.Client("Users", sends=sd.Requests("read", 100 * sd.rps))
api = sd.Service("API", capacity=1_000 * sd.rps)
pattern = sd.Pattern(
    "Shop",
    sd.Stage("One", users >> api, why="It answers."),
    sd.Stage("Two", api >> sd.Cache("Cache", technology="redis"), why="Reads repeat."),
)
"""


class Page:
    """What a browser would do, without one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Server(0)
        self.server.studio = Studio(self._designs, self.server.announce)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def _designs(self) -> list[tuple[str, Path]]:
        return [(path.stem, path) for path in sorted(self.folder.glob("*.py"))]

    def get(self, path: str, **asked: str) -> Any:
        """The object that a request for `path` is answered with."""
        return json.loads(self.fetch("GET", f"{path}?{urlencode(asked)}")[1])

    def post(self, path: str, said: object) -> Any:
        """The object that a request with a body is answered with."""
        origin = {"Origin": self.server.address.rstrip("/")}
        return json.loads(self.fetch("POST", path, json.dumps(said), origin)[1])

    def fetch(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """The status and the bytes of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=30)
        with closing(connection):
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def save(self, text: str, name: str = "shop.py") -> None:
        """What an author's editor does."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def end(self) -> None:
        self.server.shutdown()
        self.server.studio.end()
        self.server.server_close()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    folder = tmp_path / "designs"
    folder.mkdir()
    (folder / "shop.py").write_text(GOOD, encoding="utf-8")
    page = Page(folder)
    yield page
    page.end()
