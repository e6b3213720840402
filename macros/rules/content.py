"""Rules on what stands in a page: headings, links, pictures, code and prose."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from macros import addresses
from macros.page import Link, Outline, Page
from macros.problems import did_you_mean
from macros.rules.checking import Finding, error, warning
from macros.rules.pages import Guide
from macros.rules.resources import replacement
from macros.rules.wording import PLACEHOLDER

LESSON_WORDS = 600
TOPIC_WORDS = (150, 300)
VAGUE = frozenset({"here", "click here", "this", "this page", "link", "more", "read more", "this link", "see here"})
_BARE_URL = re.compile(r"(?<![(<\"'`=\]])\bhttps?://[^\s>)`]+")
_ACTIVE_HTML = re.compile(
    r"<(script|iframe|object|embed|style|link|base|meta|form)\b|\son\w+\s*=|javascript:", re.IGNORECASE
)
_SENTENCES = re.compile(r"[a-z0-9)`][.?!] [A-Z][a-z]")
_CODE = re.compile(r"`[^`]*`")


@error
def several_titles(page: Page) -> Iterator[Finding]:
    """A page has one title: a second heading of level 1 breaks the outline for screen readers and for the book."""
    for heading in [heading for heading in page.headings if heading.level == 1][1:]:
        yield Finding(heading.at, f"the page has a second title, '{heading.text}'", "begin the heading with ## instead")


@error
def heading_level_skipped(page: Page) -> Iterator[Finding]:
    """Who listens to a page moves by its headings: a level that is left out sounds like a part that is missing."""
    for before, heading in pairwise(page.headings):
        if heading.level > before.level + 1:
            message = (
                f"the heading '{heading.text}' is of level {heading.level}, one of level {before.level} goes before"
            )
            yield Finding(heading.at, message, f"begin it with {'#' * (before.level + 1)}")


@error
def heading_repeated(page: Page) -> Iterator[Finding]:
    """Anchors of two headings with the same text depend on their order: links would jump elsewhere after an edit."""
    first: dict[str, int] = {}
    for heading in page.headings:
        if heading.text.casefold() in first:
            message = f"the heading '{heading.text}' stands here a second time"
            hint = f"the first is in line {first[heading.text.casefold()]}: tell them apart"
            yield Finding(heading.at, message, hint)
        first.setdefault(heading.text.casefold(), heading.at.line)


@error
def image_without_alt(page: Page) -> Iterator[Finding]:
    """Who cannot see a picture is told what it shows."""
    for link in page.links:
        if link.picture and not link.text.strip():
            yield Finding(
                link.at,
                f"the picture '{link.target}' has no alternative text",
                "write it between the brackets: ![…](…)",
            )


@error
def picture_from_another_host(page: Page) -> Iterator[Finding]:
    """A page loads nothing from another host: it would tell that host about the reader, and break offline."""
    for link in page.links:
        if link.picture and re.match(r"(https?:)?//", link.target):
            yield Finding(
                link.at, f"the picture '{link.target}' comes from another host", "put it into docs/ and link it there"
            )


@error
def link_to_missing_page(guide: Guide) -> Iterator[Finding]:
    """A dead link sends the reader nowhere."""
    for link, path in ((link, _path_of(link, page)) for page in guide.pages for link in page.links):
        if path and path not in guide.files:
            what = "picture" if link.picture else "page"
            hint = did_you_mean(path, guide.files) or "correct the path, which begins at this page"
            yield Finding(link.at, f"there is no {what} '{link.target}'", hint)


@error
def absolute_link(page: Page) -> Iterator[Finding]:
    """A link that begins with a slash leads out of the site where it is published below a path, and from a disk."""
    for link in page.links:
        if link.target.startswith("/"):
            yield Finding(
                link.at,
                f"the link '{link.target}' begins with a slash",
                "write the path from this page, such as ../index.md",
            )


@error
def link_over_http(page: Page) -> Iterator[Finding]:
    """Over plain HTTP anybody on the way can read and change what the reader gets."""
    for link in page.links:
        if link.target.startswith("http://") and not re.match(r"http://(localhost|127\.|\[::1\])", link.target):
            yield Finding(
                link.at, f"the link '{link.target}' begins with http://", "write https://, and check that it answers"
            )


@error
def link_to_obsolete_reference(page: Page) -> Iterator[Finding]:
    """A specification that has been replaced teaches what no longer holds."""
    for link in page.links:
        if hint := replacement(link.target):
            yield Finding(link.at, f"'{link.target}' has been replaced", hint)


@warning
def vague_link_text(page: Page) -> Iterator[Finding]:
    """Who listens to a list of a page's links hears their texts alone: "here" says nothing."""
    for link in page.links:
        if not link.picture and link.text.strip().casefold() in VAGUE:
            yield Finding(link.at, f"the link's text is '{link.text}'", "name what the link leads to")


