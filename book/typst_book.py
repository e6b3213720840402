"""The book as Typst files: one for each division, and `main`, which puts them in their order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from book.assembling import CONTENTS
from book.records import Book, Division, IndexEntry
from book.typst_text import array, call, content, markup, string
from book.typst_writer import TypstWriter

INDEX = "index-of-terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypstBook:
    """Sources by file name, the built page that each was made from, and the paths of pictures in the site."""

    files: dict[str, str]
    pages: dict[str, str]
    pictures: frozenset[str]


def render_typst(book: Book, paper: str) -> TypstBook:
    """The book on a paper, "a4" or "us-letter"."""
    writer = TypstWriter()
    written = {f"{division.anchor}.typ": division for division in book.divisions()}
    files = {name: writer.write_division(division) for name, division in written.items()}
    files |= writer.drawings
    files["main.typ"] = _main(book, paper)
    files["drawings/cover.svg"] = book.ornament.svg
    pages = {name: division.page for name, division in written.items()}
    return TypstBook(files=files, pages=pages, pictures=frozenset(writer.pictures))


def _main(book: Book, paper: str) -> str:
    edition = book.edition
    fields = ("title", "subtitle", "version", "rights", "author")
    about = f"({', '.join(f'{name}: {string(getattr(edition, name))}' for name in fields)})"
    parts = [
        '#import "/book.typ": *',
        f"#let edition = {about}",
        f"#show: body => book(edition, {string(paper)}, body)",
        call("cover", "edition"),
        call("imprint", "edition"),
        call("contents", string(CONTENTS)),
        *(_include(division) for division in book.divisions()),
        _index(book.index),
    ]
    return "\n".join(parts)


def _include(division: Division) -> str:
    return f"#include {string(f'/{division.anchor}.typ')}"


def _index(entries: tuple[IndexEntry, ...]) -> str:
    if not entries:
        return ""
    written = []
    for letter, group in groupby(entries, lambda entry: entry.term[0].upper()):
        written.append(call("letter", content(markup(letter))))
        written += [_entry(entry) for entry in group]
    title = call("front", content("Index"), string(INDEX))
    return f"{title}\n#columns(2)[\n{chr(10).join(written)}\n]"


def _entry(entry: IndexEntry) -> str:
    term = call("inline-code", string(entry.term)) if entry.is_code else markup(entry.term)
    return call("entry", content(term), array(map(string, entry.anchors)))
