"""Rules on the questions of lessons: each can be found again, and each explains its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros import addresses
from macros.page import Outline
from macros.problems import Position
from macros.questions import SECTION, Question, by_lesson
from macros.rules.checking import Finding, error, warning
from macros.rules.pages import Guide, written_lessons

FEWEST, MOST = 4, 6
_WHY = re.compile(
    r"\b(?:why|if|would|made|makes|causes?|what (?:happens|breaks|changes|goes wrong|will))\b", re.IGNORECASE
)


@error
def question_without_id(guide: Guide) -> Iterator[Finding]:
    """A reader's answers are kept under the id of the question: it is written down, so that no edit can change it."""
    for question in guide.questions:
        if not question.id:
            message = f"the question '{question.prompt}' has no id"
            yield Finding(question.at, message, "write one behind it that will never change: { #null-equals }")


@error
def question_id_reused(guide: Guide) -> Iterator[Finding]:
    """Two questions under one id would share a reader's answers; an earlier id still has answers kept under it."""
    first: dict[str, Question] = {}
    for question in guide.questions:
        for id_ in (question.id, *question.was):
            other = first.setdefault(f"{question.lesson}/{id_}", question)
            if id_ and other is not question:
                message = f"the id '{id_}' belongs to the question '{other.prompt}' in line {other.at.line}"
                yield Finding(question.at, message, "choose another id for the newer one")


@error
def question_without_answer(guide: Guide) -> Iterator[Finding]:
    """What is asked is also answered: a reader who is left without an answer cannot learn from the question."""
    for question in guide.questions:
        if question.kind is None:
            hint = "add choices with [ ] and [x], a numbered list, a code block with its Result, or a quotation"
            yield Finding(question.at, f"the question '{question.prompt}' has no answer", hint)
        elif question.kind == "predict" and not question.explanation:
            hint = "add a paragraph behind the result that says how it comes about"
            yield Finding(question.at, f"the result of '{question.prompt}' is not explained", hint)


@error
def choice_without_mark(guide: Guide) -> Iterator[Finding]:
    """Whether a choice is right stands in front of it."""
    for question in guide.questions:
        for choice in question.choices:
            if question.kind != "order" and choice.right is None:
                message = f"the choice '{_first_line(choice.text)}' does not say whether it is right"
                yield Finding(choice.at, message, "begin it with [ ] or [x]")


@error
def choice_without_explanation(guide: Guide) -> Iterator[Finding]:
    """Who chose wrongly learns from the reason, not from the verdict."""
    for question in guide.questions:
        for choice in question.choices:
            if not choice.explanation and (question.kind != "order" or not question.explanation):
                message = f"nothing says why '{_first_line(choice.text)}' is right or wrong"
                hint = "add the reason as a list item below it, indented by four"
                if question.kind == "order":
                    message = f"nothing says why '{_first_line(choice.text)}' stands in this place"
                    hint += ", or one paragraph behind the whole list"
                yield Finding(choice.at, message, hint)


@error
def no_right_choice(guide: Guide) -> Iterator[Finding]:
    """A question that cannot be answered is a trap."""
    for question in guide.questions:
        if question.kind == "one" and not any(choice.right for choice in question.choices):
            yield Finding(question.at, f"no choice of '{question.prompt}' is right", "mark what is right with [x]")


@error
def all_choices_right(guide: Guide) -> Iterator[Finding]:
    """Where nothing is wrong, nothing is asked."""
    for question in guide.questions:
        if question.kind in ("one", "several") and all(choice.right for choice in question.choices):
            yield Finding(question.at, f"every choice of '{question.prompt}' is right", "add what many get wrong")


@warning
def too_few_questions(guide: Guide) -> Iterator[Finding]:
    """Fewer than four questions leave most of a lesson's outcomes unchecked."""
    for page, questions in _lessons(guide):
        if len(questions) < FEWEST:
            hint = f"ask {FEWEST} to {MOST} below '## Check yourself'"
            yield Finding(_place(page), f"the lesson has {_count(questions)}", hint)


@warning
def too_many_questions(guide: Guide) -> Iterator[Finding]:
    """More than six questions are an exam, and readers leave before the exercise."""
    for page, questions in _lessons(guide):
        if len(questions) > MOST:
            yield Finding(_place(page), f"the lesson has {_count(questions)}", f"keep the {MOST} best")


@warning
def too_few_whys(guide: Guide) -> Iterator[Finding]:
    """At least half of the questions ask why, or what happens if: facts alone are looked up, reasons are understood."""
    for page, questions in _lessons(guide):
        asking = sum(_asks_why(question) for question in questions)
        if 2 * asking < len(questions):
            message = f"{asking} of {_count(questions)} ask why, what happens if, or what a program does"
            yield Finding(_place(page), message, "ask for the reason or the consequence of a fact instead of the fact")


def _lessons(guide: Guide) -> Iterator[tuple[Outline, tuple[Question, ...]]]:
    """Each lesson's page with its questions."""
    written, asked = written_lessons(guide), by_lesson(guide.questions)
    for page in guide.pages:
        lesson = addresses.lesson_of(page.path)
        if lesson in written:
            yield page, asked.get(lesson, ())


def _place(page: Outline) -> Position:
    """Where the questions begin, or the page where it has none."""
    section = (heading.at for heading in page.headings if heading.text.casefold() == SECTION.casefold())
    return next(section, page.start)


def _asks_why(question: Question) -> bool:
    return question.kind == "predict" or bool(_WHY.search(f"{question.prompt}\n{question.more}"))


def _count(questions: Sequence[Question]) -> str:
    return f"{len(questions)} question{'' if len(questions) == 1 else 's'}"


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


CHECKS = (
    question_without_id,
    question_id_reused,
    question_without_answer,
    choice_without_mark,
    choice_without_explanation,
    no_right_choice,
    all_choices_right,
    too_few_questions,
    too_many_questions,
    too_few_whys,
)
