"""Adapter: registers the guide with the macros plugin of MkDocs."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_build_timestamp

from macros import addresses
from macros.bundling import bundle_modules
from macros.decks import write_decks
from macros.drawn_results import render_drawings
from macros.explaining import explain_for_people
from macros.files import SoundGuide, load_guide, questions_in, sources
from macros.flashcards import make_deck
from macros.macro_table import MACROS, Macro
from macros.navigation import descriptions, menu
from macros.problems import RoadmapError
from macros.publishing import page_facts, site_of, write_for_programs
from macros.question_bank import find_questions, render_bank
from macros.question_lists import ANKI
from macros.question_pages import render_questions
from macros.reader_data import render_reader_data
from macros.search_index import trim_index
from macros.store import Store
from macros.view import View

PROGRESS = "docs/assets/progress"
PROGRESS_ENTRIES = {"main": "assets/progress.js", "questions": "assets/questions.js"}  # in the order pages load them
SEARCH = "docs/assets/search"
SEARCH_ENTRIES = {"search": "assets/search.js"}
LOADER = "docs/assets/run/loader"
LOADER_ENTRIES = {"loader": "assets/run.js"}
ENGINES = "build/engines"

# Not a warning of the log: a strict build would stop at it, and only errors should stop a build.
_LOG = logging.getLogger("mkdocs.plugins.guide")


def define_env(env: Any) -> None:
    """Load and check the guide once, register the macros and set the menu; an error stops the build."""
    root = Path(env.project_dir)
    try:
        guide = load_guide(root, Store(root))
    except RoadmapError as error:
        report = explain_for_people(error.problems, sources(root, error.problems))
        raise PluginError(f"\n\n{report}\n") from None
    if guide.warnings:
        _LOG.info("\n\n%s\n", explain_for_people(guide.warnings, sources(root, guide.warnings)))
    # Not among the plugin's variables: it copies them for each page, and writes all of them out as JSON.
    env.guide, env.descriptions, env.scripts = guide, descriptions(guide.index), _scripts(root, guide)
    env.facts = page_facts(guide, site_of(env.conf))
    env.conf["nav"] = menu(guide.index, guide.written, guide.files)
    for name, macro in MACROS.items():
        env.macro(_bind(macro, guide, env), name)


def describe_page(env: Any) -> None:
    """Set the description of the page that is about to be rendered, and what else the templates say of it."""
    page = env.page.file.src_uri
    if description := env.descriptions.get(page):
        env.page.meta.setdefault("description", description)
    env.page.meta["facts"] = {name: by_page.get(page) for name, by_page in env.facts.items()}


def show_page(env: Any) -> None:
    """Put plots and questions of the page that is about to be rendered into the form that readers see."""
    page = env.page.file.src_uri
    drawn = render_drawings(env.markdown, page)
    env.markdown = render_questions(drawn, questions_in(drawn, page, Store(Path(env.project_dir))))


def write_scripts(env: Any) -> None:
    """Write the generated scripts into the site that has been built."""
    for name, text in env.scripts.items():
        (Path(env.conf["site_dir"]) / name).write_text(text, encoding="utf-8")


def write_machine_readable(env: Any) -> None:
    """Write what programs read into the site that has been built."""
    site = Path(env.conf["site_dir"])
    write_for_programs(Path(env.project_dir), site, env.guide, site_of(env.conf))


def write_questions(env: Any) -> None:
    """Write, out of the pages that have been built, the questions that other pages ask, and the flashcards."""
    guide, site = env.guide, Path(env.conf["site_dir"])
    topics = {topic: asked for topic in guide.index.topics if (asked := _asked(topic, guide, site))}
    for topic, asked in topics.items():
        script = site / "assets" / "questions" / f"{topic}.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(render_bank(topic, asked), encoding="utf-8")
    name = env.conf["site_name"]
    decks = [make_deck(topic, asked, guide.index, name) for topic, asked in topics.items()]
    store = Store(Path(env.project_dir))
    write_decks(site / ANKI, decks, name, get_build_timestamp(), store)


def _asked(topic: str, guide: SoundGuide, site: Path) -> dict[str, str]:
    """The questions of a topic as its lessons' pages show them."""
    lessons = (lesson.key for lesson in guide.index.topics[topic].lessons if lesson.key in guide.asked)
    questions: dict[str, str] = {}
    for page in map(addresses.lesson_page, lessons):
        questions |= find_questions((site / addresses.built(page)).read_text(encoding="utf-8"), page)
    return questions


def trim_search(env: Any) -> None:
    """Cut the index that the theme's search has written, before it is packed for a disk."""
    index = Path(env.conf["site_dir"]) / "search" / "search_index.json"
    questions = {f"{addresses.built(addresses.lesson_page(each.lesson))}#{each.id}" for each in env.guide.questions}
    index.write_text(trim_index(index.read_text(encoding="utf-8"), questions), encoding="utf-8")


def add_engines(env: Any) -> None:
    """Lay the engines that run code in the reader's page into the site that has been built, where there are any."""
    engines = Path(env.project_dir) / ENGINES
    if not env.conf["extra"].get("engines", True):
        return
    if engines.is_dir():
        shutil.copytree(engines, Path(env.conf["site_dir"]) / "assets" / "run" / "engines", dirs_exist_ok=True)
    else:
        _LOG.info("There are no engines in %s: the site's code blocks cannot be run in the page.", ENGINES)


def _scripts(root: Path, guide: SoundGuide) -> dict[str, str]:
    """The generated scripts by their place in the site."""
    data = render_reader_data(guide.index, guide.written, guide.questions)
    sizes = f"export const engines = {json.dumps(_engine_sizes(root))};\n"
    progress, search = _bundles(root, PROGRESS, PROGRESS_ENTRIES), _bundles(root, SEARCH, SEARCH_ENTRIES)
    return {"assets/roadmap.js": data} | progress | search | _bundles(root, LOADER, LOADER_ENTRIES, engines=sizes)


def _bundles(root: Path, folder: str, entries: dict[str, str], **generated: str) -> dict[str, str]:
    """The scripts made of a folder's modules and of generated ones, by their place in the site."""
    modules = {path.stem: path.read_text(encoding="utf-8") for path in (root / folder).glob("*.js")}
    try:
        bundles = bundle_modules(modules | generated, entries)
    except ValueError as error:
        raise PluginError(f"\n\n{folder}: {error}\n") from None
    return {entries[entry]: script for entry, script in bundles.items()}


def _engine_sizes(root: Path) -> dict[str, int]:
    """The bytes that each engine loads before it starts, by its language: the files that its worker counts."""
    sizes = {}
    for engine in sorted((root / ENGINES).glob("*/")):
        sizes[engine.name] = sum(file.stat().st_size for file in engine.iterdir() if file.suffix in (".gzip", ".zip"))
    return sizes


def _bind(macro: Macro, guide: SoundGuide, env: Any) -> Callable[..., str]:
    def call(*ids: str) -> str:
        return macro.render(_view(guide, env.page.file.src_uri), *ids)

    return call


def _view(guide: SoundGuide, page: str) -> View:
    return View(
        index=guide.index,
        page=page,
        written=guide.written,
        tables=guide.tables,
        questions=guide.asked,
        practised=guide.practised,
    )
