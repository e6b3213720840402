"""Adapter: reads the roadmap and the pages from disk into the core's values."""

from __future__ import annotations

import logging
import runpy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from macros import addresses
from macros.index import Index
from macros.loading import load_roadmap
from macros.macro_table import MACROS
from macros.model import Lesson, Roadmap
from macros.problems import Position, Problem, RoadmapError, Rule
from macros.questions import Brief, Question, by_lesson
from macros.rules import catalogue, shape
from macros.rules.anchors import Rendered, render_anchors
from macros.rules.pages import Guide, Reading, written_lessons
from macros.store import Store, digest
from macros.tables import Table

ROADMAP = "roadmap.yaml"
DOCS = "docs"
SHOP = "shop"
SHOP_TABLES = "schema.sql"
SHOP_ROWS = "shop.py"

T = TypeVar("T")

_LARGEST = 20_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundGuide:
    """A guide without errors: look-ups, lessons that have a page, questions, files, the shop's tables, and warnings.

    `asked` is what other pages need of the questions of each lesson, `practised` the keys of the lessons that have an
    exercise, `seen` a digest of all that macros see of a guide.
    """

    index: Index
    written: frozenset[str]
    questions: tuple[Question, ...]
    asked: Mapping[str, tuple[Brief, ...]]
    files: frozenset[str]
    tables: tuple[Table, ...]
    practised: frozenset[str]
    warnings: tuple[Problem, ...]
    seen: str


def load_guide(root: Path, store: Store | None = None) -> SoundGuide:
    """The guide in a folder that holds roadmap.yaml and docs/; raises RoadmapError with every problem found.

    What the store has kept of files that are as they were is not read again.
    """
    guide = _read_guide(root, store)
    written, asked = written_lessons(guide), by_lesson(question.brief for question in guide.questions)
    seen = digest(*map(repr, (guide.roadmap, guide.tables, sorted(written), asked, sorted(guide.practised))))
    index, warnings = catalogue.check_guide(guide, partial(_anchors, guide, seen, store))
    return SoundGuide(
        index=index,
        written=written,
        questions=guide.questions,
        asked=asked,
        files=guide.files,
        tables=guide.tables,
        practised=guide.practised,
        warnings=warnings,
        seen=seen,
    )


def load_lessons(root: Path) -> dict[str, Lesson]:
    """The lessons of a folder's roadmap.yaml by key, whatever its pages hold; raises RoadmapError."""
    return {lesson.key: lesson for lesson in load_roadmap(_read(root / ROADMAP, ROADMAP), ROADMAP).lessons()}


def generated_files(root: Path) -> dict[str, Callable[[], str]]:
    """What a build adds to the files below docs/, by path: a function that gives the text of each."""
    folder = root / DOCS / SHOP
    if not (folder / SHOP_ROWS).is_file():
        return {}
    return {f"{SHOP}/shop.sql": lambda: _shop_sql(folder)}


def sources(root: Path, problems: tuple[Problem, ...]) -> dict[str, str]:
    """The texts of the files that problems stand in; nothing for files that cannot be shown."""
    files = {problem.at.file for problem in problems if problem.rule not in (shape.FILE_TOO_LARGE, shape.NOT_UTF8)}
    return {file: (root / file).read_text("utf-8-sig", "replace") for file in sorted(files) if (root / file).is_file()}


def _anchors(guide: Guide, seen: str, store: Store | None, index: Index) -> Rendered:
    """The anchors that macros render."""
    renderers = {name: macro.render for name, macro in MACROS.items()}
    calls = [(page.path, [(call.name, call.arguments) for call in page.calls]) for page in guide.pages]
    parts = ("anchors", seen, repr(calls))
    return _recall(store, parts, lambda: render_anchors(guide, index, renderers))


