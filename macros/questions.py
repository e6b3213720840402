"""The questions of a lesson: records whose texts are Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from macros.problems import Position

Kind = Literal["one", "several", "order", "predict", "free"]
SECTION = "Check yourself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose, or a step to put in its place; `right` is None where it bears no mark."""

    text: str
    explanation: str
    right: bool | None
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What other pages need of a question."""

    lesson: str
    id: str
    kind: Kind | None

    @property
    def key(self) -> str:
        """The question's name in the whole guide, such as `sql/joins/null-equals`."""
        return f"{self.lesson}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a lesson; `prompt` is its heading, `more` what else is asked, `kind` None where it has no answer.

    `answer` is the result to predict or the model answer; `lines` are its first line and the one behind its last,
    counted from 0.
    """

    id: str
    was: tuple[str, ...]
    lesson: str
    kind: Kind | None
    prompt: str
    more: str
    choices: tuple[Choice, ...]
    answer: str
    explanation: str
    lines: tuple[int, int]
    at: Position

    @property
    def key(self) -> str:
        """The question's name in the whole guide, such as `sql/joins/null-equals`."""
        return f"{self.lesson}/{self.id}"

    @property
    def brief(self) -> Brief:
        """What other pages need of it."""
        return Brief(lesson=self.lesson, id=self.id, kind=self.kind)


Q = TypeVar("Q", Question, Brief)


def by_lesson(questions: Iterable[Q]) -> dict[str, tuple[Q, ...]]:
    """The questions by the key of their lesson, in their order."""
    asked: dict[str, list[Q]] = {}
    for question in questions:
        asked.setdefault(question.lesson, []).append(question)
    return {lesson: tuple(found) for lesson, found in asked.items()}
