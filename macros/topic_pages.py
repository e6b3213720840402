"""The derived parts of topic and lesson pages, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from macros import addresses
from macros.diagram_pages import reason, render_topic_lesson_map, render_topic_neighborhood
from macros.escaping import escape_markdown
from macros.model import Lesson, Topic
from macros.question_lists import render_topic_cards
from macros.view import View, block, bullets, count, facts, paragraphs, slot, span


def render_topic_header(view: View, topic_id: str) -> str:
    """What the topic is for, how long it takes and what comes first."""
    topic = view.index.topics[topic_id]
    number = [f"Essential {topic.number}"] if topic.number else ["Supporting topic"]
    return paragraphs(
        f"{escape_markdown(topic.summary)}\n{{ .rm-lead }}",
        facts(*number, count(len(topic.lessons), "lesson"), f"{span(topic.effort, 'hour')} with practice"),
        slot(f'bar="topic:{topic.id}"'),
        render_topic_neighborhood(view, topic_id),
        _topic_needs(view, topic),
    )


def _topic_needs(view: View, topic: Topic) -> str:
    needed = [view.index.topics[required] for required in view.index.topic_requires[topic.id]]
    if not needed:
        return block("rm-needs", "**Learn first:** nothing. You can start here.")
    reasons = bullets(reason(view, *why) for other in needed for why in view.index.reasons(topic, other.id))
    return block("rm-why", "<summary>Why these come first</summary>", reasons, tag="details")


def render_topic_lessons(view: View, topic_id: str) -> str:
    """Every lesson of the topic with its prerequisites, outcomes and resources."""
    topic = view.index.topics[topic_id]
    entries = (_lesson_entry(view, lesson, i) for i, lesson in enumerate(topic.lessons, start=1))
    return paragraphs(
        "## Lessons { #lessons }", render_topic_lesson_map(view, topic_id), *entries, render_topic_cards(view, topic_id)
    )


def _lesson_entry(view: View, lesson: Lesson, number: int) -> str:
    written = lesson.key in view.written
    title = view.lesson(lesson) if written else escape_markdown(lesson.title)
    return block(
        "rm-lesson",
        f"### {number}. {title} {{ #{lesson.id} }}",
        escape_markdown(lesson.summary),
        facts(span(lesson.effort, "minute")),
        _lesson_needs(view, lesson),
        _outcomes(lesson),
        slot(f'item="{lesson.key}"'),
        _resources(view, lesson, "Go deeper" if written else "Learn it from"),
        tag="section",
    )


def _lesson_needs(view: View, lesson: Lesson) -> str:
    if not lesson.requires:
        return ""
    needs = bullets(
        f"{view.lesson(view.index.lessons[wanted.lesson])}: {escape_markdown(wanted.because)}"
        for wanted in lesson.requires
    )
    return paragraphs("**Learn first**\n{ .rm-label }", needs)


def _outcomes(lesson: Lesson) -> str:
    items = bullets(
        f"{escape_markdown(outcome.text)}\n"
        f'    {{ #{lesson.id}-{outcome.id} data-outcome="{lesson.outcome_key(outcome)}" }}'
        for outcome in lesson.outcomes
    )
    return paragraphs("**You will be able to**\n{ .rm-label }", block("rm-checklist", items))


def _resources(view: View, lesson: Lesson, label: str) -> str:
    if not lesson.resources:
        return ""
    items = bullets(view.resource(view.index.resources[resource]) for resource in lesson.resources)
    return paragraphs(f"**{label}**\n{{ .rm-label }}", block("rm-resources", items))


def render_topic_links(view: View, topic_id: str) -> str:
    """What the topic unlocks, and the stops of the paths that lead past it."""
    topic = view.index.topics[topic_id]
    unlocked = [view.index.topics[other] for other in view.index.topic_unlocks[topic_id]]
    parts = ["## Where it leads { #next }"]
    if unlocked:
        parts += [
            f"{escape_markdown(topic.title)} unlocks:",
            bullets(_unlocked(view, topic, other) for other in unlocked),
        ]
    if stops := list(_stops(view, topic)):
        parts += ["On the learning paths:", bullets(stops)]
    return paragraphs(*parts) if len(parts) > 1 else ""


def _unlocked(view: View, topic: Topic, other: Topic) -> str:
    lessons = dict.fromkeys(lesson.key for lesson, _ in view.index.reasons(other, topic.id))
    return f"{view.topic(other)}: {', '.join(view.lesson(view.index.lessons[key]) for key in lessons)}"


def _stops(view: View, topic: Topic) -> Iterator[str]:
    for path in view.index.roadmap.paths:
        for i, stop in enumerate(path.stops, start=1):
            if topic.id in stop.topics or any(key.startswith(f"{topic.id}/") for key in stop.lessons):
                yield f"{view.path(path)}, stop {i}: {view.stop(path, stop)}"


def render_lesson_header(view: View, lesson_key: str) -> str:
    """What the lesson gives, how long it takes, what comes first and what the reader will be able to do."""
    lesson = view.index.lessons[lesson_key]
    topic = view.index.topics[lesson.topic]
    place = f"Lesson {topic.lessons.index(lesson) + 1} of {len(topic.lessons)} in {view.topic(topic)}"
    return paragraphs(
        f"{escape_markdown(lesson.summary)}\n{{ .rm-lead }}",
        facts(place, span(lesson.effort, "minute")),
        _lesson_needs(view, lesson),
        _outcomes(lesson),
        slot(f'item="{lesson.key}"'),
    )


def render_lesson_links(view: View, lesson_key: str) -> str:
    """The lesson's resources, what it unlocks and its neighbours in the topic."""
    lesson = view.index.lessons[lesson_key]
    unlocked = [view.index.lessons[key] for key in view.index.unlocks[lesson_key]]
    parts = []
    if lesson.resources:
        resources = (view.resource(view.index.resources[resource]) for resource in lesson.resources)
        parts += ["## Go deeper { #resources }", block("rm-resources", bullets(resources))]
    parts += ["## Where it leads { #next }", _neighbours(view, lesson)]
    if unlocked:
        parts += [
            f"{escape_markdown(lesson.title)} unlocks:",
            bullets(_unlocked_lesson(view, lesson, x) for x in unlocked),
        ]
    ready = slot(f'ready="3" data-after="{lesson.key}"')
    return paragraphs(*parts, block("rm-scripted", "**Ready now**\n{ .rm-label }", ready))


def _unlocked_lesson(view: View, lesson: Lesson, other: Lesson) -> str:
    because = next(wanted.because for wanted in other.requires if wanted.lesson == lesson.key)
    return f"{view.lesson(other)}: {escape_markdown(because)}"


def _neighbours(view: View, lesson: Lesson) -> str:
    lessons = view.index.topics[lesson.topic].lessons
    i = lessons.index(lesson)
    items = [f"Before: {view.lesson(lessons[i - 1])}"] if i else []
    items += [f"Next: {view.lesson(lessons[i + 1])}"] if i + 1 < len(lessons) else []
    return bullets(
        [*items, f"All lessons: {view.link(view.index.topics[lesson.topic].title, addresses.topic_page(lesson.topic))}"]
    )
