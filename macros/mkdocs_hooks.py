"""Adapter: what only MkDocs can do: add files, shorten contents, give pages a policy, serve on after a failed build.

MkDocs loads this file by its path, before the macros plugin has made `macros` importable.
"""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import Any

from click.exceptions import Abort
from mkdocs.structure.files import File

_LOG = logging.getLogger("mkdocs.hooks.serve")

_QUESTIONS = "check-yourself"
_STYLES = "assets/guide.css"

_serving = False


def on_startup(*, command: str, **_: Any) -> None:
    """Remember whether the site is only served to its author."""
    global _serving
    _serving = command == "serve"


def on_files(files: Any, *, config: Any) -> Any:
    """Add what is generated, so that MkDocs checks links to it and copies it like any file."""
    from macros.files import generated_files

    for path, text in generated_files(Path(config.config_file_path).parent).items():
        files.append(File.generated(config, path, content=text()))
    _join_styles(files, config)
    return files


def on_serve(server: Any, **_: Any) -> Any:
    """Let the server show the last good site, and build again at the next save, after a build that failed."""
    server.builder = _forgiving(server.builder)
    return server


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Leave the questions of a lesson, which are headings, out of its table of contents."""
    for entry in [entry for top in page.toc for entry in (top, *top.children)]:
        if entry.id == _QUESTIONS:
            entry.children = []
    return html


def on_post_page(output: str, **_: Any) -> str:
    """Give every page what the theme's HTML lacks, and its policy."""
    return _finished(output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Give both to the pages that have no source, such as 404.html, too."""
    return _finished(output_content) if template_name.endswith(".html") else output_content


def _finished(html: str) -> str:
    from macros.security import add_policy
    from macros.theme_html import mend_theme

    mended = mend_theme(html)
    return mended if _serving else add_policy(mended)  # what reloads a served page is an inline script


def _join_styles(files: Any, config: Any) -> None:
    """Let pages load one style sheet of ours, made of those that the configuration names."""
    from macros.bundling import join_styles

    sheets = [files.get_file_from_path(path) for path in config.extra_css]
    files.append(File.generated(config, _STYLES, content=join_styles(sheet.content_string for sheet in sheets)))
    for sheet in sheets:
        files.remove(sheet)
    config.extra_css = [_STYLES]


def _forgiving(build: Any) -> Any:
    @functools.wraps(build)
    def attempt(*arguments: Any, **options: Any) -> None:
        try:
            build(*arguments, **options)
        except (Abort, SystemExit):  # what was wrong has been reported
            _LOG.error("The site was not built again: you see the last good one. Save again when the above is mended.")

    return attempt
