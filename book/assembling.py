"""Articles to the book's divisions: parts for groups, chapters for topics, sections for lessons, and appendices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from book.anchors import Place, anchor_ids, anchor_of, is_in_book
from book.answers import answers_section, take_answers
from book.articles import find_class, has_class, new, remove, words
from book.records import Division, Kind
from macros import addresses
from macros.index import Index
from macros.model import Lesson, Topic

CONTENTS = "contents"
APPENDICES = "appendices"
MAP = "map.html"
# Overviews that the book's own contents take the place of.
_OVERVIEWS = {
    "index.html": CONTENTS,
    "topics/index.html": CONTENTS,
    "paths/index.html": APPENDICES,
    "projects/index.html": APPENDICES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The divisions before the first part, the parts, and every place that a link can lead to with its anchor."""

    front: tuple[Division, ...]
    parts: tuple[Division, ...]
    anchors: dict[Place, str]


def assemble(index: Index, written: frozenset[str], articles: Mapping[str, HtmlElement]) -> Assembly:
    """The divisions of the book; `articles` are those of the built pages, and are taken apart."""
    chapters = {topic.id: _topic(topic, written, articles) for topic in index.roadmap.topics}
    parts = [
        _part(group.title, f"part-{group.id}", group.summary, tuple(chapters[topic.id] for topic in topics))
        for group in index.roadmap.groups
        if (topics := index.topics_of(group.id))
    ]
    appendices = tuple(_page("chapter", page, articles[page]) for page in _appendices(index, articles))
    parts.append(_part("Appendices", APPENDICES, "Ways through the guide, things to build, and reference.", appendices))
    front = (_page("front", MAP, _poster_last(articles[MAP])),)
    anchors: dict[Place, str] = {(page, ""): anchor for page, anchor in _OVERVIEWS.items()}
    for division in (each for top in (*front, *parts) for each in top.walk()):
        if division.anchor == anchor_of(division.page):
            anchors[division.page, ""] = division.anchor
        anchors |= anchor_ids(division)
    for lesson in index.lessons.values():
        anchors |= _entry_anchors(lesson, written)
    return Assembly(front=front, parts=tuple(parts), anchors=anchors)


def _part(title: str, anchor: str, summary: str, chapters: tuple[Division, ...]) -> Division:
    links = (new("li", "", new("a", chapter.title, href=f"#{chapter.anchor}")) for chapter in chapters)
    body = new("div", "", new("p", summary, class_="rm-lead"), new("ul", "", *links, class_="chapters"))
    return Division(kind="part", title=title, anchor=anchor, page="", body=body, divisions=chapters)


def _topic(topic: Topic, written: frozenset[str], articles: Mapping[str, HtmlElement]) -> Division:
    page = addresses.built(addresses.topic_page(topic.id))
    article = articles[page]
    entries = list(find_class(article, "rm-lesson"))
    for entry in entries:
        remove(entry)
    sections = tuple(
        _written_lesson(lesson, articles) if lesson.key in written else _listed_lesson(lesson, page, entry)
        for lesson, entry in zip(topic.lessons, entries, strict=True)
    )
    anchor = anchor_of(page)
    answers = answers_section(anchor, filter(None, map(take_answers, sections)))
    return Division(
        kind="chapter",
        title=_take_title(article),
        anchor=anchor,
        page=page,
        body=article,
        divisions=sections + answers,
    )


def _written_lesson(lesson: Lesson, articles: Mapping[str, HtmlElement]) -> Division:
    page = addresses.built(addresses.lesson_page(lesson.key))
    article = articles[page]
    _remove_neighbors(article)
    return Division(kind="section", title=_take_title(article), anchor=anchor_of(page), page=page, body=article)


def _listed_lesson(lesson: Lesson, page: str, entry: HtmlElement) -> Division:
    """A lesson that has no page yet: what its topic's page says of it."""
    for heading in list(entry.iter("h3")):
        remove(heading)
    body = new("div", "", entry)
    title = lesson.title.replace("`", "")
    return Division(kind="section", title=title, anchor=anchor_of(page, lesson.id), page=page, body=body)


def _entry_anchors(lesson: Lesson, written: frozenset[str]) -> Iterator[tuple[Place, str]]:
    """Where the places of a lesson on its topic's page are found in the book."""
    topic = addresses.built(addresses.topic_page(lesson.topic))
    if lesson.key not in written:
        yield (topic, lesson.id), anchor_of(topic, lesson.id)
        return
    page = addresses.built(addresses.lesson_page(lesson.key))
    yield (topic, lesson.id), anchor_of(page)
    for outcome in lesson.outcomes:
        identifier = f"{lesson.id}-{outcome.id}"
        yield (topic, identifier), anchor_of(page, identifier)


def _page(kind: Kind, page: str, article: HtmlElement) -> Division:
    return Division(kind=kind, title=_take_title(article), anchor=anchor_of(page), page=page, body=article)


def _appendices(index: Index, articles: Mapping[str, HtmlElement]) -> Iterator[str]:
    """The paths, the projects, and every other page of the guide."""
    own = [addresses.path_page(path.id) for path in index.roadmap.paths]
    own += [addresses.project_page(project.id) for project in index.roadmap.projects]
    pages = [addresses.built(page) for page in own]
    topics = {addresses.built(addresses.topic_page(topic.id)) for topic in index.roadmap.topics}
    lessons = {addresses.built(addresses.lesson_page(key)) for key in index.lessons}
    taken = {*pages, *topics, *lessons, *_OVERVIEWS, MAP}
    others = (page for page in articles if page not in taken and is_in_book(page))
    return iter([*pages, *sorted(others)])


def _poster_last(article: HtmlElement) -> HtmlElement:
    """The map fills a page of its own, so that no page before it stays half empty."""
    for figure in list(article.iter("figure")):
        article.append(figure)
    return article


def _take_title(article: HtmlElement) -> str:
    heading = next(article.iter("h1"))
    title = words(heading)
    remove(heading)
    return title


def _remove_neighbors(article: HtmlElement) -> None:
    """The lessons before and after this one stand before and after it: no list of them, nor a heading without text."""
    heading = next((each for each in article.iter("h2") if each.get("id") == "next"), None)
    if heading is None:
        return
    neighbors = heading.getnext()
    if neighbors is not None and neighbors.tag == "ul":
        remove(neighbors)
    after = heading.getnext()
    if after is None or has_class(after, "footnote"):
        remove(heading)
