"""Rules on what entries of the roadmap are called and what they refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from macros.graph import find_cycle
from macros.index import topic_edges
from macros.model import Range, Roadmap
from macros.problems import Position, did_you_mean
from macros.rules.checking import Finding, error


@error
def duplicate_id(roadmap: Roadmap) -> Iterator[Finding]:
    """An id is an address and the key of a reader's progress: two entries cannot share one."""
    for name, entries in _namespaces(roadmap):
        first: dict[str, int] = {}
        for entry in entries:
            at = entry.marks.of("id")
            if entry.id in first:
                message = f"the id '{entry.id}' stands here a second time among the {name}"
                yield Finding(at, message, f"the first is in line {first[entry.id]}: give one of them another id")
            first.setdefault(entry.id, at.line)


@error
def renamed_id_reused(roadmap: Roadmap) -> Iterator[Finding]:
    """An id in `was` still holds readers' progress: a new entry under it would inherit their ticks."""
    for name, entries in _namespaces(roadmap):
        owners = {entry.id: entry.id for entry in entries}
        for entry in entries:
            for i, old in enumerate(getattr(entry, "was", ())):
                if old in owners:
                    message = f"'{old}', an earlier id of '{entry.id}', belongs to '{owners[old]}' among the {name}"
                    yield Finding(entry.marks.of("was", i), message, "give the other entry an id that was never used")
                owners.setdefault(old, entry.id)


@error
def unknown_group(roadmap: Roadmap) -> Iterator[Finding]:
    """A topic without a group has no place on the map and in the menu."""
    known = {group.id for group in roadmap.groups}
    for topic in roadmap.topics:
        if topic.group not in known:
            hint = did_you_mean(topic.group, known) or f"the groups are {', '.join(sorted(known))}"
            yield Finding(topic.marks.of("group"), f"topic '{topic.id}' names unknown group '{topic.group}'", hint)


@error
def empty_group(roadmap: Roadmap) -> Iterator[Finding]:
    """A group without topics would be an empty band on the map and an empty heading in the menu."""
    used = {topic.group for topic in roadmap.topics}
    for group in roadmap.groups:
        if group.id not in used:
            yield Finding(
                group.marks.of("id"), f"no topic is in group '{group.id}'", "remove the group, or move a topic into it"
            )


@error
def unknown_prerequisite(roadmap: Roadmap) -> Iterator[Finding]:
    """A reader cannot learn first what the guide does not have."""
    known = {lesson.key for lesson in roadmap.lessons()}
    for lesson in roadmap.lessons():
        for wanted in lesson.requires:
            if wanted.lesson not in known:
                message = f"lesson '{lesson.key}' requires unknown lesson '{wanted.lesson}'"
                yield Finding(wanted.marks.of("lesson"), message, did_you_mean(wanted.lesson, known))


@error
def prerequisite_cycle(roadmap: Roadmap) -> Iterator[Finding]:
    """Lessons that wait for each other can never be begun."""
    lessons = {lesson.key: lesson for lesson in roadmap.lessons()}
    edges = {key: [w.lesson for w in lesson.requires if w.lesson in lessons] for key, lesson in lessons.items()}
    if cycle := find_cycle(edges):
        at = next(w.marks.of("lesson") for w in lessons[cycle[1]].requires if w.lesson == cycle[0])
        message = f"these lessons require each other: {' requires '.join(reversed(cycle))}"
        yield Finding(at, message, "take out the prerequisite that a reader can do without")


@error
def topic_before_prerequisite(roadmap: Roadmap) -> Iterator[Finding]:
    """The file's order is the order of the menu, the map and the book: what comes first must stand first."""
    place = {topic.id: i for i, topic in enumerate(roadmap.topics)}
    for lesson in roadmap.lessons():
        for wanted in lesson.requires:
            other = wanted.lesson.partition("/")[0]
            if place.get(other, -1) > place[lesson.topic]:
                message = f"lesson '{lesson.key}' requires '{wanted.lesson}', whose topic comes later in the file"
                hint = f"move topic '{other}' above '{lesson.topic}', or do without this prerequisite"
                yield Finding(wanted.marks.of("lesson"), message, hint)


@error
def group_order_broken(roadmap: Roadmap) -> Iterator[Finding]:
    """The map draws the groups from top to bottom: a prerequisite cannot come from a group further down."""
    groups = {group.id: i for i, group in enumerate(roadmap.groups)}
    topics = {topic.id: topic for topic in roadmap.topics}
    for topic_id, required in topic_edges(roadmap).items():
        topic = topics[topic_id]
        for other in (topics[key] for key in required if key in topics):
            if groups.get(other.group, -1) > groups.get(topic.group, len(groups)):
                message = f"topic '{topic.id}' requires '{other.id}', whose group '{other.group}' comes later"
                hint = "change the group of one of them, or the order of the groups"
                yield Finding(topic.marks.of("group"), message, hint)


@error
def unknown_resource(roadmap: Roadmap) -> Iterator[Finding]:
    """A lesson can only name resources whose address and title the file holds."""
    known = {resource.id for resource in roadmap.resources}
    for lesson in roadmap.lessons():
        for i, resource in enumerate(lesson.resources):
            if resource not in known:
                message = f"lesson '{lesson.key}' names unknown resource '{resource}'"
                hint = did_you_mean(resource, known) or "add it to 'resources:'"
                yield Finding(lesson.marks.of("resources", i), message, hint)


