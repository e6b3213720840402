"""What the guide still lacks, from the roadmap and its pages, for whoever looks for something to write."""

from __future__ import annotations

from collections.abc import Iterable

from macros.escaping import escape_markdown
from macros.view import View, bullets, count, paragraphs, span

_OLDEST = 10


def render_wanted_list(view: View) -> str:
    """Everything that is wanted, in sections; one where nothing is wanted says so."""
    return paragraphs(
        *_section("lessons", "Lessons without a page", _lessons(view)),
        *_section("exercises", "Lessons without an exercise", _exercises(view)),
        *_section("questions", "Topics that ask nothing", _questions(view)),
        *_section("projects", "Topics that no project practises", _projects(view)),
        *_section("resources", "References that were checked longest ago", _resources(view)),
    )


def _section(anchor: str, title: str, items: Iterable[str]) -> tuple[str, str]:
    return f"## {title} {{ #{anchor} }}", bullets(items) or "None: nothing is wanted here."


def _lessons(view: View) -> Iterable[str]:
    """A line for each topic that lacks lessons, with those below it."""
    for topic in view.index.roadmap.topics:
        missing = [lesson for lesson in topic.lessons if lesson.key not in view.written]
        if missing:
            lessons = (f"{view.lesson(lesson)}, {span(lesson.effort, 'minute')}: `{lesson.key}`" for lesson in missing)
            yield f"{view.topic(topic)}, {count(len(missing), 'lesson')}:\n\n{bullets(lessons, '    ')}\n"


def _exercises(view: View) -> Iterable[str]:
    """The lessons that have a page, and on it nothing to do that checks itself."""
    lacking = (key for key in view.index.lessons if key in view.written and key not in view.practised)
    return (view.lesson(view.index.lessons[key]) for key in lacking)


def _questions(view: View) -> Iterable[str]:
    """The topics of which nothing can be asked for placement or review."""
    return (view.topic(topic) for topic in view.index.roadmap.topics if not view.asked(*topic.lessons))


def _projects(view: View) -> Iterable[str]:
    """The topics of which no project practises an outcome."""
    practised = {key.partition("/")[0] for project in view.index.roadmap.projects for key in project.practises}
    return (view.topic(topic) for topic in view.index.roadmap.topics if topic.id not in practised)


def _resources(view: View) -> Iterable[str]:
    """The references whose address and title nobody has compared for longest."""
    oldest = sorted(view.index.roadmap.resources, key=lambda resource: resource.checked)[:_OLDEST]
    return (
        f"[{escape_markdown(resource.title)}](<{resource.url}>), checked {resource.checked}: `{resource.id}`"
        for resource in oldest
    )
