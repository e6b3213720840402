"""Rules on anchors, which also come from what the macros render: they are looked at when everything else is sound."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.index import Index
from macros.page_source import Page
from macros.problems import did_you_mean
from macros.rules.checking import Finding, error
from macros.rules.pages import Guide, written_lessons
from macros.view import View

Renderers = Mapping[str, Callable[..., str]]

_ANCHOR = re.compile(r'\{ #([\w-]+)|\bid="([\w-]+)"')


@dataclass(frozen=True)
class Anchors:
    """The anchors of a sound guide's pages: those that people wrote, and those that the macros render."""

    guide: Guide
    index: Index
    renderers: Renderers

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages by path."""
        return {page.path: page for page in self.guide.pages}

    @cached_property
    def written(self) -> frozenset[str]:
        """The lessons that have a page."""
        return written_lessons(self.guide)

    @cached_property
    def rendered(self) -> dict[str, set[str]]:
        """The anchors in what the macros of each page render, by the page's path."""
        return {page.path: self._rendered(page) for page in self.guide.pages}

    def _rendered(self, page: Page) -> set[str]:
        view = View(index=self.index, page=page.path, written=self.written, tables=self.guide.tables)
        texts = [self.renderers[call.name](view, *call.arguments) for call in page.calls]
        return {match[1] or match[2] for text in texts for match in _ANCHOR.finditer(text)}


@error
def link_to_missing_anchor(anchors: Anchors) -> Iterator[Finding]:
    """A link to a section that is not there leaves the reader at the top of a page, looking for it."""
    known: dict[str, set[str]] = {}
    for page in anchors.guide.pages:
        for link in page.links:
            path, hash_, anchor = link.target.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
            if not hash_ or target not in anchors.pages:
                continue
            if target not in known:
                found = anchors.pages[target]
                known[target] = {heading.anchor for heading in found.headings} | anchors.rendered[target]
            if anchor not in known[target]:
                hint = did_you_mean(anchor, known[target]) or "correct the part behind the #"
                yield Finding(link.at, f"the page '{target}' has no section '#{anchor}'", hint)


@error
def heading_takes_anchor(anchors: Anchors) -> Iterator[Finding]:
    """An anchor that a macro renders leads to the wrong place where a heading of the page has it too."""
    for page in anchors.guide.pages:
        rendered = anchors.rendered[page.path] if page.headings[1:] else set()
        for heading in page.headings:
            if heading.anchor in rendered:
                message = (
                    f"the heading '{heading.text}' has the anchor '#{heading.anchor}' of something that a macro renders"
                )
                yield Finding(heading.at, message, "word the heading differently")


CHECKS = (link_to_missing_anchor, heading_takes_anchor)
