"""The records of the guide, in the shape of roadmap.yaml; `about` says what a field is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field
from typing import Annotated, Any, Literal

from macros.problems import Position, Rule
from macros.rules.shape import MISSING_KEY, PREREQUISITE_WITHOUT_REASON


@dataclass(frozen=True, slots=True)
class Form:
    """The form that a text must have: a regular expression, and the same in words."""

    pattern: str
    words: str


ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
Id = Annotated[str, Form(ID, "lower-case words joined by hyphens, such as 'hash-maps'")]
LessonKey = Annotated[str, Form(rf"{ID}/{ID}", "a topic and a lesson, such as 'sql/joins'")]
OutcomeKey = Annotated[
    str, Form(rf"{ID}/{ID}/{ID}", "a topic, a lesson and an outcome, such as 'sql/joins/choose-join'")
]
Text = Annotated[str, Form(r"\S(?:.*\S)?", "text on one line")]
Url = Annotated[
    str, Form(r"https?://[^\s<>\"'`{}|\\^]+", "an address that begins with https:// and holds no space or quote")
]
Date = Annotated[str, Form(r"\d{4}-\d{2}-\d{2}", "a date, such as 2026-11-23")]

TopicKind = Literal["essential", "supporting"]
ResourceKind = Literal["docs", "spec", "article", "paper", "book", "course", "video"]

NOWHERE = Position(file="", line=0, column=0)


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a record and the values of its keys stand in the source."""

    record: Position = NOWHERE
    values: dict[tuple[str | int, ...], Position] = field(default_factory=dict)

    def of(self, *key: str | int) -> Position:
        """Where the value of a key (and an index in it) stands; the record itself where the key is missing."""
        return self.values.get(key, self.record)


def _key(about: str, *, default: Any = MISSING, least: int = 0, if_missing: Rule = MISSING_KEY) -> Any:
    """A field that is read from a key of the same name; `least` is the least number of items of a list."""
    return field(default=default, metadata={"about": about, "least": least, "if_missing": if_missing})


