"""The generator: reads roadmap.yaml and renders what the pages ask for.

Only the hooks of the macros plugin live here, and they import late, so that the core can be used without MkDocs.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Load and check the guide, then register its macros and its menu."""
    from macros.mkdocs_env import define_env as define

    define(env)


def on_pre_page_macros(env: Any) -> None:
    """Give the page that is about to be rendered its description, metadata, plots and questions."""
    from macros.mkdocs_env import describe_page, show_page

    describe_page(env)
    show_page(env)


def on_post_build(env: Any) -> None:
    """Add to the site what is generated: scripts, files for programs, files made out of its pages; trim its search."""
    from macros.mkdocs_env import add_engines, trim_search, write_machine_readable, write_questions, write_scripts

    write_scripts(env)
    write_machine_readable(env)
    write_questions(env)
    trim_search(env)
    add_engines(env)
