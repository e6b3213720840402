"""What the home page and the overviews show: figures, cards and the list of resources, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from macros.escaping import escape_markdown
from macros.model import Topic
from macros.path_pages import path_figures
from macros.view import View, block, bullets, count, paragraphs, span


def render_guide_figures(view: View) -> str:
    """How much the guide holds, in one line."""
    roadmap = view.index.roadmap
    figures = [
        count(len(roadmap.topics), "topic"),
        count(len(view.index.lessons), "lesson"),
        count(len(view.index.outcomes), "outcome"),
        count(len(roadmap.paths), "learning path"),
    ]
    return f"{', '.join(figures)} and {count(len(roadmap.projects), 'project')}"


def render_essential_cards(view: View) -> str:
    """A card for each essential, in the order of their numbers."""
    essentials = (topic for topic in view.index.roadmap.topics if topic.number)
    return _cards(_topic_card(view, topic) for topic in sorted(essentials, key=lambda topic: topic.number or 0))


def render_supporting_cards(view: View) -> str:
    """A card for each supporting topic, in the order of the roadmap."""
    return _cards(_topic_card(view, topic) for topic in view.index.roadmap.topics if topic.kind == "supporting")


def render_topic_groups(view: View) -> str:
    """Every topic as a card, group by group."""
    return paragraphs(
        *(
            block(
                f"rm-group rm-c{i}",
                f"## {escape_markdown(group.title)} {{ #{group.id} }}",
                escape_markdown(group.summary),
                _cards(_topic_card(view, topic) for topic in view.index.topics_of(group.id)),
                tag="section",
            )
            for i, group in enumerate(view.index.roadmap.groups)
        )
    )


def render_path_cards(view: View) -> str:
    """A card for each learning path, with whom it suits."""
    return _cards(
        _card("rm-path-card", f'path="{path.id}"', view.path(path), path.suits, path_figures(view, path))
        for path in view.index.roadmap.paths
    )


def render_project_cards(view: View) -> str:
    """A card for each project."""
    return _cards(
        _card(
            "rm-project-card",
            f'project="{project.id}"',
            view.project(project),
            project.summary,
            [count(len(project.milestones), "milestone"), span(project.effort, "hour")],
        )
        for project in view.index.roadmap.projects
    )


def render_resource_list(view: View) -> str:
    """Every resource under the first topic that names it, with the lessons that do."""
    by_topic: dict[str, list[str]] = {topic.id: [] for topic in view.index.roadmap.topics}
    for resource in view.index.roadmap.resources:
        lessons = view.index.cited_by[resource.id]
        if lessons:
            used = ", ".join(view.lesson(lesson) for lesson in lessons)
            by_topic[lessons[0].topic].append(f"{view.resource(resource)}<br>\n    Used in: {used}")
    return paragraphs(
        *(
            paragraphs(
                f"## {escape_markdown(view.index.topics[key].title)} {{ #{key} }}",
                block("rm-resources", bullets(items)),
            )
            for key, items in by_topic.items()
            if items
        )
    )


def _topic_card(view: View, topic: Topic) -> str:
    group = [group.id for group in view.index.roadmap.groups].index(topic.group)
    number = f'<span class="rm-number">{topic.number}</span> ' if topic.number else ""
    figures = [count(len(topic.lessons), "lesson"), span(topic.effort, "hour")]
    about = f'topic="{topic.id}"'
    return _card(f"rm-topic-card rm-c{group}", about, view.topic(topic), topic.summary, figures, number)


def _card(css_class: str, about: str, link: str, text: str, figures: Iterable[str], number: str = "") -> str:
    lines = [f"{number}**{link}**", escape_markdown(text), f"{' · '.join(figures)}\n{{ .rm-figures }}"]
    return block(f"rm-card {css_class}", *lines, data=about)


def _cards(cards: Iterable[str]) -> str:
    return block("rm-cards", *cards)