def _marks() -> Any:
    return field(default_factory=Marks, compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A low and a high estimate in the unit of its field; written `[low, high]`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Something that a reader can do after a lesson; an item of the checklist."""

    id: Id = _key("names the outcome within its lesson; readers' progress is kept under it, so it never changes")
    text: Text = _key("begins with a verb and says what the reader can do")
    was: tuple[Id, ...] = _key("earlier ids of this outcome, so that no progress is lost", default=())
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """A lesson that must come first, and what of it is used."""

    lesson: LessonKey = _key("names the lesson that comes first")
    because: Text = _key("says in one clause what of that lesson is used here", if_missing=PREREQUISITE_WITHOUT_REASON)
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One page of a topic, learned in one sitting; `effort` is in minutes."""

    id: Id = _key("names the lesson within its topic; part of its address, so it never changes")
    title: Text = _key("heads the lesson's page and names it in lists")
    summary: Text = _key("says in one sentence what the reader gains")
    effort: Range = _key("says how many minutes the lesson takes, low and high")
    outcomes: tuple[Outcome, ...] = _key("lists what the reader can do afterwards", least=1)
    requires: tuple[Prerequisite, ...] = _key("lists the lessons that must come first", default=())
    resources: tuple[Id, ...] = _key("lists the best references outside the guide, by id", default=())
    was: tuple[Id, ...] = _key("earlier ids of this lesson, so that no progress is lost", default=())
    topic: str = field(default="", compare=False)
    marks: Marks = _marks()

    @property
    def key(self) -> str:
        """The lesson's name in the whole guide, such as `sql/joins`."""
        return f"{self.topic}/{self.id}"

    def outcome_key(self, outcome: Outcome) -> str:
        """The outcome's name in the whole guide, such as `sql/joins/choose-join`."""
        return f"{self.topic}/{self.id}/{outcome.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A chapter of the guide; `effort` is in hours and includes practice."""

    id: Id = _key("names the topic; part of its address, so it never changes")
    title: Text = _key("heads the topic's page and names it in the menu")
    kind: TopicKind = _key("tells the essentials from the supporting topics")
    number: int | None = _key("numbers an essential", default=None)
    group: Id = _key("names the group in which the map and the menu show the topic")
    summary: Text = _key("says in one sentence what the topic is for")
    effort: Range = _key("says how many hours the topic takes with practice, low and high")
    lessons: tuple[Lesson, ...] = _key("lists the topic's lessons in the order of learning", least=1)
    was: tuple[Id, ...] = _key("earlier ids of this topic, so that no progress is lost", default=())
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Topics that the map and the menu show together."""

    id: Id = _key("names the group")
    title: Text = _key("heads the group on the map and in the menu")
    summary: Text = _key("says in one sentence what the topics of the group have in common")
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A reference outside the guide."""

    id: Id = _key("names the resource")
    title: Text = _key("is the resource's own title")
    url: Url = _key("is where the resource is found")
    publisher: Text = _key("says who stands behind the resource")
    kind: ResourceKind = _key("tells what sort of reading it is")
    why: Text = _key("says what the reader finds there")
    checked: Date = _key("is the day on which somebody last checked address and title")
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One step of a learning path: topics, lessons or projects, and what to do with them."""

    id: Id = _key("names the stop within its path")
    title: Text = _key("heads the stop")
    do: Text = _key("says in a sentence what to do at this stop")
    topics: tuple[Id, ...] = _key("lists topics of which every lesson belongs to the stop", default=())
    lessons: tuple[LessonKey, ...] = _key("lists single lessons that belong to the stop", default=())
    projects: tuple[Id, ...] = _key("lists projects to build at the stop", default=())
    optional: bool = _key("marks a stop that a reader may leave out", default=False)
    early: bool = _key("marks a stop that knowingly comes before what it builds on", default=False)
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """An ordered list of stops: one way through the guide."""

    id: Id = _key("names the path; part of its address, so it never changes")
    title: Text = _key("heads the path's page")
    summary: Text = _key("says in one sentence where the path leads")
    suits: Text = _key("says whom the path suits, so that a reader can choose")
    stops: tuple[Stop, ...] = _key("lists the stops in their order", least=1)
    covers: Literal["essentials"] | None = _key("promises that the path leads past every essential", default=None)
    was: tuple[Id, ...] = _key("earlier ids of this path", default=())
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A part of a project that can be finished and shown; an item of the checklist."""

    id: Id = _key("names the milestone within its project; readers' progress is kept under it, so it never changes")
    text: Text = _key("says what works when the milestone is reached")
    was: tuple[Id, ...] = _key("earlier ids of this milestone, so that no progress is lost", default=())
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Something that the reader builds; `effort` is in hours."""

    id: Id = _key("names the project; part of its address, so it never changes")
    title: Text = _key("heads the project's page")
    summary: Text = _key("says in one sentence what to build")
    effort: Range = _key("says how many hours the project takes, low and high")
    milestones: tuple[Milestone, ...] = _key("lists the parts in the order of building", least=1)
    practises: tuple[OutcomeKey, ...] = _key("lists the outcomes that the project practises", least=1)
    was: tuple[Id, ...] = _key("earlier ids of this project, so that no progress is lost", default=())
    marks: Marks = _marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """The whole guide's structure."""

    groups: tuple[Group, ...] = _key("lists the groups in the order of the map", least=1)
    topics: tuple[Topic, ...] = _key("lists the topics in an order in which they can be learned", least=1)
    paths: tuple[LearningPath, ...] = _key("lists the learning paths", default=())
    projects: tuple[Project, ...] = _key("lists the projects", default=())
    resources: tuple[Resource, ...] = _key("lists the references outside the guide that lessons name", default=())
    marks: Marks = _marks()

    def lessons(self) -> Iterator[Lesson]:
        """Every lesson, in the order of the file."""
        for topic in self.topics:
            yield from topic.lessons
