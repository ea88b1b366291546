"""The review page served on this machine alone: decisions go straight to their file, from two windows as from one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError, FactsError
from explorer.explorer import Explorer
from explorer.facts.decisions import COLUMNS, Decision, change_decisions, decisions_csv, read_decisions
from explorer.reviewing import page

MOST_BYTES = 8_000_000  # of one request


def serve(opened: Explorer, path: Path | str, tell: Callable[[str], None], port: int = 0) -> None:
    """Serve the page until Ctrl-C; `path` is the decisions file, `tell` gets the address."""
    with server(opened, path, port) as running:
        tell(f"Open {address(running)} in a browser; decisions go to {path}. Ctrl-C ends.")
        running.serve_forever()


def address(running: ThreadingHTTPServer) -> str:
    """Return the address of the page, with the token that lets a browser in."""
    token: str = running.token  # type: ignore[attr-defined]
    return f"http://127.0.0.1:{running.server_address[1]}/{token}/"


def server(opened: Explorer, path: Path | str, port: int = 0) -> ThreadingHTTPServer:
    """Return a server on the loopback address, not yet running. Its token is new each time."""
    running = ThreadingHTTPServer(("127.0.0.1", port), _Desk)
    running.daemon_threads = True
    running.token = secrets.token_urlsafe(24)  # type: ignore[attr-defined]
    running.page = page(opened, served=True).encode("utf-8")  # type: ignore[attr-defined]
    running.path = Path(path)  # type: ignore[attr-defined]
    return running


class _Desk(BaseHTTPRequestHandler):
    server_version = "explorer"
    sys_version = ""

    def do_GET(self) -> None:
        server: Any = self.server
        if self.path == f"/{server.token}/decisions" and self._may(self.path):
            kept = decisions_csv(read_decisions(server.path)) if server.path.exists() else ""
            self._answer(HTTPStatus.OK, kept.encode("utf-8"), "text/csv; charset=utf-8")
        elif self._may(f"/{server.token}/"):
            self._answer(HTTPStatus.OK, server.page, "text/html; charset=utf-8")

    def do_POST(self) -> None:
        server: Any = self.server
        if not self._may(f"/{server.token}/decisions"):
            return None
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"Too many decisions at once.")
        try:
            given = json.loads(self.rfile.read(int(length)))
            add, drop = ([_decision(row) for row in given[name]] for name in ("add", "drop"))
            change_decisions(server.path, add, drop)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return self._answer(HTTPStatus.BAD_REQUEST, str(error).encode("utf-8"))
        except ExplorerError as error:
            return self._answer(HTTPStatus.CONFLICT, str(error).encode("utf-8"))
        self._answer(HTTPStatus.OK, b"kept")
        return None

    def _may(self, wanted: str) -> bool:
        """Let in whoever knows the token, from this machine's own page alone."""
        server: Any = self.server
        port = server.server_address[1]
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        fits = self.headers.get("Host") in hosts and (origin is None or origin.removeprefix("http://") in hosts)
        if fits and secrets.compare_digest(self.path.encode(), wanted.encode()):
            return True
        self._answer(HTTPStatus.NOT_FOUND, b"Nothing here.")
        return False

    def _answer(self, status: HTTPStatus, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the token stands in every line."""


def _decision(row: Any) -> Decision:
    unknown = set(row) - set(COLUMNS)
    if unknown:
        raise FactsError(f"A decision has no {min(unknown)!r}.")
    cells: dict[str, Any] = {name: str(value) for name, value in row.items()}
    return Decision(**cells)
