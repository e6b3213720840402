"""What the reference servers share: routes, JSON, problem details, and a server on a thread."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Json = dict[str, Any]


class ProblemError(Exception):
    """A request that gets an error as its answer."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.status, self.headers = status, headers or {}
        self.body = {"title": responses[status], "status": status, "detail": detail, **members}


@dataclass(frozen=True)
class Request:
    """A request as the API sees it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    content: bytes

    def json(self) -> Json:
        """The JSON object in the body."""
        try:
            found = json.loads(self.content)
        except ValueError:
            raise ProblemError(400, "The body is not JSON.") from None
        if not isinstance(found, dict):
            raise ProblemError(422, "The body is not a JSON object.")
        return found


@dataclass(frozen=True)
class Reply:
    """An answer before it becomes bytes."""

    status: int
    body: Json | None = None
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json"


Action = Callable[..., Reply]


class Api:
    """An API that keeps everything in memory; a subclass gives its routes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.numbers = itertools.count(1)

    def routes(self) -> dict[str, dict[str, Action]]:
        """For each path, the action of each method; `{}` in a path stands for one segment, which the action takes."""
        raise NotImplementedError

    def answer(self, request: Request) -> Reply:
        """The reply to a request, where a problem becomes problem details."""
        try:
            with self.lock:
                return self.act(request)
        except ProblemError as problem:
            return Reply(problem.status, problem.body, problem.headers, "application/problem+json")

    def act(self, request: Request) -> Reply:
        """Find the action for a request and perform it."""
        for pattern, actions in self.routes().items():
            matched = re.fullmatch(pattern.replace("{}", "([^/]+)"), request.path)
            if matched and request.method in actions:
                return actions[request.method](request, *map(unquote, matched.groups()))
            if matched:
                raise ProblemError(405, "The path does not have this method.", {"Allow": ", ".join(actions)})
        raise ProblemError(404, "There is nothing at this path.")


class Errors:
    """Collects what is wrong with the fields of a request, so that all of it is told at once."""

    def __init__(self) -> None:
        self.found: list[Json] = []

    def check(self, holds: bool, field: str, detail: str) -> None:
        """Note a field as wrong unless a condition holds."""
        if not holds:
            self.found.append({"field": field, "detail": detail})

    def text(self, body: Json, field: str, shortest: int, longest: int) -> None:
        """Note a field as wrong unless it is a text of a fitting length."""
        value = body.get(field)
        fits = isinstance(value, str) and shortest <= len(value) <= longest
        self.check(fits, field, f"has to be a text of {shortest} to {longest} characters")

    def tell(self) -> None:
        """Refuse the request if anything is wrong."""
        if self.found:
            raise ProblemError(422, "The request has wrong fields.", errors=self.found)


def page_limit(request: Request) -> int:
    """The page size that a request asks for."""
    text, errors = request.query.get("limit", "20"), Errors()
    errors.check(text.isdecimal() and 1 <= int(text) <= 100, "limit", "has to be a number from 1 to 100")
    errors.tell()
    return int(text)


def now() -> str:
    """The time as the contracts write it."""
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def handler_for(api: Api) -> type[BaseHTTPRequestHandler]:
    """A request handler that hands everything to an API."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            parts = urlsplit(self.path)
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            query, headers = dict(parse_qsl(parts.query)), dict(self.headers.items())
            reply = api.answer(Request(self.command, parts.path, query, headers, content))
            sent = b"" if reply.body is None else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if sent:
                self.send_header("Content-Type", reply.media_type)
            if reply.status != 204:
                self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = respond  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """A test has no use for a line per request."""

    return Handler


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that runs on a free port until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def serve_on_port(api: Api, port: int) -> None:
    """Serve an API until it is interrupted."""
    with ThreadingHTTPServer(("127.0.0.1", port), handler_for(api)) as server:
        server.serve_forever()
