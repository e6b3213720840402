"""What search engines are told of a page in the words of schema.org: a topic is a course, a lesson its resource."""

from __future__ import annotations

from typing import Any

from macros import addresses
from macros.escaping import escape_script
from macros.index import Index
from macros.model import Lesson, Range, Topic
from macros.site import Site


def render_json_ld(index: Index, site: Site) -> dict[str, str]:
    """The JSON-LD of each page that has some, by the page's source; it can stand inside a script element."""
    data = {addresses.topic_page(topic.id): _course(topic, site) for topic in index.roadmap.topics}
    data |= {addresses.lesson_page(key): _resource(lesson, index, site) for key, lesson in index.lessons.items()}
    return {page: escape_script({"@context": "https://schema.org"} | thing) for page, thing in data.items()}


def _course(topic: Topic, site: Site) -> dict[str, Any]:
    about = _about("Course", topic, addresses.topic_page(topic.id), site)
    return about | {
        "provider": {"@type": "Organization", "name": site.name},
        "timeRequired": _duration(topic.effort, "H"),
        "teaches": [_text(outcome.text) for lesson in topic.lessons for outcome in lesson.outcomes],
        "hasPart": [{"@type": "LearningResource", "name": _text(lesson.title)} for lesson in topic.lessons],
    }


def _resource(lesson: Lesson, index: Index, site: Site) -> dict[str, Any]:
    topic = index.topics[lesson.topic]
    about = _about("LearningResource", lesson, addresses.lesson_page(lesson.key), site)
    part_of = {"@type": "Course", "name": _text(topic.title)} | _url(addresses.topic_page(topic.id), site)
    required = [_text(outcome.text) for wanted in lesson.requires for outcome in index.lessons[wanted.lesson].outcomes]
    return about | {
        "learningResourceType": "lesson",
        "timeRequired": _duration(lesson.effort, "M"),
        "teaches": [_text(outcome.text) for outcome in lesson.outcomes],
        "competencyRequired": required,
        "isPartOf": part_of,
    }


def _about(kind: str, entry: Topic | Lesson, page: str, site: Site) -> dict[str, Any]:
    about = {"@type": kind, "name": _text(entry.title), "description": _text(entry.summary)}
    return (
        about | {"inLanguage": site.language} | ({"license": site.license} if site.license else {}) | _url(page, site)
    )


def _text(text: str) -> str:
    """A text of the roadmap without the marks of `code`, which mean nothing here."""
    return text.replace("`", "")


def _url(page: str, site: Site) -> dict[str, str]:
    """A page's address, where anybody knows it: a relative one means nothing to who stores it."""
    return {"url": site.address(addresses.built(page))} if site.url else {}


def _duration(effort: Range, unit: str) -> str:
    """The higher of two estimates as a duration of ISO 8601."""
    return f"PT{effort.high}{unit}"
