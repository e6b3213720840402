"""Adapter: what only MkDocs can do: add files, keep pages, shorten their contents, give them a policy.

MkDocs loads this file by its path, before the macros plugin has made `macros` importable.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

_QUESTIONS = "check-yourself"
_STYLES = "assets/guide.css"
_FIRST, _LAST = 100, -100  # before and after the plugins

_kept: Any = None  # what is kept of the pages of the build that runs


def on_files(files: Any, *, config: Any) -> Any:
    """Add what is generated, so that MkDocs checks links to it and copies it like any file."""
    from macros.files import generated_files

    for path, text in generated_files(Path(config.config_file_path).parent).items():
        files.append(File.generated(config, path, content=text()))
    _join_styles(files, config)
    return files


def on_nav(nav: Any, *, config: Any, files: Any) -> Any:
    """Take up what is kept of pages, before the first of them is read."""
    global _kept
    from macros.keeping import start_keeping

    _kept = start_keeping(config, files, nav)
    return nav


@event_priority(_FIRST)
def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Spare the macros a page whose HTML is kept."""
    return str(_kept.begin(page, markdown)) if _kept else markdown


def on_env(env: Any, *, config: Any, **_: Any) -> Any:
    """Let templates and the search index ask what is kept."""
    if _kept:
        from macros.keeping import install

        install(_kept, env, config)
    return env


@event_priority(_FIRST)
def on_page_context(context: Any, *, page: Any, **_: Any) -> Any:
    """Shorten the menu; find the file of a page, or its HTML, before the search index looks at it."""
    from macros.short_menu import shorten

    context["nav"] = shorten(context["nav"])
    if _kept:
        _kept.find(page, context["nav"])
    return context


def on_post_build(**_: Any) -> None:
    """Let go of what is kept and old."""
    if _kept:
        _kept.close()


@event_priority(_LAST)
def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Leave the questions of a lesson, which are headings, out of its table of contents; then keep both."""
    for entry in [entry for top in page.toc for entry in (top, *top.children)]:
        if entry.id == _QUESTIONS:
            entry.children = []
    page.content = html
    if _kept:
        _kept.lay_aside(page)
    return str(page.content)


def on_post_page(output: str, **_: Any) -> str:
    """Give every page what the theme's HTML lacks, and its policy."""
    return _finished(output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Give both to the pages that have no source, such as 404.html, too."""
    return _finished(output_content) if template_name.endswith(".html") else output_content


def _finished(html: str) -> str:
    from macros.security import add_policy
    from macros.theme_html import mend_theme

    return add_policy(mend_theme(html))


def _join_styles(files: Any, config: Any) -> None:
    """Let pages load one style sheet of ours, made of those that the configuration names."""
    from macros.bundling import join_styles

    sheets = [files.get_file_from_path(path) for path in config.extra_css]
    files.append(File.generated(config, _STYLES, content=join_styles(sheet.content_string for sheet in sheets)))
    for sheet in sheets:
        files.remove(sheet)
    config.extra_css = [_STYLES]
