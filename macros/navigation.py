"""What the site says of its pages besides their content: the menu, in the form of MkDocs' `nav`, and descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from macros import addresses
from macros.escaping import escape_html
from macros.index import Index
from macros.model import Topic

Menu = list[Any]

_PROGRESS: Menu = [
    {"Your progress": "progress.md"},
    {"Review": "review.md"},
    {"What do you know already?": "placement.md"},
]
_CONTRIBUTE: Menu = [
    "contribute/index.md",
    {"How a lesson is written": "contribute/lesson.md"},
    {"What is wanted": "contribute/wanted.md"},
    {"What is checked": "contribute/rules.md"},
]


def menu(index: Index, written: Set[str], files: Set[str]) -> Menu:
    """The whole menu; `written` are the keys of the lessons that have a page, `files` all paths below docs/.

    The theme shows titles as HTML. A page that is not there is left out: a guide may do without some.
    """
    groups = [
        {escape_html(group.title): [_topic(topic, written) for topic in index.topics_of(group.id)]}
        for group in index.roadmap.groups
    ]
    paths = [{escape_html(path.title): addresses.path_page(path.id)} for path in index.roadmap.paths]
    projects = [{escape_html(project.title): addresses.project_page(project.id)} for project in index.roadmap.projects]
    everything = [
        {"Home": "index.md"},
        {"Paths": ["paths/index.md", *paths]},
        {"Topics": ["topics/index.md", *groups]},
        {"Map": "map.md"},
        {"Projects": ["projects/index.md", *projects]},
        {"The shop": "shop/index.md"},
        {"The book": "book.md"},
        {"Resources": "resources.md"},
        {"Your progress": _PROGRESS},
        {"Contribute": _CONTRIBUTE},
    ]
    return list(_there(everything, files))


def _there(menu: Menu, files: Set[str]) -> Iterator[Any]:
    """The entries that lead to a page, and the sections that hold such an entry."""
    for entry in menu:
        target = next(iter(entry.values())) if isinstance(entry, dict) else entry
        if isinstance(target, list):
            if inside := list(_there(target, files)):
                yield dict.fromkeys(entry, inside)
        elif target in files:
            yield entry


def _topic(topic: Topic, written: Set[str]) -> dict[str, Any]:
    page = addresses.topic_page(topic.id)
    lessons = [
        {escape_html(lesson.title): addresses.lesson_page(lesson.key)}
        for lesson in topic.lessons
        if lesson.key in written
    ]
    # A section of its own even without lessons: else the theme takes the first topic's index.md for the group's page.
    title = escape_html(topic.title)
    return {title: [{title: page}, *lessons]}


def descriptions(index: Index) -> dict[str, str]:
    """The summary of each entry by the page that it has, for search engines, as HTML."""
    summaries = {addresses.topic_page(topic.id): topic.summary for topic in index.roadmap.topics}
    summaries |= {addresses.lesson_page(key): lesson.summary for key, lesson in index.lessons.items()}
    summaries |= {addresses.path_page(path.id): path.summary for path in index.roadmap.paths}
    summaries |= {addresses.project_page(project.id): project.summary for project in index.roadmap.projects}
    return {page: escape_html(summary) for page, summary in summaries.items()}


def source_lines(index: Index) -> dict[str, int]:
    """The line of roadmap.yaml in which an entry begins, by the page that it has."""
    roadmap = index.roadmap
    lines = {addresses.topic_page(topic.id): topic.marks.of("id").line for topic in roadmap.topics}
    lines |= {addresses.lesson_page(key): lesson.marks.of("id").line for key, lesson in index.lessons.items()}
    lines |= {addresses.path_page(path.id): path.marks.of("id").line for path in roadmap.paths}
    return lines | {addresses.project_page(project.id): project.marks.of("id").line for project in roadmap.projects}