@error
def link_without_text(page: Page) -> Iterator[Finding]:
    """A link without text cannot be seen, and a screen reader reads out its address."""
    for link in page.links:
        if not link.picture and not link.text.strip():
            yield Finding(link.at, f"the link to '{link.target}' has no text", "name what it leads to")


@error
def bare_url(page: Page) -> Iterator[Finding]:
    """An address alone is hard to read and is not a link here."""
    for line in page.lines:
        if not line.html and (match := _BARE_URL.search(_CODE.sub("", line.text))):
            yield Finding(line.at, f"the address {match[0]} stands alone", "write [what it is](address)")


@error
def code_block_without_language(page: Page) -> Iterator[Finding]:
    """The language of a block decides how it is colored, and whether the tests run it."""
    for code in page.code:
        if not code.language:
            yield Finding(
                code.at,
                "this code block names no language",
                "write it behind the backticks: ```python, ```sql, ```text",
            )


@error
def code_block_unclosed(page: Page) -> Iterator[Finding]:
    """A block whose end is missing turns the rest of the page into code."""
    for code in page.code:
        if not code.closed:
            yield Finding(code.at, "this code block is not closed", "add a line of backticks where it ends")


@error
def active_html(page: Page) -> Iterator[Finding]:
    """Scripts, styles and frames in a page escape every check of what a page loads and does."""
    for line in page.lines:
        if match := _ACTIVE_HTML.search(_CODE.sub("", line.text)):
            yield Finding(
                line.at,
                f"the page holds '{match[0].strip()}'",
                "use Markdown, or put script and style into docs/assets/",
            )


@error
def note_to_the_author(page: Page) -> Iterator[Finding]:
    """What is not written yet is left out: a reader can do nothing with a note to the author."""
    for line in page.lines:
        if match := PLACEHOLDER.search(_CODE.sub("", line.text)):
            yield Finding(line.at, f"the page holds '{match[0]}'", "write the text, or remove the note")


@warning
def several_sentences_on_a_line(page: Page) -> Iterator[Finding]:
    """One sentence a line lets a pull request show which sentence changed."""
    for line in page.lines:
        if not line.html and not line.text.startswith("|") and _SENTENCES.search(_CODE.sub("x", line.text)):
            yield Finding(line.at, "two sentences stand on this line", "break the line after the period")


@warning
def lesson_too_short(page: Page) -> Iterator[Finding]:
    """A lesson replaces half an hour with a good engineer: fewer words are a stub, which promises and does not keep."""
    if addresses.lesson_of(page.path) and page.words < LESSON_WORDS:
        yield Finding(
            page.start, f"the lesson has {page.words} words beside its code", f"write at least {LESSON_WORDS}"
        )


@warning
def topic_text_length(page: Page) -> Iterator[Finding]:
    """A topic's page says why it matters in 150 to 300 words: enough to be moved, not enough to put off the lessons."""
    low, high = TOPIC_WORDS
    if addresses.topic_of(page.path) and not low <= page.words <= high:
        yield Finding(page.start, f"the topic's text has {page.words} words", f"write {low} to {high}")


def _path_of(link: Link, page: Outline) -> str:
    """The path below docs/ that a link leads to; empty for other hosts, and for anchors of the page itself."""
    path = unquote(link.target.partition("#")[0])
    if not path or path.startswith("/") or re.match(r"[a-z][a-z0-9+.-]*:", path, re.IGNORECASE):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))


CHECKS = (
    several_titles,
    heading_level_skipped,
    heading_repeated,
    image_without_alt,
    picture_from_another_host,
    absolute_link,
    link_over_http,
    link_to_obsolete_reference,
    vague_link_text,
    link_without_text,
    bare_url,
    code_block_without_language,
    code_block_unclosed,
    active_html,
    note_to_the_author,
    several_sentences_on_a_line,
    lesson_too_short,
    topic_text_length,
)
GUIDE_CHECKS = (link_to_missing_page,)
