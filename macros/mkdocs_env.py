"""Adapter: registers the guide with the macros plugin of MkDocs."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from macros.bundling import bundle_modules
from macros.explaining import explain_for_people
from macros.files import SoundGuide, load_guide, sources
from macros.macro_table import MACROS, Macro
from macros.navigation import descriptions, menu
from macros.plot_pages import render_plots
from macros.problems import RoadmapError
from macros.question_pages import render_questions
from macros.reader_data import render_reader_data
from macros.view import View

PROGRESS = "docs/assets/progress"
LOADER = "docs/assets/run/loader"
ENGINES = "build/engines"

# Not a warning of the log: a strict build would stop at it, and only errors should stop a build.
_LOG = logging.getLogger("mkdocs.plugins.guide")


def define_env(env: Any) -> None:
    """Load and check the guide once, register the macros and set the menu; an error stops the build."""
    root = Path(env.project_dir)
    try:
        guide = load_guide(root)
    except RoadmapError as error:
        report = explain_for_people(error.problems, sources(root, error.problems))
        raise PluginError(f"\n\n{report}\n") from None
    if guide.warnings:
        _LOG.info("\n\n%s\n", explain_for_people(guide.warnings, sources(root, guide.warnings)))
    env.variables["descriptions"] = descriptions(guide.index)
    env.variables["scripts"] = _scripts(root, guide)
    env.conf["nav"] = menu(guide.index, guide.written, guide.files)
    for name, macro in MACROS.items():
        env.macro(_bind(macro, guide, env), name)


def describe_page(env: Any) -> None:
    """Set the description of the page that is about to be rendered."""
    if description := env.variables["descriptions"].get(env.page.file.src_uri):
        env.page.meta.setdefault("description", description)


def show_page(env: Any) -> None:
    """Put plots and questions of the page that is about to be rendered into the form that readers see."""
    page = env.page.file.src_uri
    env.markdown = render_questions(render_plots(env.markdown, page), page)


def write_scripts(env: Any) -> None:
    """Write the generated scripts into the site that has been built."""
    for name, text in env.variables["scripts"].items():
        (Path(env.conf["site_dir"]) / name).write_text(text, encoding="utf-8")


def add_engines(env: Any) -> None:
    """Lay the engines that run code in the reader's page into the site that has been built, where there are any."""
    engines = Path(env.project_dir) / ENGINES
    if engines.is_dir():
        shutil.copytree(engines, Path(env.conf["site_dir"]) / "assets" / "run" / "engines", dirs_exist_ok=True)
    else:
        _LOG.info("There are no engines in %s: the site's code blocks cannot be run in the page.", ENGINES)


def _scripts(root: Path, guide: SoundGuide) -> dict[str, str]:
    """The generated scripts by their place in the site."""
    return {
        "assets/roadmap.js": render_reader_data(guide.index, guide.written),
        "assets/progress.js": _bundle(root / PROGRESS),
        "assets/run.js": _bundle(root / LOADER, engines=f"export const engines = {json.dumps(_engine_sizes(root))};\n"),
    }


def _bundle(folder: Path, **generated: str) -> str:
    modules = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    try:
        return bundle_modules(modules | generated)
    except ValueError as error:
        raise PluginError(f"\n\n{folder.name}: {error}\n") from None


def _engine_sizes(root: Path) -> dict[str, int]:
    """The bytes that each engine loads before it starts, by its language: the files that its worker counts."""
    sizes = {}
    for engine in sorted((root / ENGINES).glob("*/")):
        sizes[engine.name] = sum(file.stat().st_size for file in engine.iterdir() if file.suffix in (".gzip", ".zip"))
    return sizes


def _bind(macro: Macro, guide: SoundGuide, env: Any) -> Callable[..., str]:
    def call(*ids: str) -> str:
        page = env.page.file.src_uri
        return macro.render(View(index=guide.index, page=page, written=guide.written, tables=guide.tables), *ids)

    return call