def _read_guide(root: Path, store: Store | None) -> Guide:
    """Everything that was written; what it refers to is only looked at when the shape of all of it holds."""
    docs = root / DOCS
    problems: list[Problem] = []
    roadmap = _attempt(problems, lambda: _read_roadmap(root, store))
    tables = _attempt(problems, lambda: _read_tables(root, store))
    tried = [_attempt(problems, partial(read_page, path, root, store)) for path in pages_of(root)]
    read = [reading for reading in tried if reading]
    if problems or roadmap is None:
        raise RoadmapError(problems)
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    return Guide(
        roadmap=roadmap,
        pages=tuple(reading.outline for reading in read),
        questions=tuple(question for reading in read for question in reading.questions),
        practised=frozenset(addresses.lesson_of(reading.outline.path) for reading in read if reading.has_exercise),
        found=tuple(problem for reading in read for problem in reading.found),
        files=frozenset(files | generated_files(root).keys()),
        macros={name: macro.takes for name, macro in MACROS.items()},
        tables=tables or (),
    )


def _attempt(problems: list[Problem], read: Callable[[], T]) -> T | None:
    """What a file holds, or nothing and its problems."""
    try:
        return read()
    except RoadmapError as error:
        problems += error.problems
        return None


def _read_roadmap(root: Path, store: Store | None) -> Roadmap:
    text = _read(root / ROADMAP, ROADMAP)
    return _recall(store, ("roadmap", text), lambda: load_roadmap(text, ROADMAP))


def _read_tables(root: Path, store: Store | None) -> tuple[Table, ...]:
    """The tables of the shop, in a guide that has one."""
    name = f"{DOCS}/{SHOP}/{SHOP_TABLES}"
    if not (root / name).exists():
        return ()
    text = _read(root / name, name)

    def read() -> tuple[Table, ...]:
        from macros.table_source import read_tables  # late: the parser takes longer to load than a guide to check

        logging.getLogger("sqlglot").disabled = True  # what it does not know is reported as a problem, with its place
        return read_tables(text, name)

    return _recall(store, ("tables", text), read)


def _shop_sql(folder: Path) -> str:
    """The tables of the shop and all their rows, for psql."""
    rows: str = runpy.run_path(str(folder / SHOP_ROWS))["as_sql"]()
    tables = (folder / SHOP_TABLES).read_text("utf-8")
    return f"SET client_encoding = 'UTF8';  -- whatever the terminal speaks\n\n{tables}\n{rows}"


def _read(path: Path, name: str) -> str:
    def stop(rule: Rule, message: str, hint: str) -> RoadmapError:
        return RoadmapError([Problem(at=Position(file=name, line=1, column=1), rule=rule, message=message, hint=hint)])

    try:
        if path.stat().st_size > _LARGEST:
            message = f"the file has {path.stat().st_size // 1_000_000} MB"
            raise stop(shape.FILE_TOO_LARGE, message, f"keep it below {_LARGEST // 1_000_000} MB")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} of the file, 0x{error.object[error.start]:02x} in line {line}, is not UTF-8"
        raise stop(shape.NOT_UTF8, message, "save the file as UTF-8") from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise stop(shape.UNREADABLE_FILE, message, f"put {name} into the project's folder") from None


def pages_of(root: Path) -> list[Path]:
    """The pages that people write, in order."""
    return sorted((root / DOCS).rglob("*.md"))


def read_page(path: Path, root: Path, store: Store | None) -> Reading:
    """What a page holds, and what is wrong with it alone; raises RoadmapError where it cannot be read."""
    name = path.relative_to(root)
    file, below = name.as_posix(), name.relative_to(DOCS).as_posix()
    text = _read(path, file)

    def read() -> Reading:
        from macros.page_reading import read_text  # late: most runs find every page in the store, and need no parser

        return read_text(text, file, below)

    return _recall(store, parts_of(file, text), read)


def questions_in(text: str, page: str, store: Store) -> tuple[Question, ...]:
    """The questions in a page's text as it is built: mostly that of its file, which the check has read."""
    from macros.page_source import Source  # late, as above
    from macros.question_source import read_questions

    reading = store.remember(parts_of(f"{DOCS}/{page}", text))
    return reading.questions if reading else read_questions(Source(text, page), page)


def parts_of(file: str, text: str) -> tuple[str, ...]:
    """What the reading of a page depends on."""
    return ("page", file, text)


def _recall(store: Store | None, parts: Iterable[str], work_out: Callable[[], T]) -> T:
    return store.recall(parts, work_out) if store else work_out()
