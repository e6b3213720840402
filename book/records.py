"""What a book is made of: divisions within divisions, and what the edition says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from book.drawing import Drawing

Kind = Literal["front", "part", "chapter", "section", "answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What stands on the cover and behind it.

    `version` tells which state of the guide it is, `modified` when that was, such as 2026-11-25T00:00:00Z.
    """

    title: str
    subtitle: str
    version: str
    rights: str
    author: str
    modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A part, a chapter or a section; `page` is the built page that it comes from, empty where it has none.

    `body` is a tree of plain HTML in which ids hold for the whole book, and links within it lead to them.
    """

    kind: Kind
    title: str
    anchor: str
    page: str
    body: HtmlElement
    divisions: tuple[Division, ...] = ()

    def walk(self) -> Iterator[Division]:
        """The division, and everything below it, in the order of reading."""
        yield self
        for division in self.divisions:
            yield from division.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A term, which may be a word of code, with the anchors of where the book speaks of it, the best one first."""

    term: str
    is_code: bool
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The whole book: what comes before the first part, the parts, and the index.

    `ornament` is for the cover; `ticks` are the texts of the checklists' items by their keys.
    """

    edition: Edition
    ornament: Drawing
    front: tuple[Division, ...]
    parts: tuple[Division, ...]
    index: tuple[IndexEntry, ...]
    ticks: dict[str, str]

    def divisions(self) -> Iterator[Division]:
        """Every division, in the order of reading."""
        for division in (*self.front, *self.parts):
            yield from division.walk()
