"""What a page may hold for the book to show it, found before anything is set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urljoin

from lxml.html import HtmlElement

from book.articles import words
from book.records import Division
from book.rules import MISSING_PICTURE, PICTURE_WITHOUT_TEXT, UNKNOWN_ELEMENT, problem
from macros.problems import Problem, did_you_mean

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_BLOCKS = "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre div section figure figcaption aside hr"
_TABLES = "table caption thead tbody tfoot tr th td colgroup col"
_WORDS = "a abbr b br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time var wbr svg"
KNOWN = frozenset(f"{_BLOCKS} {_TABLES} {_WORDS}".split())


def find_problems(
    divisions: Iterable[Division], files: frozenset[str], sources: Mapping[str, str]
) -> Iterator[Problem]:
    """What of the divisions cannot be shown; `files` are those of the site, `sources` the guide's own texts."""
    for division in divisions:
        for element in _visible(division.body):
            if element.tag not in KNOWN:
                yield _unknown(element, division, sources)
            elif element.tag == "img":
                yield from _picture_problems(element, division, files, sources)


def picture_path(page: str, picture: HtmlElement) -> str:
    """Where in the site the picture of a page stands."""
    return unquote(urljoin(f"/{page}", picture.get("src", ""))).removeprefix("/")


def _visible(element: HtmlElement) -> Iterator[HtmlElement]:
    """Every element below one; what a drawing is made of is the drawing's own affair."""
    for child in element:
        yield child
        if child.tag != "svg":
            yield from _visible(child)


def _unknown(element: HtmlElement, division: Division, sources: Mapping[str, str]) -> Problem:
    message = f"the book cannot show <{element.tag}>, which holds '{words(element)[:40]}'"
    hint = "write it in Markdown, or as one of the elements that pages are made of"
    return problem(UNKNOWN_ELEMENT, sources, division.page, (f"<{element.tag}",), message, hint)


def _picture_problems(
    picture: HtmlElement, division: Division, files: frozenset[str], sources: Mapping[str, str]
) -> Iterator[Problem]:
    source = picture.get("src", "")
    path = picture_path(division.page, picture)
    if re.match(r"[a-z]+:|//", source) or path not in files or not path.endswith(PICTURES):
        hint = did_you_mean(path, (file for file in files if file.endswith(PICTURES)))
        message = f"the picture '{source}' is not in the site"
        hint = hint or f"put it into docs/ beside the page, as {', '.join(PICTURES)}"
        yield problem(MISSING_PICTURE, sources, division.page, (source,), message, hint)
    if not picture.get("alt", "").strip():
        message = f"the picture '{source}' has no alternative text"
        hint = "say in it what the picture shows"
        written = (f"![]({source}", f'src="{source}"', source)
        yield problem(PICTURE_WITHOUT_TEXT, sources, division.page, written, message, hint)
