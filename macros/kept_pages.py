"""Adapter: pages that are as they were when they were built before are not built again.

There are two steps. A page's Markdown becomes HTML, which depends on its text and on the roadmap; the HTML and the
menu become a file. What each step made is in the store, below the digest of everything that it depends on. MkDocs has
no event that replaces the first step, so `render` is replaced on the pages themselves.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from macros.kept_search import Entries
from macros.reused import shared_parts
from macros.short_menu import describe
from macros.store import Store, digest, digest_files

_OF_THIS_BUILD = {"config_file_path", "docs_dir", "site_dir", "nav"}  # `nav` is looked at as the menu
# What macros and templates see, but not what turns Markdown into HTML: the site for a disk takes the HTML of the other.
_BESIDE_MARKDOWN = {"extra", "plugins", "exclude_docs"}


@dataclass(frozen=True, kw_only=True)
class Light:
    """What the rest of the site needs of a page's HTML; `links` are the anchors that it links to, by file."""

    key: str
    title: str | None
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]


@dataclass(kw_only=True)
class Progress:
    """How far a page has come in this build.

    `known` tells whether the store had what becomes of the source, `fresh` whether it did not even have the HTML;
    `entries` are those of the search index, and `written` is the text of the page's file, where the store has them.
    """

    key: str
    warnings: int
    light: Light | None = None
    known: bool = False
    fresh: bool = False
    entries: Entries | None = None
    written_key: str = ""
    written: str | None = None


