"""The questions of a lesson: what is read of them, and how a page shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.files import load_guide
from macros.index import Index
from macros.page_source import Source
from macros.question_lists import choose_for_placement, render_anki_links, render_topic_cards
from macros.question_pages import render_questions, shuffle
from macros.question_source import read_questions
from macros.questions import Question, by_lesson
from macros.view import View
from tests.building import BREAD, MIXING, PROJECT
from tests.conftest import Golden
from tests.html import read_page

PAGE = "topics/dough/mixing.md"
TEXT = MIXING.read_text(encoding="utf-8")


def questions_of(text: str) -> tuple[Question, ...]:
    return read_questions(Source(text, PAGE), PAGE)


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    return {question.id: question for question in read_questions(Source(TEXT, "docs/" + PAGE), PAGE)}


def test_the_marks_make_the_kind(questions: dict[str, Question]) -> None:
    kinds = {id_: question.kind for id_, question in questions.items()}
    assert kinds == {"gluten": "one", "salt": "several", "steps": "order", "water": "predict", "time": "free"}


def test_a_choice_has_its_explanation(questions: dict[str, Question]) -> None:
    first, second, _ = questions["gluten"].choices
    assert (first.right, second.right) == (True, False)
    assert first.text == "Two of its proteins join and form a net, written `net<gluten>`."
    assert first.explanation == "They lie apart in dry flour, and water lets them meet."
    assert second.explanation.endswith("stretch.\nSee [what water does](#water-wakes-the-flour).")
    blue = questions["salt"].choices[3]
    assert blue.text == "The crust turns blue.\n\n```text\nblue\n```"
    assert blue.explanation == "Nothing in bread is blue."
    lines = TEXT.split("\n")
    assert all(
        choice.text.partition("\n")[0] in lines[choice.at.line - 1] for q in questions.values() for choice in q.choices
    )


def test_what_is_asked_is_kept_apart_from_the_answer(questions: dict[str, Question]) -> None:
    water, time = questions["water"], questions["time"]
    assert water.more.startswith("The flour weighs 500 grams.\n\n```python\n")
    assert water.answer == '```text title="Result"\nwater: 300\nwater: 325\n```'
    assert water.explanation == "Sixty-five percent of 500 grams are 325 grams."
    assert time.more == "Think of a dough that rests for a night."
    assert time.answer.startswith("Time does what hands do")
    assert time.answer.endswith(".\n\nFolding it now and then helps them.")
    assert questions["steps"].explanation == "A dough that is salted late is easier to knead."


def test_a_key_is_unique_in_the_guide_and_remembers_its_earlier_id(questions: dict[str, Question]) -> None:
    assert questions["gluten"].key == "dough/mixing/gluten"
    assert questions["gluten"].was == ("elastic",)


@pytest.mark.parametrize("path", ["topics/dough/index.md", "contribute/lesson.md", "index.md"])
def test_only_lessons_ask(path: str) -> None:
    assert read_questions(Source(TEXT, path), path) == ()


def test_code_with_its_result_may_stand_before_choices_and_quotations() -> None:
    code = '```python\nprint(1)\n```\n\n```text title="Result"\n1\n```\n\n1. step\n\n'
    for answer, kind in {"- [x] a\n    - b\n- [ ] c\n    - d": "one", "> model": "free", "Since.": "predict"}.items():
        text = f"## Check yourself\n\n### Why? {{ #why }}\n\n{code}{answer}\n"
        assert [question.kind for question in read_questions(Source(text, PAGE), PAGE)] == [kind]


def test_the_form_that_a_page_shows(golden: Golden) -> None:
    golden(PROJECT / "tests" / "questions" / "mixing-shown.md", render_questions(TEXT, questions_of(TEXT)))


def test_steps_are_never_shown_in_their_order() -> None:
    for i in range(50):
        text = f"## Check yourself\n\n### Sort {{ #q{i} }}\n\n1. a\n2. b\n"
        (question,) = read_questions(Source(text, PAGE), PAGE)
        assert shuffle(question) == [1, 0]


@given(st.text("ab#-[]x123.>`\n {}<", max_size=200))
def test_any_text_can_be_read_and_shown(text: str) -> None:
    page = f"## Check yourself\n\n{text}"
    render_questions(page, questions_of(page))
    assert not read_questions(Source(text, "index.md"), "index.md")


def test_the_page_shows_questions_with_folded_answers(bread_site: Path) -> None:
    path = bread_site / "topics" / "dough" / "mixing.html"
    html = path.read_text(encoding="utf-8")
    page = read_page(path)
    assert html.count('<section class="rm-question"') == html.count('<details class="rm-answer">') == 5
    assert "net&#60;gluten&#62;" in html
    assert "C is right. They lie apart" in page.words or "A is right. They lie apart" in page.words
    assert {"gluten", "salt", "steps", "water", "time"} <= page.anchors
    assert "#check-yourself" in page.menu
    assert "#gluten" not in page.menu
    assert "#next" in page.menu


def view_with(bread: Index, *lessons: str) -> View:
    asked = [question for key in lessons for question in read_questions(Source(TEXT, key), f"topics/{key}.md")]
    return View(
        index=bread,
        page="placement.md",
        written=frozenset(lessons),
        questions=by_lesson(question.brief for question in asked),
    )


@pytest.mark.parametrize(
    ("lessons", "chosen"),
    [
        ([], []),
        (["dough/mixing"], ["dough/mixing/gluten", "dough/mixing/salt"]),
        (["dough/mixing", "dough/rising"], ["dough/mixing/gluten", "dough/rising/gluten"]),
        (["dough/rising", "baking/steam"], ["dough/rising/gluten", "dough/rising/salt"]),
    ],
)
def test_placement_asks_two_questions_of_a_topic(lessons: list[str], chosen: list[str]) -> None:
    view = view_with(load_guide(BREAD).index, *lessons)
    keys = [question.key for question in choose_for_placement(view)]
    assert keys[: len(chosen)] == chosen
    assert all(sum(other.startswith(key.partition("/")[0]) for other in keys) == 2 for key in keys)


def test_packages_are_linked_where_a_topic_has_questions() -> None:
    view = view_with(load_guide(BREAD).index, "dough/mixing", "dough/rising")
    links = render_anki_links(view)
    assert '<a href="anki/all.apkg" download>All topics</a> (10 cards)' in links
    assert '<a href="anki/dough.apkg" download>Dough</a> (10 cards)' in links
    assert "baking" not in links
    assert render_topic_cards(view, "baking") == ""
