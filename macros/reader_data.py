"""What the scripts in the reader's browser know of the roadmap: one script that sets `roadmap`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import product
from typing import Any

from macros import addresses
from macros.escaping import escape_script
from macros.index import Index
from macros.model import LearningPath, Lesson, Project, Range, Topic
from macros.path_pages import stop_lessons
from macros.questions import Question


def render_reader_data(index: Index, written: Set[str], questions: Sequence[Question]) -> str:
    """The script; `written` are the keys of the lessons that have a page."""
    roadmap = index.roadmap
    asked: dict[str, list[str]] = {}
    for question in questions:
        asked.setdefault(question.lesson, []).append(question.id)
    data = {
        "topics": [_topic(topic, written, asked) for topic in roadmap.topics],
        "paths": [_path(path, index) for path in roadmap.paths],
        "projects": [_project(project) for project in roadmap.projects],
        "renames": {
            "ticks": dict(_renamed_ticks(index)),
            "items": dict(_renamed_items(index)),
            "answers": dict(_renamed_answers(index, questions)),
        },
    }
    return f"globalThis.roadmap = {escape_script(data)};\n"


def _topic(topic: Topic, written: Set[str], asked: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "id": topic.id,
        "title": topic.title,
        "page": addresses.built(addresses.topic_page(topic.id)),
        "hours": _pair(topic.effort),
        "lessons": [_lesson(lesson, written) | _questions(asked.get(lesson.key)) for lesson in topic.lessons],
    }


def _lesson(lesson: Lesson, written: Set[str]) -> dict[str, Any]:
    return {
        "id": lesson.id,
        "title": lesson.title,
        "page": addresses.built(addresses.lesson_place(lesson.key, written)),
        "minutes": _pair(lesson.effort),
        "requires": [(wanted.lesson, wanted.because) for wanted in lesson.requires],
        "outcomes": [(outcome.id, outcome.text) for outcome in lesson.outcomes],
    }


def _questions(ids: list[str] | None) -> dict[str, list[str]]:
    return {"questions": ids} if ids else {}


def _path(path: LearningPath, index: Index) -> dict[str, Any]:
    stops = [
        {"id": stop.id, "items": [*(lesson.key for lesson in stop_lessons(stop, index)), *stop.projects]}
        for stop in path.stops
    ]
    return {"id": path.id, "title": path.title, "page": addresses.built(addresses.path_page(path.id)), "stops": stops}


def _project(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "title": project.title,
        "page": addresses.built(addresses.project_page(project.id)),
        "hours": _pair(project.effort),
        "milestones": [(milestone.id, milestone.text) for milestone in project.milestones],
    }


def _pair(effort: Range) -> tuple[int, int]:
    return effort.low, effort.high


def _renamed_ticks(index: Index) -> Iterator[tuple[str, str]]:
    """Every key under which a tick may have been kept, with the key under which it counts now."""
    for topic in index.roadmap.topics:
        for lesson in topic.lessons:
            for outcome in lesson.outcomes:
                yield from _renames(topic, lesson, outcome)
    for project in index.roadmap.projects:
        for milestone in project.milestones:
            yield from _renames(project, milestone)


def _renamed_items(index: Index) -> Iterator[tuple[str, str]]:
    for topic in index.roadmap.topics:
        for lesson in topic.lessons:
            yield from _renames(topic, lesson)
    for project in index.roadmap.projects:
        yield from _renames(project)


def _renamed_answers(index: Index, questions: Iterable[Question]) -> Iterator[tuple[str, str]]:
    for question in questions:
        lesson = index.lessons[question.lesson]
        yield from _renames(index.topics[lesson.topic], lesson, question)


def _renames(*entries: Any) -> Iterator[tuple[str, str]]:
    """Each combination of the entries' ids, now and earlier, with the one of now."""
    now, *earlier = product(*((entry.id, *entry.was) for entry in entries))
    for ids in earlier:
        yield "/".join(ids), "/".join(now)
