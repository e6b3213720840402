"""Adapter: MkDocs' build, of the whole site or of a few pages: the same steps for fewer pages.

`python -m macros.building folder` builds the site that `make serve` shows, without the address where it is published.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Set
from pathlib import Path
from typing import Any

from click.exceptions import Abort
from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

_theme_files: list[str] = []


def build_site(site: Path) -> None:
    """Build the whole site."""
    build(_config(site))


def build_pages(site: Path, pages: Set[str]) -> None:
    """Build pages, by their paths below docs/, into a site that was built before."""
    config = _config(site)
    config = config.plugins.on_config(config)
    files = get_files(config)
    env = config.theme.get_env()
    _list_once(env)
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    wanted = [file for file in files.documentation_pages() if file.src_uri in pages]
    for file in files.documentation_pages():
        if file in wanted or not file.page.title:  # a page without a title takes it from its text
            _populate_page(file.page, config, files)
    env = config.plugins.on_env(env, config=config, files=files)
    for file in wanted:
        _build_page(file.page, config, files.documentation_pages(), nav, env)


def _list_once(env: Any) -> None:
    """Let the theme list its files once: that takes longer than to build a page, and they stay the same."""
    listing = env.list_templates

    def listed(**options: Any) -> list[str]:
        if not _theme_files:
            _theme_files.extend(listing(**options))
        return _theme_files

    env.list_templates = listed


def _config(site: Path) -> Any:
    return load_config("mkdocs.yml", site_dir=str(site), site_url="")


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("mkdocs.plugins.guide").setLevel(logging.INFO)
    try:
        build_site(Path(sys.argv[1]))
    except Abort as error:
        sys.exit(str(error))
