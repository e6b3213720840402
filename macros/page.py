"""What is known of a page: its outline, which the rest of the guide asks for, and what only the page itself needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.problems import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroCall:
    """A call of a macro in a page; an argument that is not a plain string is None."""

    name: str
    arguments: tuple[str | None, ...]
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading with the anchor that links lead to."""

    level: int
    text: str
    anchor: str
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or, where `picture` is set, an image; `text` is the link's text or the image's alternative text."""

    target: str
    text: str
    picture: bool
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """A fenced block of code; `end` is the line of its closing fence, `closed` tells whether that was found."""

    language: str
    title: str
    text: str
    closed: bool
    at: Position
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of prose, or raw HTML where `html` is set."""

    text: str
    html: bool
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the rest of the guide asks of a page; `path` is its path below docs/, `start` its first place."""

    path: str
    start: Position
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    calls: tuple[MacroCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Outline):
    """What a page holds: its outline, its blocks of code and its lines of prose."""

    code: tuple[CodeBlock, ...]
    lines: tuple[Line, ...]

    @property
    def words(self) -> int:
        """How many words of prose the page has, headings, code and HTML left out."""
        return sum(len(re.findall(r"\w+(?:['’-]\w+)*", line.text)) for line in self.lines if not line.html)

    @property
    def outline(self) -> Outline:
        """The outline alone."""
        return Outline(path=self.path, start=self.start, headings=self.headings, links=self.links, calls=self.calls)
