"""Built pages to the book, or to every problem that stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from book.anchors import is_in_book, resolve_links
from book.articles import read_article
from book.assembling import MAP, assemble
from book.checking import find_problems
from book.drawing import read_outline
from book.records import Book, Edition
from book.terms import index_terms
from macros.index import Index
from macros.problems import RoadmapError


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built site: its pages by address, the names of all its files, and the texts of its sources by file."""

    pages: Mapping[str, str]
    files: frozenset[str]
    texts: Mapping[str, str]


def make_book(index: Index, written: frozenset[str], site: Site, edition: Edition) -> Book:
    """The book of a site; raises RoadmapError with everything that the book could not show as it is meant."""
    articles = {name: read_article(page) for name, page in site.pages.items() if is_in_book(name)}
    ornament = read_outline(next(articles[MAP].iter("svg")))
    assembly = assemble(index, written, articles)
    divisions = tuple(division for top in (*assembly.front, *assembly.parts) for division in top.walk())
    problems = [
        *resolve_links(divisions, assembly.anchors, site.files, site.texts),
        *find_problems(divisions, site.files, site.texts),
    ]
    if problems:
        raise RoadmapError(problems)
    return Book(
        edition=edition,
        ornament=ornament,
        front=assembly.front,
        parts=assembly.parts,
        index=index_terms(divisions),
        ticks=_ticks(index),
    )


def _ticks(index: Index) -> dict[str, str]:
    """The texts of outcomes and milestones as a form shows them, which knows no code."""
    outcomes = {key: outcome.text for key, (_, outcome) in index.outcomes.items()}
    milestones = {
        f"{project.id}/{each.id}": each.text for project in index.roadmap.projects for each in project.milestones
    }
    return {key: text.replace("`", "") for key, text in (outcomes | milestones).items()}
