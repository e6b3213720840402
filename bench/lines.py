"""The lines of the table: each measures what it names, beside its reference, in turns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bench.measuring import Cost, in_turns, median_cost, run
from bench.others import GENERATORS, Generator
from bench.plain import PlainProject
from bench.projects import REAL, Guide
from bench.table import Bar, Row, Side, cpu_side

SIZES = (25, 1_000)  # lessons, beside those below and the large guide
SMALL = 250  # lessons: what is compared with larger guides, and with other generators


class Often(TypedDict):
    """How often, and for how many seconds."""

    runs: int
    patience: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A folder to measure in, how often each thing is measured, and the most lessons that a guide is given."""

    folder: Path
    runs: int = 5
    patience: float = 120
    large: int = 4_000

    @property
    def often(self) -> Often:
        """How often something is measured that has no turns."""
        return {"runs": self.runs, "patience": self.patience}

    def turns(self, one_turn: Callable[[], dict[str, Cost]]) -> dict[str, list[Cost]]:
        """The costs of what is measured in turns."""
        return in_turns(one_turn, self.runs, self.patience)

    def guide(self, lessons: int = REAL) -> Guide:
        """A guide that was never built."""
        return Guide(self.folder / f"guide-{lessons}", lessons)


def measure_guide(bench: Bench) -> Iterator[Row]:
    """The guide as it is: what we add to MkDocs, and what is built again after an edit."""
    plain = PlainProject(bench.guide().folder, bench.folder / "plain")

    def turn() -> dict[str, Cost]:
        guide = bench.guide()
        costs = {"cold": guide.make("site"), "plain": plain.build()}
        guide.edit_lesson()
        return costs | {"edit": guide.make("site"), "same": guide.make("site")}

    costs = bench.turns(turn)
    cold = cpu_side("make site, never built before", costs["cold"])
    reference = cpu_side("MkDocs + Material, the same pages", costs["plain"])
    yield Row(line="added", what=cold, beside=reference, bar=Bar(limit=1.10))
    yield Row(line="edit", what=cpu_side("after an edit of a lesson", costs["edit"]), beside=cold, bar=Bar(limit=0.20))
    yield Row(line="same", what=cpu_side("nothing changed", costs["same"]), beside=cold, bar=Bar(limit=0.10))


def measure_check(bench: Bench) -> Iterator[Row]:
    """The checks of the guide after an edit of a lesson: those of the pages, and all that `make check` looks at."""
    guide = Guide(bench.folder / "checked")
    guide.make("check")

    def turn() -> dict[str, Cost]:
        cold = bench.guide().make("site")
        guide.edit_lesson()
        pages = run((sys.executable, "-m", "macros", "--strict"), guide.folder)
        guide.edit_lesson()
        return {"cold": cold, "pages": pages, "check": guide.make("check")}

    costs = bench.turns(turn)
    cold = cpu_side("make site, never built before", costs["cold"])
    yield Row(line="check", what=cpu_side("make check", costs["check"]), beside=cold, bar=Bar(limit=0.10))
    pages = cpu_side("of it, roadmap and pages", costs["pages"])
    yield Row(line="check", what=pages, beside=cold, bar=Bar(limit=0.10))


def measure_book(bench: Bench) -> Iterator[Row]:
    """The site with the book: PDF, EPUB and the site for a disk."""

    def turn() -> dict[str, Cost]:
        cold = bench.guide().make("site")
        guide = bench.guide()
        book = guide.make("book")
        guide.edit_lesson()
        return {"cold": cold, "book": book, "edit": guide.make("book")}

    costs = bench.turns(turn)
    cold = cpu_side("make site, never built before", costs["cold"])
    book = cpu_side("make book, never built before", costs["book"])
    yield Row(line="book", what=book, beside=cold, bar=Bar(limit=3.0))
    edit = cpu_side("make book after an edit of a lesson", costs["edit"])
    yield Row(line="book", what=edit, beside=cold, bar=Bar(limit=1.5))


def measure_growth(bench: Bench) -> Iterator[Row]:
    """Guides of growing size, each lesson like the others, beside one of 250 lessons."""
    sizes = sorted({*SIZES, SMALL, bench.large} - {size for size in SIZES if size > bench.large})
    sides = {lessons: _per_lesson(bench, lessons) for lessons in sizes}
    for lessons in sizes:
        if lessons != SMALL:
            bar = Bar(limit=1.3) if lessons == bench.large else None
            yield Row(line="growth", what=sides[lessons], beside=sides[SMALL], bar=bar)
    weights = [_bytes_per_lesson(bench.folder / f"guide-{lessons}", lessons) for lessons in (bench.large, SMALL)]
    yield Row(line="growth", what=weights[0], beside=weights[1], bar=Bar(limit=1.05))
    memory = max(cost.memory for cost in sides[bench.large].costs)
    most = Side(name=f"memory of its largest process, {bench.large:,} lessons", value=memory, unit="MB")
    yield Row(line="growth", what=most, bar=Bar(limit=1_000, of_value=True))


def _per_lesson(bench: Bench, lessons: int) -> Side:
    costs = bench.turns(lambda: {"cold": bench.guide(lessons).make("site")})["cold"]
    value = median_cost(costs).cpu / lessons * 1000
    return Side(name=f"make site, per lesson of {lessons:,}", value=value, unit="ms CPU", costs=tuple(costs))


def _bytes_per_lesson(guide: Path, lessons: int) -> Side:
    sizes = [page.stat().st_size for page in (guide / "site" / "topics").glob("*/lesson-*.html")]
    return Side(name=f"HTML of a lesson's page, {lessons:,} lessons", value=sum(sizes) / len(sizes) / 1000, unit="KB")


def measure_other(generator: Generator) -> Callable[[Bench], Iterator[Row]]:
    """A line for another generator with the same lessons."""

    def measure(bench: Bench) -> Iterator[Row]:
        generator.prepare(bench.guide(SMALL))
        costs = bench.turns(lambda: {"theirs": generator.build(), "ours": bench.guide(SMALL).make("site")})
        theirs = cpu_side(f"{generator.title}, {SMALL} lessons", costs["theirs"])
        ours = cpu_side("make site, the same lessons", costs["ours"])
        yield Row(line=generator.name, what=theirs, beside=ours, bar=Bar(limit=1.5, at_least=True))

    return measure


OTHERS = {generator.name: measure_other(generator) for generator in GENERATORS}
