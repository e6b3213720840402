"""Adapter: reads the roadmap and the pages from disk into the core's values."""

from __future__ import annotations

import logging
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import jinja2
from jinja2 import nodes

from macros.index import Index
from macros.loading import load_roadmap
from macros.macro_table import MACROS
from macros.model import Lesson
from macros.page_source import MacroCall, Page, Source, read_page
from macros.problems import Position, Problem, RoadmapError, Rule
from macros.questions import Question, read_questions
from macros.rules import catalogue, shape
from macros.rules.blocks import practised_lessons
from macros.rules.pages import Guide, written_lessons
from macros.tables import Table, read_tables

ROADMAP = "roadmap.yaml"
DOCS = "docs"
SHOP = "shop"
SHOP_TABLES = "schema.sql"
SHOP_ROWS = "shop.py"

T = TypeVar("T")

_LARGEST = 20_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundGuide:
    """A guide without errors, and its warnings; `written` are the keys of the lessons that have a page.

    `practised` are the keys of those that have an exercise.
    """

    index: Index
    written: frozenset[str]
    questions: tuple[Question, ...]
    files: frozenset[str]
    tables: tuple[Table, ...]
    practised: frozenset[str]
    warnings: tuple[Problem, ...]


def load_guide(root: Path) -> SoundGuide:
    """The guide in a folder that holds roadmap.yaml and docs/; raises RoadmapError with every problem found."""
    guide = _read_guide(root)
    index, warnings = catalogue.check_guide(guide, {name: macro.render for name, macro in MACROS.items()})
    return SoundGuide(
        index=index,
        written=written_lessons(guide),
        questions=guide.questions,
        files=guide.files,
        tables=guide.tables,
        practised=practised_lessons(guide),
        warnings=warnings,
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


def _read_guide(root: Path) -> Guide:
    """Everything that was written; what it refers to is only looked at when the shape of all of it holds."""
    docs = root / DOCS
    problems: list[Problem] = []
    roadmap = _attempt(problems, lambda: load_roadmap(_read(root / ROADMAP, ROADMAP), ROADMAP))
    tables = _attempt(problems, lambda: _read_tables(root))
    tried = [
        _attempt(problems, partial(_read_page, path, path.relative_to(root))) for path in sorted(docs.rglob("*.md"))
    ]
    read = [page_and_questions for page_and_questions in tried if page_and_questions]
    if problems or roadmap is None:
        raise RoadmapError(problems)
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    return Guide(
        roadmap=roadmap,
        pages=tuple(page for page, _ in read),
        questions=tuple(question for _, asked in read for question in asked),
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


def _read_tables(root: Path) -> tuple[Table, ...]:
    """The tables of the shop, in a guide that has one."""
    logging.getLogger("sqlglot").disabled = True  # what it does not know is reported as a problem, with its place
    name = f"{DOCS}/{SHOP}/{SHOP_TABLES}"
    return read_tables(_read(root / name, name), name) if (root / name).exists() else ()


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


def _read_page(path: Path, name: Path) -> tuple[Page, tuple[Question, ...]]:
    file, below = name.as_posix(), name.relative_to(DOCS).as_posix()
    text = _read(path, file)
    source = Source(text, file)  # taken apart once for both
    return read_page(source, below, _macro_calls(text, file)), read_questions(source, below)


def _macro_calls(text: str, file: str) -> tuple[MacroCall, ...]:
    try:
        tree = jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        at = Position(file=file, line=error.lineno, column=1)
        message = f"this macro call cannot be read: {error.message}"
        hint = 'a macro is called as {{ name("id") }}; put {% raw %} and {% endraw %} around braces that are text'
        raise RoadmapError([Problem(at=at, rule=shape.MACRO_SYNTAX, message=message, hint=hint)]) from None
    lines = text.split("\n")
    calls = []
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            arguments = tuple(_text(argument) for argument in call.args)
            column = lines[call.lineno - 1].find(call.node.name) + 1
            at = Position(file=file, line=call.lineno, column=max(column, 1))
            calls.append(MacroCall(name=call.node.name, arguments=arguments, at=at))
    return tuple(calls)


def _text(argument: nodes.Expr) -> str | None:
    return argument.value if isinstance(argument, nodes.Const) and isinstance(argument.value, str) else None
