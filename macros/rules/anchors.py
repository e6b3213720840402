"""Rules on anchors, which also come from what the macros render: they are looked at when everything else is sound."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.index import Index
from macros.page import Outline
from macros.problems import did_you_mean
from macros.rules.checking import Finding, error
from macros.rules.pages import Guide, written_lessons
from macros.view import View

Renderers = Mapping[str, Callable[..., str]]
Rendered = Mapping[str, frozenset[str]]

_ANCHOR = re.compile(r'\{ #([\w-]+)|\bid="([\w-]+)"')


@dataclass(frozen=True)
class Anchors:
    """The anchors of a sound guide's pages: those that people wrote, and those that the macros of each render."""

    guide: Guide
    rendered: Rendered

    @cached_property
    def pages(self) -> dict[str, Outline]:
        """The pages by path."""
        return {page.path: page for page in self.guide.pages}


def render_anchors(guide: Guide, index: Index, renderers: Renderers) -> Rendered:
    """The anchors in what the macros of each page render, by the page's path."""
    written = written_lessons(guide)
    rendered = {}
    for page in guide.pages:
        view = View(index=index, page=page.path, written=written, tables=guide.tables)
        texts = [renderers[call.name](view, *call.arguments) for call in page.calls]
        rendered[page.path] = frozenset(match[1] or match[2] for text in texts for match in _ANCHOR.finditer(text))
    return rendered


@error
def link_to_missing_anchor(anchors: Anchors) -> Iterator[Finding]:
    """A link to a section that is not there leaves the reader at the top of a page, looking for it."""
    known: dict[str, frozenset[str]] = {}
    for page in anchors.guide.pages:
        for link in page.links:
            path, hash_, anchor = link.target.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
            if not hash_ or target not in anchors.pages:
                continue
            if target not in known:
                found = anchors.pages[target]
                known[target] = anchors.rendered[target].union(heading.anchor for heading in found.headings)
            if anchor not in known[target]:
                hint = did_you_mean(anchor, known[target]) or "correct the part behind the #"
                yield Finding(link.at, f"the page '{target}' has no section '#{anchor}'", hint)


@error
def heading_takes_anchor(anchors: Anchors) -> Iterator[Finding]:
    """An anchor that a macro renders leads to the wrong place where a heading of the page has it too."""
    for page in anchors.guide.pages:
        rendered = anchors.rendered[page.path] if page.headings[1:] else frozenset()
        for heading in page.headings:
            if heading.anchor in rendered:
                message = (
                    f"the heading '{heading.text}' has the anchor '#{heading.anchor}' of something that a macro renders"
                )
                yield Finding(heading.at, message, "word the heading differently")


CHECKS = (link_to_missing_anchor, heading_takes_anchor)
