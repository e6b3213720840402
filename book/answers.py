"""Answers and solutions leave their lesson for the end of the chapter, with links both ways."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from book.anchors import anchor_of
from book.articles import find_class, has_class, new, remove, words
from book.code import read_title
from book.records import Division

_TITLE = "Answers"
_SOLUTION = "Solution"


def take_answers(lesson: Division) -> Division | None:
    """The answers of a lesson as a division of their own; nothing where it has none. Changes the lesson's body."""
    found = [_take_answer(question) for question in list(find_class(lesson.body, "rm-question"))]
    found += [_take_solution(box) for box in list(find_class(lesson.body, "folded")) if _is_solution(box)]
    answers = [answer for answer in found if answer is not None]
    if not answers:
        return None
    anchor = anchor_of(lesson.page, "answers")
    return Division(kind="answers", title=lesson.title, anchor=anchor, page=lesson.page, body=new("div", "", *answers))


def answers_section(chapter: str, answers: Iterable[Division]) -> tuple[Division, ...]:
    """The section that closes a chapter, given the anchor of the chapter; nothing where there are no answers."""
    found = tuple(answers)
    if not found:
        return ()
    lead = new("p", "Try each question before you read on: what you answer yourself, you keep.", class_="rm-lead")
    body = new("div", "", lead)
    return (
        Division(
            kind="section", title=_TITLE, anchor=f"{chapter}--answers", page="", body=body, divisions=tuple(found)
        ),
    )


def _take_answer(question: HtmlElement) -> HtmlElement | None:
    heading = next(question.iter("h3"), None)
    answer = next(find_class(question, "rm-answer"), None)
    if heading is None or answer is None:
        return None
    return _take(answer, heading.get("id", ""), words(heading), "Answer", new("p"))


def _is_solution(box: HtmlElement) -> bool:
    return any(read_title(block) == _SOLUTION for block in find_class(box, "highlight"))


def _take_solution(box: HtmlElement) -> HtmlElement:
    number = sum(1 for place in find_class(box.getroottree().getroot(), "to-answer") if place.get("id"))
    identifier = f"exercise-{number + 1}"
    return _take(box, identifier, "The exercise", words(next(box.iter("p"))), new("p", id=identifier))


def _take(answer: HtmlElement, question: str, words_of_question: str, label: str, place: HtmlElement) -> HtmlElement:
    """The answer below a link back to its question; a link to it stays in its place."""
    there = f"answer-{question}"
    place.set("class", "to-answer")
    place.append(new("a", label, href=f"#{there}"))
    answer.addprevious(place)
    remove(answer)
    answer.tail = None
    for title in [each for each in answer.iterchildren("p") if has_class(each, "admonition-title")]:
        remove(title)
    answer.set("class", "answer")
    answer.set("id", there)
    answer.insert(0, new("p", "", new("a", words_of_question, href=f"#{question}"), class_="question"))
    return answer