class Warnings(logging.Handler):
    """Counts warnings: what a page made with one must not be kept, or the next build would not warn."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, _: logging.LogRecord) -> None:
        """Count one."""
        self.count += 1


_WARNINGS = Warnings()
logging.getLogger("mkdocs").addHandler(_WARNINGS)


class KeptPages:
    """The pages of one build; `known` is a digest of what macros know of the guide."""

    def __init__(self, store: Store, config: Any, files: Any, nav: Any, known: str) -> None:
        self._store = store
        self._config = config
        self._files = files
        self._nav = nav
        self._known = known
        self._pages: dict[str, Progress] = {}
        self._spoiled: set[str] = set()

    def close(self) -> None:
        """Let the store forget what is old."""
        self._store.sweep()

    def adopt(self) -> None:
        """Let every page be rendered from what is kept of it."""
        for file in self._files.documentation_pages():
            file.page.render = partial(self._render, file.page)

    def begin(self, page: Any, markdown: str) -> str:
        """The Markdown to go on with: none where what it becomes is known."""
        key = self._store.key("source", *self._place_of(page), self._settings, markdown, self._known)
        progress = self._pages[page.file.src_uri] = Progress(key=key, warnings=_WARNINGS.count)
        if page.file.src_uri not in self._spoiled:
            progress.light = self._store.load(key)
        progress.known = progress.light is not None
        return "" if progress.known else markdown

    def lay_aside(self, page: Any) -> None:
        """Let the store hold the HTML until the page is written: all pages' at once are as large as the site."""
        progress = self._pages[page.file.src_uri]
        if not progress.light or page.file.src_uri in self._spoiled or _WARNINGS.count > progress.warnings:
            return
        if progress.fresh:
            self._store.save(progress.light.key, (progress.light, page.content, page.toc))
        page.markdown, page.content, page.toc = "", "", TableOfContents([])

    def find(self, page: Any, menu: Any) -> None:
        """Look for the file that the page becomes below this menu; where there is none, fetch its HTML."""
        progress = self._pages[page.file.src_uri]
        assert progress.light, "a page is rendered before it is placed"
        meta = json.dumps(page.meta, sort_keys=True, default=str)
        near = repr([(other.title, other.url) for other in (page.previous_page, page.next_page) if other])
        parts = (progress.light.key, page.file.inclusion.name, meta, describe(menu), near, self._looks)
        progress.written_key = self._store.key("written", *parts)
        progress.written = self._store.load(progress.written_key)
        progress.entries = self._store.load(self._store.key("sections", progress.light.key))
        if None in (progress.written, progress.entries) and not page.content:
            self._fetch(page, menu, progress.light.key)

    def recall(self, page: Any) -> Entries | None:
        """The entries of a page in the search index, where they are known."""
        return self._pages[page.file.src_uri].entries

    def keep(self, page: Any, entries: Entries) -> None:
        """Learn the entries of a page in the search index."""
        progress = self._pages[page.file.src_uri]
        if progress.light and _WARNINGS.count == progress.warnings:
            self._store.save(self._store.key("sections", progress.light.key), entries)

    def write(self, page: Any, render: Callable[[], str]) -> str:
        """The text of a page's file."""
        progress = self._pages[page.file.src_uri]
        text = render() if progress.written is None else progress.written
        if _WARNINGS.count == progress.warnings:
            if progress.written is None:
                self._store.save(progress.written_key, text)
            if not progress.known:
                self._store.save(progress.key, progress.light)
        progress.written = progress.entries = None
        page.content, page.toc = "", TableOfContents([])
        return text

    def write_template(self, name: str, render: Callable[[], str]) -> str:
        """The text of a file that is no page, but shows the menu."""
        return self._store.recall(("template", name, self._menu, self._looks), render)

    def _render(self, page: Any, config: Any, files: Any) -> None:
        """Do what `Page.render` does, where it has not been done before."""
        progress = self._pages[page.file.src_uri]
        if progress.light:
            page.content, page.toc = "", TableOfContents([])
            self._restore(page, progress.light)
            return
        key = self._store.key("html", *self._place_of(page), page.markdown)
        kept = None if page.file.src_uri in self._spoiled else self._store.load(key)
        if kept:
            progress.light, page.content, page.toc = kept
            self._restore(page, kept[0])
            return
        with shared_parts():
            Page.render(page, config, files)
        progress.fresh = True
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        title, anchors = page._title_from_render, frozenset(page.present_anchor_ids)
        progress.light = Light(key=key, title=title, anchors=anchors, links=links)

    def _restore(self, page: Any, light: Light) -> None:
        page._title_from_render = light.title
        page.present_anchor_ids = set(light.anchors)
        page.links_to_anchors = {self._files.get_file_from_path(file): links for file, links in light.links.items()}

    def _fetch(self, page: Any, menu: Any, key: str) -> None:
        """Give a page its HTML; where somebody took it from the store meanwhile, make it again."""
        kept = self._store.load(key)
        if kept:
            _, page.content, page.toc = kept
        if kept or page.file.src_uri in self._spoiled:
            return
        self._spoiled.add(page.file.src_uri)
        _populate_page(page, self._config, self._files)
        self.find(page, menu)

    def _place_of(self, page: Any) -> tuple[str, ...]:
        """What a page's HTML depends on besides its Markdown."""
        meta = json.dumps(page.meta, sort_keys=True, default=str)
        return (page.file.src_uri, str(page.title), meta, self._markdown_settings, self._targets)

    @cached_property
    def _targets(self) -> str:
        """The files that links can lead to."""
        return digest(*sorted(file.src_uri for file in self._files))

    @cached_property
    def _settings(self) -> str:
        """What the site's configuration says, as it is written, and with what it takes from the environment."""
        return self._written_settings(_OF_THIS_BUILD)

    @cached_property
    def _markdown_settings(self) -> str:
        """Those of the settings that decide what becomes of Markdown."""
        return self._written_settings(_OF_THIS_BUILD | _BESIDE_MARKDOWN)

    def _written_settings(self, left_out: Set[str]) -> str:
        root = Path(self._config.config_file_path).parent
        given = {key: value for key, value in self._config.items() if value not in (None, "")}
        values = {key: value for key, value in given.items() if key not in left_out}
        written = json.dumps(values, sort_keys=True, default=_written)
        files = sorted(root.absolute().glob("mkdocs*.yml"))  # MkDocs gives a path from the root or from here
        return digest(digest_files(files), written)

    @cached_property
    def _looks(self) -> str:
        """The templates and the configuration that they read."""
        own = Path(self._config.theme.custom_dir or "/nowhere")
        return digest(self._settings, digest_files(sorted(path for path in own.rglob("*") if path.is_file())))

    @cached_property
    def _menu(self) -> str:
        """The whole menu, which files show that are no pages."""
        return digest(describe(self._nav))


def _written(value: Any) -> Any:
    """A part of the configuration that is no plain value: what it says, and what a plugin was given."""
    value = getattr(value, "config", value)
    return dict(value) if isinstance(value, Mapping) else type(value).__name__