@error
def unknown_outcome(roadmap: Roadmap) -> Iterator[Finding]:
    """A project can only practise outcomes that a lesson teaches."""
    known = {lesson.outcome_key(outcome) for lesson in roadmap.lessons() for outcome in lesson.outcomes}
    for project in roadmap.projects:
        for i, outcome in enumerate(project.practises):
            if outcome not in known:
                message = f"project '{project.id}' practises unknown outcome '{outcome}'"
                yield Finding(project.marks.of("practises", i), message, did_you_mean(outcome, known))


@error
def essential_without_number(roadmap: Roadmap) -> Iterator[Finding]:
    """The essentials are counted: each needs its number."""
    for topic in roadmap.topics:
        if topic.kind == "essential" and topic.number is None:
            yield Finding(topic.marks.of("kind"), f"essential '{topic.id}' has no number", "add 'number:'")


@error
def number_without_essential(roadmap: Roadmap) -> Iterator[Finding]:
    """Only the essentials are counted: a numbered supporting topic would look like one of them."""
    for topic in roadmap.topics:
        if topic.kind != "essential" and topic.number is not None:
            message = f"topic '{topic.id}' has a number but is {topic.kind}"
            yield Finding(topic.marks.of("number"), message, "remove 'number:'")


@error
def number_out_of_order(roadmap: Roadmap) -> Iterator[Finding]:
    """The essentials are counted 1, 2, 3 …: a number that is missing or taken twice makes the count wrong."""
    numbered = [topic for topic in roadmap.topics if topic.number is not None]
    taken: dict[int | None, str] = {}
    for topic in numbered:
        if topic.number in taken:
            message = f"number {topic.number} of '{topic.id}' belongs to '{taken[topic.number]}'"
            yield Finding(topic.marks.of("number"), message, "give each essential a number of its own")
        elif not 1 <= (topic.number or 0) <= len(numbered):
            message = f"number {topic.number} of '{topic.id}' is not between 1 and {len(numbered)}"
            yield Finding(topic.marks.of("number"), message, "count the essentials from 1 without a gap")
        taken.setdefault(topic.number, topic.id)


@error
def effort_range_reversed(roadmap: Roadmap) -> Iterator[Finding]:
    """An estimate goes from low to high; a plan is reckoned from both ends."""
    for name, effort, at in _efforts(roadmap):
        if effort.low > effort.high:
            message = f"the effort of {name} runs from {effort.low} to {effort.high}"
            yield Finding(at, message, f"write [{effort.high}, {effort.low}]")


@error
def effort_of_nothing(roadmap: Roadmap) -> Iterator[Finding]:
    """Nothing is learned in no time, and a share of zero cannot be reckoned."""
    for name, effort, at in _efforts(roadmap):
        if effort.low == 0:
            yield Finding(at, f"the effort of {name} begins at 0", "begin at 1 or more")


@error
def topic_shorter_than_lessons(roadmap: Roadmap) -> Iterator[Finding]:
    """A topic's hours include its lessons: a reader's plan must not promise less than reading takes."""
    for topic in roadmap.topics:
        minutes = sum(lesson.effort.low for lesson in topic.lessons)
        if topic.effort.low * 60 < minutes:
            message = f"topic '{topic.id}' begins at {topic.effort.low} hours, its lessons alone take {minutes} minutes"
            yield Finding(topic.marks.of("effort"), message, f"raise the low number to {-(-minutes // 60)} or more")


def _efforts(roadmap: Roadmap) -> Iterator[tuple[str, Range, Position]]:
    for topic in roadmap.topics:
        yield f"topic '{topic.id}'", topic.effort, topic.marks.of("effort")
    for lesson in roadmap.lessons():
        yield f"lesson '{lesson.key}'", lesson.effort, lesson.marks.of("effort")
    for project in roadmap.projects:
        yield f"project '{project.id}'", project.effort, project.marks.of("effort")


def _namespaces(roadmap: Roadmap) -> Iterator[tuple[str, Collection[Any]]]:
    """Every set of entries in which an id may occur once, with what its entries are called."""
    yield "groups", roadmap.groups
    yield "topics", roadmap.topics
    yield "paths", roadmap.paths
    yield "projects", roadmap.projects
    yield "resources", roadmap.resources
    for topic in roadmap.topics:
        yield f"lessons of topic '{topic.id}'", topic.lessons
        for lesson in topic.lessons:
            yield f"outcomes of lesson '{lesson.key}'", lesson.outcomes
    for path in roadmap.paths:
        yield f"stops of path '{path.id}'", path.stops
    for project in roadmap.projects:
        yield f"milestones of project '{project.id}'", project.milestones


CHECKS = (
    duplicate_id,
    renamed_id_reused,
    unknown_group,
    empty_group,
    unknown_prerequisite,
    prerequisite_cycle,
    topic_before_prerequisite,
    group_order_broken,
    unknown_resource,
    unknown_outcome,
    essential_without_number,
    number_without_essential,
    number_out_of_order,
    effort_range_reversed,
    effort_of_nothing,
    topic_shorter_than_lessons,
)
