"""Adapter: `python -m book` makes the PDF, the EPUB and the offline archive of a site that has been built."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from book.epub import MIMETYPE, render_epub
from book.files import read_beside, read_edition, read_folder, read_site
from book.forms import finish_pdf
from book.making import make_book
from book.packing import pack
from book.records import Book
from book.typesetting import set_pdf
from book.typst_book import render_typst
from macros.explaining import explain_for_people
from macros.files import load_guide, sources
from macros.problems import RoadmapError

PAPERS = {"a4": "a4", "letter": "us-letter"}
FINE, PROBLEMS, COULD_NOT_RUN = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Make the books; the exit status is 0, 1 for problems, or 2 where the site has not been built."""
    options = _parse(arguments)
    root, site, output = Path(options.folder), Path(options.site), Path(options.output)
    if not (site / "index.html").is_file():
        print(f"{site} holds no site: run 'make site' first.", file=sys.stderr)
        return COULD_NOT_RUN
    try:
        for name, content in _books(root, site, options):
            output.mkdir(parents=True, exist_ok=True)
            (output / name).write_bytes(content)
            print(f"{output / name}: {len(content) / 1e6:.1f} MB")
    except RoadmapError as error:
        print(explain_for_people(error.problems, sources(root, error.problems)), file=sys.stderr)
        return PROBLEMS
    return FINE


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m book", description="Make the book of a site that has been built.")
    parser.add_argument("folder", nargs="?", default=".", help="the folder that holds roadmap.yaml (this one)")
    parser.add_argument("--site", default="site", help="the built site (site)")
    parser.add_argument("--output", default="site/book", help="where the books are written (site/book)")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="the paper of the PDF (a4)")
    parser.add_argument("--offline", help="a site built for a disk, to be packed beside the books")
    parser.add_argument("--only", choices=("pdf", "epub"), help="make one of the books alone")
    return parser.parse_args(arguments)


def _books(root: Path, site: Path, options: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """Each book with its name; nothing is given before everything that a problem could stop has been made."""
    guide = load_guide(root)
    book = make_book(guide.index, guide.written, read_site(root, site), read_edition(root))
    name = "-".join(book.edition.title.lower().split())
    made = []
    if options.only != "epub":
        made.append((f"{name}.pdf", _pdf(root, site, book, PAPERS[options.paper])))
    if options.only != "pdf":
        made.append((f"{name}.epub", _epub(site, book)))
    if options.offline:
        files = {f"{name}/{path}": content for path, content in read_folder(Path(options.offline)).items()}
        made.append((f"{name}.zip", pack(files)))
    yield from made


def _pdf(root: Path, site: Path, book: Book, paper: str) -> bytes:
    written = render_typst(book, paper)
    files = {name: text.encode() for name, text in written.files.items()} | {
        "book.typ": read_beside("book.typ").encode()
    }
    files |= {path: (site / path).read_bytes() for path in sorted(written.pictures)}
    texts = read_site(root, site).texts
    titles = {division.anchor: division.title for division in book.divisions()}
    return finish_pdf(set_pdf(files, written.pages, texts), book.ticks, titles)


def _epub(site: Path, book: Book) -> bytes:
    texts, pictures = render_epub(book, read_beside("epub.css"))
    files = {name: text.encode() for name, text in texts.items()}
    files |= {name: (site / path).read_bytes() for name, path in sorted(pictures.items())}
    return pack(files, stored=frozenset({MIMETYPE}))


if __name__ == "__main__":
    sys.exit(main())
