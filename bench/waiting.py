"""The lines about waiting: from an edit until the browser shows it, with `make serve` and with other servers."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.lines import SMALL, Bench
from bench.plain import PlainProject
from bench.projects import Guide, add_sentence
from bench.showing import waits
from bench.table import Bar, Row, Side, cpu_side, wall_side
from bench.zensical import PROGRAM, ZensicalProject

FEW, MANY = 100, 1_000  # lessons


def measure_serve(bench: Bench) -> Iterator[Row]:
    """`make serve` with few lessons, beside MkDocs' and Zensical's servers on the same pages."""
    guide = bench.guide(FEW)
    plain = PlainProject(guide.folder, bench.folder / "served-plain")
    other = ZensicalProject(plain, bench.folder / "served-zensical")
    lesson = guide.middle_lesson().relative_to(guide.folder)
    reference = _reference(bench, plain.folder, lesson)
    yield Row(line="serve", what=_lesson(bench, guide), beside=reference, bar=Bar(limit=1, of_value=True))
    yield Row(line="serve", what=_summary(bench, guide), beside=reference, bar=Bar(limit=3, of_value=True))
    costs = waits(_zensical, other.folder, _address(lesson), _sentences(other.folder / lesson), **bench.often)
    yield Row(line="serve", what=wall_side("zensical serve, a lesson", costs), beside=reference)


def measure_serve_many(bench: Bench) -> Iterator[Row]:
    """`make serve` with many lessons, beside MkDocs' server on the same pages."""
    guide = bench.guide(MANY)
    plain = PlainProject(guide.folder, bench.folder / "served-plain")
    reference = _reference(bench, plain.folder, guide.middle_lesson().relative_to(guide.folder))
    yield Row(line="serve-many", what=_lesson(bench, guide), beside=reference, bar=Bar(limit=1, of_value=True))
    yield Row(line="serve-many", what=_summary(bench, guide), beside=reference, bar=Bar(limit=3, of_value=True))


def measure_zensical(bench: Bench) -> Iterator[Row]:
    """A build of the same pages with Zensical, without a cache."""
    plain = PlainProject(bench.guide(SMALL).folder, bench.folder / "plain-zensical")
    project = ZensicalProject(plain, bench.folder / "zensical")
    costs = bench.turns(lambda: {"theirs": project.build(), "ours": bench.guide(SMALL).make("site")})
    theirs = cpu_side(f"Zensical, {SMALL} lessons, macros expanded", costs["theirs"])
    yield Row(line="zensical", what=theirs, beside=cpu_side("make site, the same lessons", costs["ours"]))


def _lesson(bench: Bench, guide: Guide) -> Side:
    """How long an edited lesson takes to show."""
    lesson = guide.middle_lesson()
    page = _address(lesson.relative_to(guide.folder))
    costs = waits(_make, guide.folder, page, lambda: guide.edit_lesson(lesson), **bench.often)
    return wall_side(f"make serve, a lesson of {guide.lessons:,}", costs)


def _summary(bench: Bench, guide: Guide) -> Side:
    """How long an edit of the roadmap takes to show on the page of the one topic that it touches."""
    lesson = guide.middle_lesson()
    page = _address(lesson.with_name("index.md").relative_to(guide.folder))
    costs = waits(_make, guide.folder, page, lambda: guide.edit_summary(lesson), **bench.often)
    return wall_side(f"make serve, roadmap.yaml with {guide.lessons:,} lessons", costs)


def _reference(bench: Bench, folder: Path, lesson: Path) -> Side:
    costs = waits(_mkdocs, folder, _address(lesson), _sentences(folder / lesson), **bench.often)
    return wall_side("mkdocs serve, macros expanded", costs)


def _make(address: str) -> tuple[str, ...]:
    return ("make", "serve", f"ADDRESS={address}")


def _mkdocs(address: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address)


def _zensical(address: str) -> tuple[str, ...]:
    return (PROGRAM, "serve", "--dev-addr", address)


def _address(page: Path) -> str:
    """The address of a page below the server's, from its place in the project."""
    return page.relative_to("docs").with_suffix(".html").as_posix()


def _sentences(page: Path) -> Callable[[], str]:
    """Adds a sentence to a page, each time another one."""
    numbers = itertools.count()
    return lambda: add_sentence(page, next(numbers))
