"""What every book keeps: there is no book rather than a wrong one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from macros.problems import Position, Problem, Rule

DEAD_LINK = Rule("book-dead-link", "error", "A link of the book that leads nowhere cannot be followed on paper either.")
MISSING_PICTURE = Rule("book-missing-picture", "error", "A book with a gap in place of a picture is a wrong book.")
PICTURE_WITHOUT_TEXT = Rule(
    "book-picture-without-text", "error", "Who cannot see a picture is told what it shows, in the book as in the page."
)
UNKNOWN_ELEMENT = Rule(
    "book-unknown-element", "error", "Paper cannot show what only a browser runs; leaving it out would change the text."
)
UNKNOWN_GLYPH = Rule("book-unknown-glyph", "error", "A character that no font of the book has would be an empty box.")
NOT_SET = Rule("book-not-set", "error", "What cannot be set is reported with its place, never guessed.")

ROADMAP = "roadmap.yaml"


def problem(
    rule: Rule, sources: Mapping[str, str], page: str, needles: Sequence[str], message: str, hint: str
) -> Problem:
    """A problem at the first place in a built page's source where the first needle that is there stands.

    `page` is empty where it is not known, since code is set by the book's own template.
    `sources` are the texts of the guide's own files.
    """
    return Problem(at=_place(sources, page, needles), rule=rule, message=message, hint=hint)


def source_of(page: str) -> str:
    """The source of a built page, as a path from the project's folder."""
    return f"docs/{page.removesuffix('.html')}.md"


def _place(sources: Mapping[str, str], page: str, needles: Sequence[str]) -> Position:
    """In the page's source, else in the roadmap, else at the beginning of the page; in any file for no page."""
    for file, needle in product((source_of(page), ROADMAP) if page else sources, needles):
        for number, line in enumerate(sources.get(file, "").split("\n"), start=1):
            if (column := line.find(needle)) >= 0:
                return Position(file=file, line=number, column=column + 1)
    return Position(file=source_of(page) if page else ROADMAP, line=1, column=1)
