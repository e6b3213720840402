"""Rules on the pages that people write: that they are there, and that they and the roadmap name the same things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from macros import addresses
from macros.model import LearningPath, Lesson, Project, Roadmap, Topic
from macros.page import MacroCall, Outline
from macros.problems import Position, Problem, did_you_mean
from macros.questions import Question
from macros.rules.checking import Finding, error, note
from macros.tables import Table


class Takes(Enum):
    """What a macro is called with."""

    NOTHING = "nothing"
    TOPIC = "topic"
    LESSON = "lesson"
    PATH = "path"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from a page: its outline, its questions, and what is wrong with the page alone."""

    outline: Outline
    questions: tuple[Question, ...]
    has_exercise: bool
    found: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A roadmap and its pages, as written; `files` are all paths below docs/, `macros` is what pages can call.

    `found` is what is wrong with a page whatever else stands in the guide, `practised` are the keys of lessons that
    have an exercise, `tables` are those of the shop, in a guide that has one.
    """

    roadmap: Roadmap
    pages: tuple[Outline, ...]
    questions: tuple[Question, ...]
    practised: frozenset[str]
    found: tuple[Problem, ...]
    files: frozenset[str]
    macros: Mapping[str, Takes]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the roadmap that has, or may have, a page of its own, and the macros that its page calls."""

    page: str
    name: str
    title: str
    at: Position
    id: str
    macros: tuple[str, ...]
    optional: bool = False


def entries(roadmap: Roadmap) -> Iterator[Entry]:
    """Everything in the roadmap that has a page; only a lesson may still be without one."""
    for topic in roadmap.topics:
        yield _entry("topic", topic.id, topic, addresses.topic_page, "topic_header", "topic_lessons", "topic_links")
        for lesson in topic.lessons:
            yield _entry("lesson", lesson.key, lesson, addresses.lesson_page, "lesson_header", "lesson_links")
    for path in roadmap.paths:
        yield _entry("path", path.id, path, addresses.path_page, "path_stops")
    for project in roadmap.projects:
        yield _entry("project", project.id, project, addresses.project_page, "project_brief")


@error
def entry_without_page(guide: Guide) -> Iterator[Finding]:
    """The menu leads to every topic, path and project: a page must be there."""
    there = {page.path for page in guide.pages}
    for entry in entries(guide.roadmap):
        if not entry.optional and entry.page not in there:
            yield Finding(entry.at, f"{entry.name} has no page", f"write docs/{entry.page}, or take the entry out")


@note
def lesson_without_page(guide: Guide) -> Iterator[Finding]:
    """A topic is whole when each of its lessons has a page: one that is missing stops the reader in the middle."""
    there = {page.path for page in guide.pages}
    for topic in guide.roadmap.topics:
        missing = [lesson for lesson in topic.lessons if addresses.lesson_page(lesson.key) not in there]
        if len(missing) < len(topic.lessons):
            for lesson in missing:
                message = f"lesson '{lesson.key}' has no page although others of its topic have"
                yield Finding(lesson.marks.of("id"), message, f"write docs/{addresses.lesson_page(lesson.key)}")


@error
def page_without_lesson(guide: Guide) -> Iterator[Finding]:
    """A page in a topic's folder that is no lesson of the topic is in no menu, and no reader finds it."""
    known = {entry.page for entry in entries(guide.roadmap)}
    for page in guide.pages:
        if page.path.startswith("topics/") and page.path.count("/") == 2 and page.path not in known:
            hint = did_you_mean(page.path, known) or "add the lesson to roadmap.yaml, or remove the page"
            yield Finding(page.start, f"the page '{page.path}' belongs to no lesson of the roadmap", hint)


@error
def page_without_entry(guide: Guide) -> Iterator[Finding]:
    """A page that the roadmap does not know is in no menu, and no reader finds it."""
    known = {entry.page for entry in entries(guide.roadmap)} | {
        f"{folder}/index.md" for folder in ("topics", "paths", "projects")
    }
    for page in guide.pages:
        folder, depth = page.path.partition("/")[0], page.path.count("/")
        if (
            folder in ("paths", "projects", "topics")
            and page.path not in known
            and not (folder == "topics" and depth == 2)
        ):
            hint = did_you_mean(page.path, known) or "add its entry to roadmap.yaml, or move the page"
            yield Finding(page.start, f"the page '{page.path}' has no entry in the roadmap", hint)


