"""Serves a folder on a loopback port: plainly, or compressed and over lasting connections, as hosts of files do."""

from __future__ import annotations

import functools
import gzip
import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

TEXTS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}  # what hosts of files compress


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


class LikeAHost(Silent):
    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXTS or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(content)


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser that leaves is no error
            super().handle_error(request, address)


@contextmanager
def serve(folder: Path, handler: type[Silent] = Silent) -> Iterator[str]:
    """The address under which the folder is served."""
    server = Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
