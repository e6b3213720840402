"""Adapter: reads a guide with its site, and writes the sources of both books."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from book.epub import render_epub
from book.files import read_beside, read_edition, read_site
from book.making import make_book
from book.typst_book import render_typst
from macros.files import load_guide
from macros.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The sources of both books, and what is needed to finish the PDF and to say where a problem stands."""

    name: str
    typst: dict[str, bytes]
    epub: dict[str, bytes]
    pages: dict[str, str]
    texts: dict[str, str]
    ticks: dict[str, str]
    titles: dict[str, str]


def write_sources(root: Path, site: Path, paper: str) -> Written:
    """The books of a guide as sources; raises RoadmapError with what they could not show."""
    guide = load_guide(root, Store(root))
    built = read_site(root, site)
    book = make_book(guide.index, guide.written, built, read_edition(root))
    typst = render_typst(book, paper)
    epub, pictures = render_epub(book, read_beside("epub.css"))
    return Written(
        name="-".join(book.edition.title.lower().split()),
        typst={name: text.encode() for name, text in typst.files.items()}
        | {"book.typ": read_beside("book.typ").encode()}
        | {path: (site / path).read_bytes() for path in sorted(typst.pictures)},
        epub={name: text.encode() for name, text in epub.items()}
        | {name: (site / path).read_bytes() for name, path in sorted(pictures.items())},
        pages=typst.pages,
        texts=dict(built.texts),
        ticks=book.ticks,
        titles={division.anchor: division.title for division in book.divisions()},
    )