@error
def title_differs(guide: Guide) -> Iterator[Finding]:
    """A page and its entry name the same thing: two titles would send a reader looking for two."""
    titles = {entry.page: entry for entry in entries(guide.roadmap)}
    for page in guide.pages:
        heading = next((heading for heading in page.headings if heading.level == 1), None)
        entry = titles.get(page.path)
        if entry and (heading is None or heading.text != entry.title):
            found = f"is titled '{heading.text}'" if heading else "has no title"
            message = f"the page {found}, but {entry.name} is '{entry.title}' in {entry.at.file}:{entry.at.line}"
            hint = f"write '# {entry.title}' here, or change the title there"
            yield Finding(heading.at if heading else page.start, message, hint)


@error
def unknown_macro(guide: Guide) -> Iterator[Finding]:
    """A page can only call what the generator offers."""
    for _, call in _calls(guide):
        if call.name not in guide.macros:
            hint = did_you_mean(call.name, guide.macros) or f"there are {', '.join(guide.macros)}"
            yield Finding(call.at, f"there is no macro '{call.name}'", hint)


@error
def unknown_id_in_macro(guide: Guide) -> Iterator[Finding]:
    """A macro renders an entry of the roadmap: its id must be there."""
    known = _known_ids(guide.roadmap)
    for _, call in _calls(guide):
        takes = guide.macros.get(call.name)
        if takes is None:
            continue
        if takes is Takes.NOTHING and call.arguments:
            yield Finding(call.at, f"the macro '{call.name}' takes no argument", f"write {{{{ {call.name}() }}}}")
        elif takes is not Takes.NOTHING and (len(call.arguments) != 1 or call.arguments[0] is None):
            message = f"the macro '{call.name}' takes one {takes.value} id in quotes"
            yield Finding(call.at, message, f'write {{{{ {call.name}("{next(iter(known[takes]), "id")}") }}}}')
        elif takes is not Takes.NOTHING and call.arguments[0] not in known[takes]:
            wrong = str(call.arguments[0])
            hint = did_you_mean(wrong, known[takes]) or f"add the {takes.value} to roadmap.yaml"
            yield Finding(call.at, f"the macro '{call.name}' names unknown {takes.value} '{wrong}'", hint)


@error
def macro_of_another_page(guide: Guide) -> Iterator[Finding]:
    """A page that was copied and half changed would show another entry's content as its own."""
    owners = {entry.page: entry for entry in entries(guide.roadmap)}
    for page, call in _calls(guide):
        entry = owners.get(page.path)
        if entry and call.name in entry.macros and call.arguments[:1] not in ((), (None,), (entry.id,)):
            message = f"the page of {entry.name} calls '{call.name}' with '{call.arguments[0]}'"
            yield Finding(call.at, message, f"write '{entry.id}'")


@error
def macro_missing(guide: Guide) -> Iterator[Finding]:
    """What derives from the roadmap is shown by macros: a page that does not call them leaves it out."""
    owners = {entry.page: entry for entry in entries(guide.roadmap)}
    for page in guide.pages:
        entry, called = owners.get(page.path), {call.name for call in page.calls}
        for name in entry.macros if entry else ():
            if entry and name not in called:
                message = f"the page of {entry.name} does not call '{name}'"
                yield Finding(page.start, message, f'add {{{{ {name}("{entry.id}") }}}}')


def written_lessons(guide: Guide) -> frozenset[str]:
    """The keys of the lessons that have a page."""
    there = {page.path for page in guide.pages}
    return frozenset(lesson.key for lesson in guide.roadmap.lessons() if addresses.lesson_page(lesson.key) in there)


def _entry(
    kind: str, key: str, record: Topic | Lesson | LearningPath | Project, page: Callable[[str], str], *macros: str
) -> Entry:
    return Entry(
        page=page(key),
        name=f"{kind} '{key}'",
        title=record.title,
        at=record.marks.of("title"),
        id=key,
        macros=macros,
        optional=kind == "lesson",
    )


def _known_ids(roadmap: Roadmap) -> dict[Takes, list[str]]:
    return {
        Takes.TOPIC: [topic.id for topic in roadmap.topics],
        Takes.LESSON: [lesson.key for lesson in roadmap.lessons()],
        Takes.PATH: [path.id for path in roadmap.paths],
        Takes.PROJECT: [project.id for project in roadmap.projects],
    }


def _calls(guide: Guide) -> Iterator[tuple[Outline, MacroCall]]:
    for page in guide.pages:
        for call in page.calls:
            yield page, call


CHECKS = (
    entry_without_page,
    lesson_without_page,
    page_without_lesson,
    page_without_entry,
    title_differs,
    unknown_macro,
    unknown_id_in_macro,
    macro_of_another_page,
    macro_missing,
)
