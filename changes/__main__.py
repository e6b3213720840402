"""`python -m changes OLD NEW`: prints how two built sites differ, for the summary of a pull request."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

from changes.comparing import Figures, render_comparison
from macros.exporting import ROADMAP

_BOOK = "book"  # made only where it is published


class _Article(HTMLParser):
    """Collects the words inside a page's <article>."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  what HTMLParser hands over
        self.depth += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text.append(data)


def measure(site: Path) -> Figures:
    """The figures of a built site."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.relative_to(site).parts[0] != _BOOK]
    index = site / ROADMAP
    topics = json.loads(index.read_text("utf-8"))["roadmap"]["topics"] if index.is_file() else []
    lessons = [lesson for topic in topics for lesson in topic["lessons"]]
    return Figures(
        words={path.relative_to(site).as_posix(): _words(path) for path in files if path.suffix == ".html"},
        lessons=len(lessons),
        outcomes=sum(len(lesson["outcomes"]) for lesson in lessons),
        size=sum(path.stat().st_size for path in files),
    )


def _words(page: Path) -> int:
    article = _Article()
    article.feed(page.read_text("utf-8"))
    return len(" ".join(article.text).split())


def main(arguments: list[str]) -> int:
    """Print the comparison; the exit status is 2 where a folder holds no site."""
    sites = [Path(argument) for argument in arguments]
    if len(sites) != 2 or not all((site / "index.html").is_file() for site in sites):
        print("Name the folders of two built sites: python -m changes OLD NEW", file=sys.stderr)
        return 2
    print(render_comparison(*map(measure, sites)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
