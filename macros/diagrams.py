"""What each diagram shows: the whole map, a topic among its neighbors, and a topic's lessons."""

from __future__ import annotations

from collections.abc import Iterable

from macros import addresses
from macros.card import Card
from macros.diagram import Arrow, Diagram
from macros.graph import reduce_edges, sort_nodes
from macros.index import Index
from macros.model import Group, Lesson, Prerequisite, Topic
from macros.section import Section
from macros.view import View, count, span

_COLORS = 6  # of the groups; with more groups they come again


def roadmap_diagram(view: View) -> Diagram:
    """Every topic in the band of its group, with the arrows that do not follow from others."""
    index = view.index
    groups = [group for group in index.roadmap.groups if index.topics_of(group.id)]
    topics = [topic for group in groups for topic in index.topics_of(group.id)]
    return Diagram(
        name="map",
        title="The map: topics and what they build on",
        description=f"{count(len(topics), 'topic')} in {count(len(groups), 'group')}, from top to bottom."
        " An arrow leads from a topic to one that builds on it. Each topic is a link.",
        flow="bands",
        cards=tuple(_topic_card(view, topic, topic.group) for topic in topics),
        arrows=tuple(
            _topic_arrow(index, before, topic.id) for topic in topics for before in index.topic_before[topic.id]
        ),
        sections=tuple(_group_section(index, group) for group in groups),
    )


def neighborhood_diagram(view: View, topic: Topic) -> Diagram:
    """A topic with those to learn right before it and those that it unlocks next."""
    index = view.index
    before, after = index.topic_before[topic.id], index.topic_after[topic.id]
    cards = [
        *(_topic_card(view, index.topics[other], "before") for other in before),
        _topic_card(view, topic, "here"),
        *(_topic_card(view, index.topics[other], "after") for other in after),
    ]
    titles = {"before": "Learn first", "here": "You are here", "after": "Unlocks next"}
    used = dict.fromkeys(card.section for card in cards)
    color = _color(index, topic)
    return Diagram(
        name=f"topic-{topic.id}",
        title=f"{topic.title}: what comes before and what comes next",
        description=f"Learn first: {_titles(index, before) or 'nothing'}."
        f" Unlocks next: {_titles(index, after) or 'nothing'}.",
        flow="columns",
        cards=tuple(cards),
        arrows=(
            *(_topic_arrow(index, other, topic.id) for other in before),
            *(_topic_arrow(index, topic.id, other) for other in after),
        ),
        sections=tuple(Section(id=key, title=titles[key], note="", color=color) for key in used),
    )


def lesson_diagram(view: View, topic: Topic) -> Diagram:
    """A topic's lessons with the lessons of other topics that they need."""
    edges = reduce_edges(_lesson_edges(topic))
    cards = tuple(_lesson_card(view, view.index.lessons[key], topic) for key in sort_nodes(edges))
    return Diagram(
        name=f"lessons-{topic.id}",
        title=f"The lessons of {topic.title}",
        description=f"{count(len(topic.lessons), 'lesson')}, and {len(cards) - len(topic.lessons)} of other topics."
        " An arrow leads from a lesson to one that builds on it. Each lesson is a link.",
        flow="rows",
        cards=cards,
        arrows=tuple(_lesson_arrow(view.index, before, card.id) for card in cards for before in edges[card.id]),
    )


def reason_text(index: Index, lesson: Lesson, wanted: Prerequisite) -> str:
    """Why a lesson requires another, as plain text."""
    return f"{index.lessons[wanted.lesson].title}, for {lesson.title}: {wanted.because}"


def _topic_arrow(index: Index, before: str, topic: str) -> Arrow:
    reasons = index.reasons(index.topics[topic], before)
    return Arrow(source=before, target=topic, reasons=tuple(reason_text(index, *reason) for reason in reasons))


def _lesson_arrow(index: Index, before: str, key: str) -> Arrow:
    because = next(wanted.because for wanted in index.lessons[key].requires if wanted.lesson == before)
    return Arrow(source=before, target=key, reasons=(because,))


def _lesson_edges(topic: Topic) -> dict[str, tuple[str, ...]]:
    """What each lesson of a topic requires; lessons of other topics stand right before the first that needs them."""
    edges: dict[str, tuple[str, ...]] = {}
    own = {lesson.key for lesson in topic.lessons}
    for lesson in topic.lessons:
        before = tuple(wanted.lesson for wanted in lesson.requires)
        edges |= {key: () for key in before if key not in own and key not in edges}
        edges[lesson.key] = before
    return edges


def _topic_card(view: View, topic: Topic, section: str) -> Card:
    index = view.index
    lessons, hours = count(len(topic.lessons), "lesson"), span(topic.effort, "hour")
    kind = "Essential" if topic.number else "Supporting topic"
    before = _titles(index, index.topic_before[topic.id])
    return Card(
        id=topic.id,
        kind="topic",
        look="here" if section == "here" else "essential" if topic.number else "plain",
        title=topic.title,
        note=f"{lessons} · {hours}",
        label=f"{_numbered(topic.number, topic.title)}: {lessons}, {hours}. {kind}. Learn first: {before or 'nothing'}",
        href=view.address(addresses.topic_page(topic.id)),
        color=_color(index, topic),
        number=topic.number,
        section=section,
    )


def _lesson_card(view: View, lesson: Lesson, topic: Topic) -> Card:
    index = view.index
    own = lesson.topic == topic.id
    other = index.topics[lesson.topic]
    number = topic.lessons.index(lesson) + 1 if own else None
    minutes = span(lesson.effort, "minute")
    needs = ", ".join(index.lessons[wanted.lesson].title for wanted in lesson.requires)
    return Card(
        id=lesson.key,
        kind="lesson",
        look="plain" if own else "outside",
        title=lesson.title,
        note=minutes if own else other.title,
        label=f"{_numbered(number, lesson.title)}: {minutes if own else other.title}."
        + (f" Learn first: {needs}" if own and needs else ""),
        href=view.address(view.lesson_target(lesson)),
        color=_color(index, other),
        number=number,
    )


def _numbered(number: int | None, title: str) -> str:
    """How a card's name begins: as the card does, so that who says what is to be seen is understood."""
    return f"{number} {title}" if number else title


def _group_section(index: Index, group: Group) -> Section:
    topics = index.topics_of(group.id)
    lessons = sum(len(topic.lessons) for topic in topics)
    return Section(
        id=group.id,
        title=group.title,
        note=f"{count(len(topics), 'topic')}, {count(lessons, 'lesson')}",
        color=_color(index, topics[0]),
    )


def _color(index: Index, topic: Topic) -> int:
    return list(index.groups).index(topic.group) % _COLORS


def _titles(index: Index, topics: Iterable[str]) -> str:
    return ", ".join(index.topics[key].title for key in topics)
