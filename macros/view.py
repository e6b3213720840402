"""What every renderer works with: the index, the page that it renders into, and the small parts of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from macros import addresses
from macros.escaping import escape_markdown
from macros.index import Index
from macros.model import LearningPath, Lesson, Project, Range, Resource, Stop, Topic
from macros.questions import Brief
from macros.tables import Table

_KINDS = {"docs": "documentation", "spec": "specification"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The guide as one page sees it; `page` is its path below docs/, `written` the keys of lessons that have a page.

    `tables` are those of the shop, in a guide that has one; `questions` are those of each lesson; `practised` are the
    keys of lessons that have an exercise.
    """

    index: Index
    page: str
    written: frozenset[str]
    tables: tuple[Table, ...] = ()
    questions: Mapping[str, tuple[Brief, ...]] = field(default_factory=dict)
    practised: frozenset[str] = frozenset()

    def asked(self, *lessons: Lesson) -> tuple[Brief, ...]:
        """The questions of lessons."""
        return tuple(question for lesson in lessons for question in self.questions.get(lesson.key, ()))

    def topic(self, topic: Topic) -> str:
        """A link to a topic."""
        return self.link(topic.title, addresses.topic_page(topic.id))

    def lesson(self, lesson: Lesson) -> str:
        """A link to a lesson: to its page, or to its place on the topic's page while it has none."""
        return self.link(lesson.title, self.lesson_target(lesson))

    def lesson_target(self, lesson: Lesson) -> str:
        """Where a lesson is read, as a path below docs/."""
        return addresses.lesson_place(lesson.key, self.written)

    def path(self, path: LearningPath) -> str:
        """A link to a learning path."""
        return self.link(path.title, addresses.path_page(path.id))

    def stop(self, path: LearningPath, stop: Stop) -> str:
        """A link to a stop of a learning path."""
        return self.link(stop.title, f"{addresses.path_page(path.id)}#{stop.id}")

    def project(self, project: Project) -> str:
        """A link to a project."""
        return self.link(project.title, addresses.project_page(project.id))

    def link(self, text: str, target: str) -> str:
        """A link with a text of the roadmap to a page, relative to this one."""
        return f"[{escape_markdown(text)}]({addresses.relative(target, self.page)})"

    def address(self, target: str) -> str:
        """The address of a page for HTML, where MkDocs does not turn sources into pages."""
        return addresses.built(addresses.relative(target, self.page))

    def resource(self, resource: Resource) -> str:
        """A reference outside the guide: its title, who published it, what kind it is and what it is good for."""
        source = escape_markdown(f"{resource.publisher}, {_KINDS.get(resource.kind, resource.kind)}")
        return f"[{escape_markdown(resource.title)}](<{resource.url}>) ({source}): {escape_markdown(resource.why)}"


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it must be."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def span(effort: Range, unit: str) -> str:
    """An effort in words, such as "30–45 minutes"."""
    if effort.low == effort.high:
        return count(effort.low, unit)
    return f"{effort.low}–{effort.high} {unit}s"


def bullets(items: Iterable[str], indent: str = "") -> str:
    """A Markdown list; an item may go on in lines indented by four."""
    return "\n".join(f"{indent}-   {item}" for item in items)


def facts(*items: str) -> str:
    """The line of figures under a title."""
    return block("rm-facts", bullets(items))


def block(css_class: str, *parts: str, tag: str = "div", data: str = "") -> str:
    """Markdown parts inside an HTML element; `data`, such as `topic="sql"`, says what it is about."""
    inside = "\n\n".join(part for part in parts if part)
    about = f" data-{data}" if data else ""
    return f'<{tag} class="{css_class}"{about} markdown="1">\n\n{inside}\n\n</{tag}>'


def slot(data: str) -> str:
    """A place that the scripts of the reader's progress fill; without script it is not there."""
    return f'<div class="rm-slot" data-{data}></div>'


def paragraphs(*parts: str) -> str:
    """Markdown blocks one after the other; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def hours(lessons: Iterable[Lesson], index: Index) -> Range:
    """Hours for some lessons with practice: each takes the share of its topic's hours that its minutes have."""
    low = high = 0.0
    for lesson in lessons:
        topic = index.topics[lesson.topic]
        low += topic.effort.low * lesson.effort.low / sum(each.effort.low for each in topic.lessons)
        high += topic.effort.high * lesson.effort.high / sum(each.effort.high for each in topic.lessons)
    return Range(round(low), round(high))
