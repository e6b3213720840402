"""Adapter: a server on this machine that shows a folder, and lets browsers reload a page when there is a newer one."""

from __future__ import annotations

import contextlib
import time
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import Any

_SCRIPT = b"""
const seen = document.currentScript.dataset.seen;
new EventSource("/~reload").onmessage = ({data}) => {
    if (data !== seen) location.reload();
};
"""
_PATIENCE = 15  # seconds until a sign of life, which finds out whether a browser has gone


class ReloadingServer(ThreadingHTTPServer):
    """Shows `folder`; `in_front` is the page that a browser asked for last, as a path below the folder."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        self.in_front = "index.html"
        self.version = str(time.time_ns())
        self.changed = Condition()
        super().__init__(address, _Handler)

    def show(self, folder: Path, *, newer: bool = True) -> None:
        """Show this folder from now on; browsers reload where what they show may be newer there."""
        with self.changed:
            self.folder = folder
            if newer:
                self.version = str(time.time_ns())
                self.changed.notify_all()


class _Handler(SimpleHTTPRequestHandler):
    server: ReloadingServer

    def __init__(self, request: Any, address: Any, server: ReloadingServer) -> None:
        super().__init__(request, address, server, directory=str(server.folder))

    def do_GET(self) -> None:
        """A page with the script that reloads it, or another file."""
        if self.path == "/~reload":
            self._tell_versions()
        elif self.path.startswith("/~reload.js"):
            self._send(_SCRIPT, "text/javascript")
        elif (page := self._page()) is not None:
            self._send_page(page)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Nothing is to be asked of the browser's cache: everything may be newer."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: what contributors look for is what is wrong with their pages."""

    def _page(self) -> Path | None:
        """The page that is asked for; the site's own where there is none."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        return path if path.suffix == ".html" or not path.exists() else None

    def _send_page(self, path: Path) -> None:
        version = self.server.version
        found = path.is_file()
        if found:
            self.server.in_front = path.relative_to(self.directory).as_posix()
        page = path if found else Path(self.directory) / "404.html"
        text = page.read_bytes() if page.is_file() else b"<body></body>"
        script = f'<script src="/~reload.js" data-seen="{version}"></script>'.encode()
        head, body, tail = text.rpartition(b"</body>")
        self._send(head + script + body + tail, "text/html", HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tell_versions(self) -> None:
        """Tell the version of the site, and each newer one, until the browser has gone."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                with self.server.changed:
                    version = self.server.version
                    self.wfile.write(f"data: {version}\n\n".encode())
                    self.server.changed.wait(_PATIENCE)
