"""The book as Typst files: one for each division, and `main`, which puts them in their order."""

from __future__ import annotations

from dataclasses import dataclass

from book.assembling import CONTENTS
from book.records import Book, Division, IndexEntry
from book.typst_text import array, call, content, markup, string
from book.typst_writer import TypstWriter

INDEX = "index-of-terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypstBook:
    """Sources by file name, and the built page that each was made from."""

    files: dict[str, str]
    pages: dict[str, str]


def render_typst(book: Book, paper: str, ornament: str) -> TypstBook:
    """The book on a paper ("a4" or "us-letter"); `ornament` is SVG for the cover."""
    writer = TypstWriter()
    written = {f"{division.anchor}.typ": division for division in book.divisions()}
    files = {name: writer.write_division(division) for name, division in written.items()}
    files["main"] = _main(book, paper, bool(ornament))
    files |= {name.removeprefix("/"): svg for name, svg in writer.drawings.items()}
    if ornament:
        files["drawings/cover.svg"] = ornament
    return TypstBook(files=files, pages={name: division.page for name, division in written.items()})


def _main(book: Book, paper: str, ornament: bool) -> str:
    edition = book.edition
    fields = ("title", "subtitle", "version", "rights", "author")
    about = f"({', '.join(f'{name}: {string(getattr(edition, name))}' for name in fields)})"
    parts = [
        '#import "/book.typ": *',
        f"#let edition = {about}",
        f"#show: body => book(edition, {string(paper)}, body)",
        call("cover", "edition", "true" if ornament else "false"),
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
    written = (call("entry", content(markup(entry.term)), array(map(string, entry.anchors))) for entry in entries)
    title = call("front", content("Index"), string(INDEX))
    return f"{title}\n#columns(2)[\n{chr(10).join(written)}\n]"
