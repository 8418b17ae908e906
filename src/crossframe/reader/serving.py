"""The page served on this machine alone, so that codes made in it are saved to a file."""

from __future__ import annotations

import json
import os
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crossframe.coding.in_place import ChangedElsewhereError, CoderFiles
from crossframe.errors import CrossframeError

HOST = "127.0.0.1"
_MOST = 20_000_000  # bytes of a request
_SECONDS = 30  # that a request may take to arrive
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FIELDS = {"coder": str, "csv": str, "known": str, "open": list, "seen": int}


class PageServer(ThreadingHTTPServer):
    """A server of one page and of the sheets coded in it.

    Attributes
    ----------
    url
        The page's address, with the token without which nothing is answered.
    saved
        The files that codes were written to.
    """

    allow_reuse_address = os.name == "posix"  # elsewhere two programs could share a port
    daemon_threads = True  # a browser keeps connections open; what is written is written whole

    def __init__(self, page: str, files: CoderFiles, *, port: int) -> None:
        self.page, self.files = page.encode(), files
        self.token = secrets.token_urlsafe(24)
        self.writing = Lock()
        self.saved: dict[str, None] = {}
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise CrossframeError(
                f"port {port} of this machine cannot be used: {error.strerror or error}",
                remedy="give another one with --port, or end the program that uses it",
            ) from error
        self.origin = f"http://{HOST}:{self.server_port}"
        self.url = f"{self.origin}/{self.token}/"

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that went away in the middle."""


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    server_version = "crossframe"
    sys_version = ""
    timeout = _SECONDS

    def do_GET(self) -> None:
        if not self._is_ours():
            return
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == f"/{self.server.token}/":
            self._answer(HTTPStatus.OK, self.server.page, "text/html; charset=utf-8")
        elif path == f"/{self.server.token}/sheet":
            self._try(lambda: self.server.files.read(query.get("coder", [""])[0]))
        else:
            self._tell(HTTPStatus.NOT_FOUND, "there is no such page")

    def do_POST(self) -> None:
        if not self._is_ours():
            return
        size = self.headers.get("Content-Length", "")
        if self.headers.get("Origin") != self.server.origin:
            self._tell(HTTPStatus.FORBIDDEN, "the request comes from another page")
        elif urlsplit(self.path).path != f"/{self.server.token}/sheet":
            self._tell(HTTPStatus.NOT_FOUND, "there is no such page")
        elif not (size.isascii() and size.isdecimal()):
            self._tell(HTTPStatus.LENGTH_REQUIRED, "the request does not say how long it is")
        elif int(size) > _MOST:
            self._tell(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the sheet is larger than any is")
        else:
            body = self.rfile.read(int(size))
            self._try(lambda: self._save(body))

    def _is_ours(self) -> bool:
        """Tell whether a request names this server and its token; refuse it where it does not."""
        token = self.path.split("/", 2)[1] if self.path.startswith("/") else ""
        named = self.headers.get("Host") == f"{HOST}:{self.server.server_port}"
        if named and secrets.compare_digest(token.encode(), self.server.token.encode()):
            return True
        self._tell(HTTPStatus.FORBIDDEN, "open the whole address that crossframe printed")
        return False

    def _save(self, body: bytes) -> dict[str, Any]:
        try:
            sent = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise CrossframeError("the request is not valid JSON") from error
        fields = sent if isinstance(sent, dict) else {}
        wrong = [name for name, kind in _FIELDS.items() if not isinstance(fields.get(name), kind)]
        if wrong:
            raise CrossframeError(f"the request has no {wrong[0]!r}, or one of another kind")
        files, coder = self.server.files, fields["coder"]
        with self.server.writing:
            try:
                digest = files.write(
                    coder,
                    fields["csv"],
                    known=fields["known"],
                    left_open=fields["open"],
                    seen=fields["seen"],
                )
            except ChangedElsewhereError as error:
                return {"error": str(error), **files.read(coder)}
        self.server.saved[str(files.path(coder))] = None
        return {"digest": digest}

    def _try(self, answer: Any) -> None:
        try:
            told, status = answer(), HTTPStatus.OK
        except CrossframeError as error:
            told, status = {"error": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY
        if status == HTTPStatus.OK and "error" in told:
            status = HTTPStatus.CONFLICT
        self._answer(status, json.dumps(told).encode(), "application/json")

    def _tell(self, status: HTTPStatus, problem: str) -> None:
        self.close_connection = True
        self._answer(status, json.dumps({"error": problem}).encode(), "application/json")

    def _answer(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what people need."""
