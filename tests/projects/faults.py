"""What the broken servers of the three projects share: a fault, and the check that has to find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .serving import Api, Reply, Request


@dataclass(frozen=True)
class Fault:
    """A way to break a reference server."""

    broken: Callable[[], Api]
    milestone: str
    check: str


def altering(kind: type[Api], alter: Callable[[Request, Reply], Reply]) -> type[Api]:
    """An API that answers like another, except that every reply goes through a function."""

    class Altered(kind):  # type: ignore[misc, valid-type]
        """An API whose replies are altered."""

        def answer(self, request: Request) -> Reply:
            """The altered reply."""
            return alter(request, super().answer(request))

    return Altered


def with_status(wrong: int, right: int, method: str = "") -> Callable[[Request, Reply], Reply]:
    """An alteration that answers one status instead of another, to one method or all."""

    def alter(request: Request, reply: Reply) -> Reply:
        fits = reply.status == right and method in ("", request.method)
        return replace(reply, status=wrong) if fits else reply

    return alter


def without_header(name: str) -> Callable[[Request, Reply], Reply]:
    """An alteration that leaves out a header."""
    return lambda _, reply: replace(reply, headers={key: value for key, value in reply.headers.items() if key != name})


def errors_as_plain_json(_: Request, reply: Reply) -> Reply:
    """An alteration that gives errors the media type of everything else."""
    return replace(reply, media_type="application/json")
