"""The questions of a lesson as its page shows them: what is asked, and the answers folded, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from macros.escaping import escape_tags_in_code
from macros.questions import Choice, Question
from macros.view import block, paragraphs

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_POINTER = re.compile(r"^(?:See|Read|Look at) \[[^\]]+\]\([^)]+\)(?: first| again)?\.$", re.MULTILINE)
_NO_TEXT = re.compile(r"(```|~~~|[-*+>|]|\d+[.)])")  # a block that cannot go on with a sentence begun before it


def render_questions(text: str, questions: Sequence[Question]) -> str:
    """A page's Markdown with each of its questions in the form that is shown."""
    lines = text.split("\n")
    for question in reversed(questions):
        first, behind = question.lines
        lines[first:behind] = ["", *render_question(question).split("\n"), ""]
    return "\n".join(lines)


def render_question(question: Question) -> str:
    """One question; scripts take from its classes and data what they need to let the reader answer."""
    about = f'question="{question.key}" data-kind="{question.kind}"'
    parts = (f"### {question.prompt} {{ #{question.id} }}", question.more, _choices(question), _answer(question))
    return escape_tags_in_code(block("rm-question", *parts, tag="section", data=about))


def shuffle(question: Question) -> list[int]:
    """The numbers of the choices in the order in which they are shown, which is the same in each build."""
    written = list(range(len(question.choices)))
    shown = sorted(written, key=lambda i: sha256(f"{question.key}/{i}".encode()).digest())
    in_place = question.kind == "order" and shown == written  # nothing would be left to do
    return written[1:] + written[:1] if in_place else shown


def _choices(question: Question) -> str:
    if not question.choices:
        return ""
    items = (_item(question.choices[i].text, f'data-place="{i}"') for i in shuffle(question))
    return _list("ol", "rm-choices", *items)


def _answer(question: Question) -> str:
    if question.kind in ("one", "several"):
        answer = _list("ul", "rm-verdicts", *_verdicts(question))
    elif question.kind == "order":
        answer = _list("ol", "rm-order", *(_item(_step(choice)) for choice in question.choices))
    else:
        answer = question.answer
    return block("rm-answer", "<summary>Answer</summary>", answer, question.explanation, tag="details")


def _verdicts(question: Question) -> list[str]:
    verdicts = []
    for letter, i in zip(_LETTERS, shuffle(question), strict=False):
        choice = question.choices[i]
        word = "right" if choice.right else "wrong"
        verdict = f"<strong>{letter} is {word}.</strong>"
        gap = "\n\n" if _NO_TEXT.match(choice.explanation) else " "
        explanation = _POINTER.sub(_mark_pointer, choice.explanation)
        verdicts.append(_item(f"{verdict}{gap}{explanation}", f'class="rm-{word}"', markdown="block"))
    return verdicts


def _mark_pointer(match: re.Match[str]) -> str:
    """A sentence that only says what to read: scripts put what it points to beside the button to try again."""
    return f'<span class="rm-pointer">{match[0]}</span>'


def _step(choice: Choice) -> str:
    return paragraphs(choice.text, choice.explanation)


def _list(tag: str, css_class: str, *items: str) -> str:
    inside = "\n".join(items)
    return f'<{tag} class="{css_class}" markdown="block">\n{inside}\n</{tag}>'


def _item(text: str, attributes: str = "", markdown: str = "") -> str:
    kind = markdown or ("block" if "\n\n" in text else "span")
    space = "\n\n" if kind == "block" else ""
    return f'<li {attributes} markdown="{kind}">{space}{text}{space}</li>'.replace("<li  ", "<li ")
