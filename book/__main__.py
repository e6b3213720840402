"""Adapter: `python -m book` makes the PDF, the EPUB and the offline archive of a site that has been built."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from book.epub import MIMETYPE
from book.files import read_folder
from book.forms import finish_pdf
from book.packing import pack
from book.processes import run_apart
from book.typesetting import set_pdf
from book.writing import Written, write_sources
from macros.explaining import explain_for_people
from macros.files import sources
from macros.problems import RoadmapError
from macros.store import Store, digest_files

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
            print(f"{name}: {len(content) / 1e6:.1f} MB")
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
    written = run_apart(write_sources, root, site, PAPERS[options.paper])
    made = []
    if options.only != "epub":
        made.append((f"{written.name}.pdf", Store(root).recall(_parts(written), lambda: _pdf(written))))
    if options.only != "pdf":
        made.append((f"{written.name}.epub", pack(written.epub, stored=frozenset({MIMETYPE}))))
    if options.offline:
        files = {f"{written.name}/{path}": content for path, content in read_folder(Path(options.offline)).items()}
        made.append((f"{written.name}.zip", pack(files)))
    yield from made


def _pdf(written: Written) -> bytes:
    pdf = run_apart(set_pdf, written.typst, written.pages, written.texts)
    return finish_pdf(pdf, written.ticks, written.titles)


def _parts(written: Written) -> Iterator[str | bytes]:
    """Everything that decides over the bytes of the PDF."""
    yield from ("pdf", digest_files(sorted(Path(__file__).parent.glob("*.py"))))
    yield from (part for file in written.typst.items() for part in file)
    yield json.dumps([written.ticks, written.titles])


if __name__ == "__main__":
    sys.exit(main())
