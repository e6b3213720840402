"""The diagrams as pages show them, and the map's content as a list."""

from __future__ import annotations

from collections.abc import Iterator

from macros.diagram import Diagram, render_diagram
from macros.diagrams import lesson_diagram, neighborhood_diagram, roadmap_diagram
from macros.escaping import escape_markdown
from macros.model import Lesson, Prerequisite, Topic
from macros.table_card import type_words
from macros.table_diagram import render_table_diagram
from macros.tables import Column, Table
from macros.view import View, block, bullets, count, paragraphs, span

_LEGEND = (
    "A line joins a table to one that refers to it with a foreign key (FK) to its primary key (PK)."
    " The fork stands where many rows can be, the bar where there is one; a ring beside the bar means: or none."
)


def render_roadmap_map(view: View) -> str:
    """The whole map: every topic, group by group, and what it builds on."""
    return render_diagram(roadmap_diagram(view))


def render_topic_neighborhood(view: View, topic_id: str) -> str:
    """A topic between those to learn right before it and those that it unlocks next."""
    return _unless_bare(neighborhood_diagram(view, view.index.topics[topic_id]))


def render_topic_lesson_map(view: View, topic_id: str) -> str:
    """A topic's lessons and what they build on, drawn and as a list."""
    topic = view.index.topics[topic_id]
    figure = _unless_bare(lesson_diagram(view, topic))
    if not figure:
        return ""
    summary = "<summary>What each lesson builds on, as a list</summary>"
    return paragraphs(figure, block("rm-why", summary, bullets(_lesson_items(view, topic)), tag="details"))


def render_roadmap_list(view: View) -> str:
    """What the map shows, as a list: each topic with the topics that it builds on, and the reasons."""
    groups = view.index.roadmap.groups
    return paragraphs(
        *(
            paragraphs(f"**{escape_markdown(group.title)}**", bullets(_topic_items(view, group.id)))
            for group in groups
            if view.index.topics_of(group.id)
        )
    )


def render_shop_diagram(view: View) -> str:
    """The tables of the shop and how they refer to each other, drawn and as a list; nothing in a guide without."""
    if not view.tables:
        return ""
    summary = "<summary>The tables as a list</summary>"
    return paragraphs(
        render_table_diagram(view.tables, "shop"),
        block("rm-label", _LEGEND),
        block("rm-why", summary, bullets(_table_items(view.tables)), tag="details"),
    )


def reason(view: View, lesson: Lesson, wanted: Prerequisite) -> str:
    """Why a lesson requires another, with a link to each."""
    before = view.index.lessons[wanted.lesson]
    return f"{view.lesson(before)}, for {view.lesson(lesson)}: {escape_markdown(wanted.because)}"


def _unless_bare(diagram: Diagram) -> str:
    """The diagram, or nothing where there is no arrow to follow."""
    return render_diagram(diagram) if diagram.arrows else ""


def _topic_items(view: View, group: str) -> Iterator[str]:
    for topic in view.index.topics_of(group):
        number = f"essential {topic.number}, " if topic.number else ""
        effort = f"{count(len(topic.lessons), 'lesson')}, {span(topic.effort, 'hour')}"
        before = [view.index.topics[other] for other in view.index.topic_before[topic.id]]
        lines = (_builds_on(view, topic, other) for other in before)
        yield "\n".join([f"{view.topic(topic)}: {number}{effort}", *lines])


def _builds_on(view: View, topic: Topic, other: Topic) -> str:
    reasons = bullets((reason(view, *why) for why in view.index.reasons(topic, other.id)), indent=" " * 8)
    return f"    -   builds on {view.topic(other)}\n{reasons}"


def _table_items(tables: tuple[Table, ...]) -> Iterator[str]:
    for table in tables:
        columns = (f"`{column.name}`: {', '.join(_column_facts(column))}" for column in table.columns)
        yield f"`{table.name}`\n{bullets(columns, indent='    ')}"


def _column_facts(column: Column) -> Iterator[str]:
    yield escape_markdown(type_words(column))
    if column.primary:
        yield "primary key" if column.unique else "part of the primary key"
    elif column.unique:
        yield "no two rows share a value"
    if column.references:
        rows = "one row" if column.unique else "any number of rows"
        at_most = "at most one row" if column.nullable else "one row"
        yield f"foreign key: names {at_most} of `{column.references}`, which {rows} may name"


def _lesson_items(view: View, topic: Topic) -> Iterator[str]:
    for i, lesson in enumerate(topic.lessons, start=1):
        needs = (
            f"{view.lesson(view.index.lessons[wanted.lesson])}: {escape_markdown(wanted.because)}"
            for wanted in lesson.requires
        )
        yield "\n".join([f"{i}\\. {view.lesson(lesson)}", bullets(needs, indent="    ")]).rstrip()
