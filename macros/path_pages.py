"""The derived parts of learning path and project pages, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.escaping import escape_markdown
from macros.index import Index
from macros.model import LearningPath, Lesson, Range, Stop
from macros.view import View, block, bullets, count, facts, hours, paragraphs, slot, span


def render_path_stops(view: View, path_id: str) -> str:
    """The path's figures, and its stops as a timeline."""
    path = view.index.paths[path_id]
    place = _stop_of_lessons(path, view.index)
    stops = (_stop(view, path, i, place) for i in range(len(path.stops)))
    return paragraphs(
        f"{escape_markdown(path.summary)}\n{{ .rm-lead }}",
        escape_markdown(path.suits),
        facts(*path_figures(view, path)),
        slot(f'bar="path:{path.id}"'),
        block("rm-timeline", *stops),
    )


def path_figures(view: View, path: LearningPath) -> tuple[str, ...]:
    """How many stops a path has and how many hours they take with practice."""
    optional = sum(stop.optional for stop in path.stops)
    lessons = _stop_of_lessons(path, view.index)
    effort = _effort(
        view.index, (view.index.lessons[key] for key in lessons), [s for stop in path.stops for s in stop.projects]
    )
    stops = count(len(path.stops), "stop") + (f", {optional} optional" if optional else "")
    return stops, count(len(lessons), "lesson"), span(effort, "hour")


def _stop(view: View, path: LearningPath, i: int, place: dict[str, int]) -> str:
    stop = path.stops[i]
    lessons = stop_lessons(stop, view.index)
    label = "Bonus: " if stop.optional else f"{i + 1}. "
    effort = span(_effort(view.index, lessons, stop.projects), "hour")
    return block(
        "rm-stop rm-optional" if stop.optional else "rm-stop",
        f"## {label}{escape_markdown(stop.title)} {{ #{stop.id} }}",
        escape_markdown(stop.do),
        bullets(_stop_items(view, stop)),
        facts(*(["Optional"] if stop.optional else []), effort),
        _later_notice(view, path, i, place),
        _outside_notice(view, lessons, place),
        tag="section",
        data=f'stop="{path.id}/{stop.id}"',
    )


def _stop_items(view: View, stop: Stop) -> Iterator[str]:
    for topic in (view.index.topics[key] for key in stop.topics):
        yield f'{view.topic(topic)}: {count(len(topic.lessons), "lesson")}\n    {{ data-topic="{topic.id}" }}'
    for lesson in (view.index.lessons[key] for key in stop.lessons):
        yield f'{view.lesson(lesson)}: {escape_markdown(lesson.summary)}\n    {{ data-lesson="{lesson.key}" }}'
    for project in (view.index.projects[key] for key in stop.projects):
        yield f'{view.project(project)}: {escape_markdown(project.summary)}\n    {{ data-project="{project.id}" }}'


def _later_notice(view: View, path: LearningPath, i: int, place: dict[str, int]) -> str:
    """What the stop builds on although the path brings it later: a path is advice, the prerequisites are fact."""
    later: dict[int, dict[str, None]] = {}
    for lesson in stop_lessons(path.stops[i], view.index):
        for key in _needs_on_path(lesson, view.index, place):
            if place[key] > i:
                later.setdefault(place[key], {})[key] = None
    if not later:
        return ""
    items = (
        f"{_lesson_links(view, keys)}, at stop {j + 1}, {view.stop(path, path.stops[j])}"
        for j, keys in sorted(later.items())
    )
    text = "This stop builds on what comes later on this path. Read that first where you need it:"
    return block("rm-notice", text, bullets(items))


def _lesson_links(view: View, keys: Iterable[str]) -> str:
    return ", ".join(view.lesson(view.index.lessons[key]) for key in keys)


def _outside_notice(view: View, lessons: tuple[Lesson, ...], place: dict[str, int]) -> str:
    outside = dict.fromkeys(w.lesson for lesson in lessons for w in lesson.requires if w.lesson not in place)
    if not outside:
        return ""
    summary = f"<summary>Also builds on {count(len(outside), 'lesson')} outside this path</summary>"
    return block("rm-why", summary, bullets(view.lesson(view.index.lessons[key]) for key in outside), tag="details")


def _needs_on_path(lesson: Lesson, index: Index, place: dict[str, int]) -> Iterator[str]:
    """The nearest prerequisites that the path holds, looked for through those that it leaves out."""
    waiting, seen = [wanted.lesson for wanted in lesson.requires], set[str]()
    while waiting:
        key = waiting.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in place:
            yield key
        else:
            waiting += (wanted.lesson for wanted in index.lessons[key].requires)


def stop_lessons(stop: Stop, index: Index) -> tuple[Lesson, ...]:
    """The lessons of a stop: those of its topics, and those that it names."""
    of_topics = [lesson.key for key in stop.topics for lesson in index.topics[key].lessons]
    return tuple(index.lessons[key] for key in dict.fromkeys([*of_topics, *stop.lessons]))


def _stop_of_lessons(path: LearningPath, index: Index) -> dict[str, int]:
    """The first stop, counted from 0, at which the path brings each of its lessons."""
    place: dict[str, int] = {}
    for i, stop in enumerate(path.stops):
        for lesson in stop_lessons(stop, index):
            place.setdefault(lesson.key, i)
    return place


def _effort(
    index: Index, lessons: tuple[Lesson, ...] | Iterator[Lesson], projects: tuple[str, ...] | list[str]
) -> Range:
    effort = hours(lessons, index)
    built = [index.projects[key].effort for key in projects]
    return Range(effort.low + sum(each.low for each in built), effort.high + sum(each.high for each in built))


def render_project_brief(view: View, project_id: str) -> str:
    """What to build, how long it takes, the milestones and the outcomes that it practises."""
    project = view.index.projects[project_id]
    milestones = bullets(
        f'{escape_markdown(each.text)}\n    {{ #{each.id} data-milestone="{project.id}/{each.id}" }}'
        for each in project.milestones
    )
    return paragraphs(
        f"{escape_markdown(project.summary)}\n{{ .rm-lead }}",
        facts("Project", count(len(project.milestones), "milestone"), span(project.effort, "hour")),
        "## Milestones { #milestones }",
        block("rm-checklist rm-milestones", milestones),
        slot(f'item="{project.id}"'),
        "## What you practice { #practises }",
        bullets(_practised(view, project.practises)),
    )


def _practised(view: View, keys: tuple[str, ...]) -> Iterator[str]:
    by_lesson: dict[str, list[str]] = {}
    for key in keys:
        lesson, outcome = view.index.outcomes[key]
        by_lesson.setdefault(lesson.key, []).append(escape_markdown(outcome.text))
    for key, texts in by_lesson.items():
        yield f"{view.lesson(view.index.lessons[key])}\n{bullets(texts, indent='    ')}"
