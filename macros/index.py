"""Look-ups over a roadmap, made once: everything by its key, and what is derived from the prerequisites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.graph import invert, reduce_edges
from macros.model import Group, LearningPath, Lesson, Outcome, Prerequisite, Project, Resource, Roadmap, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A sound roadmap's entries by key; `unlocks` and the topic-level edges are derived, never written.

    `topic_before` are those of `topic_requires` that do not follow from the others, `topic_after` their inverse.
    """

    roadmap: Roadmap
    groups: Mapping[str, Group]
    topics: Mapping[str, Topic]
    lessons: Mapping[str, Lesson]
    outcomes: Mapping[str, tuple[Lesson, Outcome]]
    paths: Mapping[str, LearningPath]
    projects: Mapping[str, Project]
    resources: Mapping[str, Resource]
    unlocks: Mapping[str, tuple[str, ...]]
    topic_requires: Mapping[str, tuple[str, ...]]
    topic_unlocks: Mapping[str, tuple[str, ...]]
    topic_before: Mapping[str, tuple[str, ...]]
    topic_after: Mapping[str, tuple[str, ...]]
    cited_by: Mapping[str, tuple[Lesson, ...]]

    def topics_of(self, group: str) -> tuple[Topic, ...]:
        """The topics of a group, in the order of the file."""
        return tuple(topic for topic in self.roadmap.topics if topic.group == group)

    def reasons(self, topic: Topic, required: str) -> tuple[tuple[Lesson, Prerequisite], ...]:
        """Why a topic requires another: each lesson of it that does, with the prerequisite."""
        return tuple(
            (lesson, wanted)
            for lesson in topic.lessons
            for wanted in lesson.requires
            if self.lessons[wanted.lesson].topic == required
        )


def topic_edges(roadmap: Roadmap) -> dict[str, tuple[str, ...]]:
    """The topics that each topic requires, in the order of its lessons; references may still be unknown."""
    edges: dict[str, dict[str, None]] = {topic.id: {} for topic in roadmap.topics}
    for lesson in roadmap.lessons():
        for wanted in lesson.requires:
            other = wanted.lesson.partition("/")[0]
            if other != lesson.topic:
                edges[lesson.topic][other] = None
    return {topic: tuple(others) for topic, others in edges.items()}


def index_roadmap(roadmap: Roadmap) -> Index:
    """The look-ups of a roadmap whose references have been checked."""
    cited_by: dict[str, list[Lesson]] = {resource.id: [] for resource in roadmap.resources}
    for lesson in roadmap.lessons():
        for resource in lesson.resources:
            cited_by[resource].append(lesson)
    requires = topic_edges(roadmap)
    before = reduce_edges(requires)
    return Index(
        roadmap=roadmap,
        groups={group.id: group for group in roadmap.groups},
        topics={topic.id: topic for topic in roadmap.topics},
        lessons={lesson.key: lesson for lesson in roadmap.lessons()},
        outcomes={
            lesson.outcome_key(outcome): (lesson, outcome)
            for lesson in roadmap.lessons()
            for outcome in lesson.outcomes
        },
        paths={path.id: path for path in roadmap.paths},
        projects={project.id: project for project in roadmap.projects},
        resources={resource.id: resource for resource in roadmap.resources},
        unlocks=invert({lesson.key: [wanted.lesson for wanted in lesson.requires] for lesson in roadmap.lessons()}),
        topic_requires=requires,
        topic_unlocks=invert(requires),
        topic_before=before,
        topic_after=invert(before),
        cited_by={resource: tuple(lessons) for resource, lessons in cited_by.items()},
    )
