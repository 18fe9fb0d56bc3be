"""What a browser may ask of the live page, and what it is sent."""

import json
import queue
import secrets
from base64 import b64decode
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from sddiagram.errors import SddiagramError
from sddiagram.preview.workers import Answer
from sddiagram.template import filled

if TYPE_CHECKING:
    from sddiagram.preview.server import Server

_MOST = 200_000
"""Bytes of a request's body: a sketch that somebody types."""
_BEAT = 15.0
"""Seconds after which a page that heard nothing is told that the server lives."""
_KINDS = {"svg": "image/svg+xml", "png": "image/png"}


class Handler(BaseHTTPRequestHandler):
    """One request; whose `server` has the designs, and the pages that listen."""

    server: "Server"
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "sddiagram", ""

    def do_GET(self) -> None:
        """The page, a picture with all that is said beside it, a file of it, or the news."""
        if not self._is_ours():
            return
        path, asked = urlsplit(self.path).path, _asked(self.path)
        if path == "/":
            self._page()
        elif path == "/news":
            self._news()
        elif path == "/designs":
            self._json({"names": self.server.studio.names})
        elif path in ("/picture", "/file"):
            self._answered(lambda: self._of_design(asked))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """A sketch to draw, or the place of an error to open in the editor."""
        if not self._is_ours() or (said := self._body()) is None:
            return
        path = urlsplit(self.path).path
        if path == "/sketch":
            self._answered(lambda: self._whole(self.server.studio.sketch(said)))
        elif path == "/open" and self.server.open_editor:
            self._answered(lambda: self._open(str(said.get("name"))))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _of_design(self, asked: Answer) -> Answer:
        return self._whole(self.server.studio.design(str(asked.pop("name", ""))).ask(asked))

    def _whole(self, answer: Answer) -> Answer:
        """`answer`, unless it is a file, which is sent as it is."""
        if "content" not in answer:
            return answer
        self._bytes(b64decode(str(answer["content"])), str(answer["file"]))
        return {}

    def _open(self, name: str) -> Answer:
        place = self.server.studio.design(name).error
        if self.server.open_editor and "file" in place:
            self.server.open_editor(str(place["file"]), int(str(place["line"])))
        return {"opened": bool(place)}

    def _answered(self, made: Callable[[], Answer]) -> None:
        try:
            answer = made()
        except SddiagramError as error:
            answer = {"error": {"message": str(error)}}
        if answer:
            self._json(answer)

    def _is_ours(self) -> bool:
        """Whether the page that asks is one of ours: no other site, and no name bent to us."""
        origin = self.headers.get("Origin")
        is_ours = self.headers.get("Host") in self.server.hosts and (
            origin is None or urlsplit(origin).netloc in self.server.hosts
        )
        site = self.headers.get("Sec-Fetch-Site", "none")
        is_page = self.command == "GET" and urlsplit(self.path).path == "/"
        is_near = site in ("same-origin", "none") or is_page
        if is_ours and is_near and (self.command == "GET" or origin):
            return True
        self.close_connection = True
        self.send_error(HTTPStatus.FORBIDDEN, "This page is for this machine alone.")
        return False

    def _body(self) -> Answer | None:
        """The JSON object that a page sent; None, and an answer, for anything else."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST:
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        try:
            said = json.loads(self.rfile.read(int(length)))
        except ValueError:
            said = None
        if not isinstance(said, dict):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return None
        return said

    def _page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        text = filled(
            "watch.html.j2",
            nonce=nonce,
            names=self.server.studio.names,
            has_editor=self.server.open_editor is not None,
        )
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
            "img-src data: blob:; font-src data:; connect-src 'self'; frame-ancestors 'none'; "
            "base-uri 'none'; form-action 'none'"
        )
        self._send(text.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": policy})

    def _news(self) -> None:
        heard = self.server.listen()
        try:
            self.send_response(HTTPStatus.OK)
            self._headers("text/event-stream", {"Connection": "close"})
            self.end_headers()
            self.close_connection = True
            self.wfile.write(b": here\n\n")
            self.wfile.flush()
            while True:
                try:
                    news = f"data: {json.dumps(heard.get(timeout=_BEAT))}\n\n"
                except queue.Empty:
                    news = ": beat\n\n"
                self.wfile.write(news.encode())
                self.wfile.flush()
        except OSError:
            return
        finally:
            self.server.leave(heard)

    def _json(self, answer: Answer) -> None:
        self._send(json.dumps(answer, ensure_ascii=False).encode(), "application/json")

    def _bytes(self, content: bytes, name: str) -> None:
        quoted = name.encode("ascii", "replace").decode().replace('"', "")
        headers = {"Content-Disposition": f'attachment; filename="{quoted}"'}
        kind = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
        self._send(content, kind, headers)

    def _send(self, content: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self._headers(kind, {"Content-Length": str(len(content)), **(headers or {})})
        self.end_headers()
        self.wfile.write(content)

    def _headers(self, kind: str, more: dict[str, str]) -> None:
        fixed = {
            "Content-Type": kind,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
        }
        for name, value in (fixed | more).items():
            self.send_header(name, value)

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is for what designs print."""


def _asked(address: str) -> Answer:
    """What a page asks of a design, from the address; what makes no sense is left out."""
    said = parse_qs(urlsplit(address).query)
    asked: Answer = {name: said[name][0] for name in ("name", "theme", "file") if name in said}
    if (stage := said.get("stage", [""])[0]).isdecimal():
        asked["stage"] = int(stage)
    if (load := said.get("load", [""])[0]).isdecimal():
        asked["load_factor"] = int(load)
    asked["fail"] = said.get("fail", [])
    return asked | {name: True for name in ("numbers", "zone", "findings") if name in said}
