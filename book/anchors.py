"""Anchors of the whole book: an id of a page becomes one of the book, and a link between pages one within the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urldefrag, urljoin

from lxml.html import HtmlElement

from book.records import Division
from book.rules import DEAD_LINK, problem
from macros.problems import Problem, did_you_mean

Place = tuple[str, str]  # a built page, and an id in it or nothing

_SITE = "http://guide/"  # a base for relative links, which is never asked for
_OTHER = re.compile(r"(https?|mailto):")
# Pages that work with what a browser keeps, that are about the site, or that list what the lessons name: a link to one
# stays as its words.
_ON_THE_SITE_ALONE = re.compile(r"(progress|review|placement|resources|book|404)\.html|contribute/")


def is_in_book(page: str) -> bool:
    """Whether a built page belongs in the book."""
    return not _ON_THE_SITE_ALONE.match(page)


def anchor_of(page: str, identifier: str = "") -> str:
    """The book's anchor for a built page, or for an id in it."""
    name = page.removesuffix(".html").removesuffix("/index").replace("/", "-")
    return f"{name}--{identifier.replace(':', '-')}" if identifier else name  # XML allows no colon


def anchor_ids(division: Division) -> Iterator[tuple[Place, str]]:
    """Turn the ids of a division's body into anchors of the book; gives where each was found."""
    for element in division.body.iter():
        if identifier := element.get("id"):
            anchor = anchor_of(division.page, identifier)
            element.set("id", anchor)
            yield (division.page, identifier), anchor


def resolve_links(
    divisions: Iterable[Division], anchors: Mapping[Place, str], files: frozenset[str], sources: Mapping[str, str]
) -> Iterator[Problem]:
    """Lead each link to its anchor, and find those that lead nowhere; ids that nothing leads to are dropped.

    `files` are all of the site; `sources` the texts of the guide's own files.
    """
    divisions = tuple(divisions)
    for division in (each for each in divisions if each.page):
        for link in list(division.body.iter("a")):
            attribute = "xlink:href" if link.get("xlink:href") else "href"
            href = link.get(attribute)
            if href and not _OTHER.match(href):
                yield from _resolve(link, attribute, division, anchors, files, sources)
    used = {link.get("href", "")[1:] for division in divisions for link in division.body.iter("a")}
    for division in divisions:
        for element in division.body.iter():
            if element.get("id") and element.get("id") not in used and element.tag != "svg":
                del element.attrib["id"]


def _resolve(
    link: HtmlElement,
    attribute: str,
    division: Division,
    anchors: Mapping[Place, str],
    files: frozenset[str],
    sources: Mapping[str, str],
) -> Iterator[Problem]:
    href = link.attrib.pop(attribute)
    target, identifier = urldefrag(urljoin(_SITE + division.page, href))
    place = (unquote(target.removeprefix(_SITE)), unquote(identifier))
    if place in anchors:
        link.set("href", f"#{anchors[place]}")
    elif place[0] in files and not (place[0].endswith(".html") and is_in_book(place[0])):
        link.tag = "span"
    else:
        near = did_you_mean(place[0], files) or did_you_mean(place[1], (each[1] for each in anchors if each[1]))
        message = f"the link to '{href}' leads nowhere"
        yield problem(
            DEAD_LINK,
            sources,
            division.page,
            (f'"{href}"', href.replace(".html", "")),
            message,
            near or "correct where it leads",
        )
