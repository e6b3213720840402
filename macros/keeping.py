"""Adapter: puts what is kept between builds into MkDocs 1.6 with Material 9; other versions build in their own way."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2

from macros.kept_pages import KeptPages
from macros.kept_search import IndexOfKept
from macros.store import FOLDER, Store

_HOSTS = {"mkdocs": "1.6.", "mkdocs-material": "9."}
_TEMPLATES = {"404.html"}  # the theme's other templates name every page, and are quickly made


def start_keeping(config: Any, files: Any, nav: Any) -> KeptPages | None:
    """What is kept of pages, for this build; nothing in a version that it was not made for."""
    if not all(version(host).startswith(known) for host, known in _HOSTS.items()):
        return None
    store = Store(Path(config.config_file_path).parent)
    pages = KeptPages(store, config, files, nav, config.plugins["macros"].guide.seen)
    pages.adopt()
    return pages


def install(pages: KeptPages, env: jinja2.Environment, config: Any) -> None:
    """Let the search index and the templates ask what is kept first."""
    search = config.plugins.get("material/search") or config.plugins["search"]
    search.search_index = IndexOfKept(search.config, pages.recall, pages.keep)
    env.template_class = _template_class(pages)
    compiled = Path(config.config_file_path).parent / FOLDER / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))


def _template_class(pages: KeptPages) -> type[jinja2.Template]:
    class KeptTemplate(jinja2.Template):
        def render(self, *arguments: Any, **names: Any) -> str:
            """What MkDocs asks for: a page's file, or another of the site."""

            def render() -> str:
                return jinja2.Template.render(self, *arguments, **names)

            page = dict(*arguments, **names).get("page")
            if page is not None:
                return pages.write(page, render)
            return pages.write_template(str(self.name), render) if self.name in _TEMPLATES else render()

    return KeptTemplate
