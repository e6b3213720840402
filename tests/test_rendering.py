"""The Markdown that the macros give, as golden files, and the text that must survive them."""

from __future__ import annotations

from dataclasses import replace

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses import built, relative
from macros.escaping import escape_markdown
from macros.files import load_guide
from macros.index import Index, index_roadmap
from macros.macro_table import MACROS
from macros.model import Range
from macros.page_source import Source
from macros.path_pages import render_path_stops
from macros.question_source import read_questions
from macros.questions import by_lesson
from macros.rules.pages import Takes
from macros.table_source import read_tables
from macros.topic_pages import render_lesson_header, render_topic_header, render_topic_lessons
from macros.view import View, hours, span
from tests.building import BREAD, MIXING, PROJECT
from tests.conftest import Golden

TABLES = read_tables(
    "CREATE TABLE loaves (id int PRIMARY KEY, name text UNIQUE);"
    "CREATE TABLE slices (loaf_id int REFERENCES loaves, number int NOT NULL, PRIMARY KEY (loaf_id, number));",
    "docs/shop/schema.sql",
)
GOLDENS = PROJECT / "tests" / "goldens"
IDS = {Takes.TOPIC: ["dough"], Takes.LESSON: ["dough/rising"], Takes.PATH: ["weekend"], Takes.PROJECT: ["loaf"]}


@pytest.fixture(scope="module")
def bread() -> Index:
    return load_guide(BREAD).index


def view_from(index: Index, page: str) -> View:
    questions = read_questions(Source(MIXING.read_text(encoding="utf-8"), "mixing.md"), "topics/dough/mixing.md")
    return View(
        index=index,
        page=page,
        written=frozenset({"dough/mixing"}),
        questions=by_lesson(question.brief for question in questions),
        tables=TABLES,
    )


@pytest.mark.parametrize("name", MACROS)
def test_macro(name: str, bread: Index, golden: Golden) -> None:
    macro = MACROS[name]
    text = macro.render(view_from(bread, "topics/dough/index.md"), *IDS.get(macro.takes, []))
    golden(GOLDENS / f"{name}.md", text + "\n")


def test_a_stop_names_the_later_stop_that_it_builds_on(bread: Index) -> None:
    first_stop = render_path_stops(view_from(bread, "paths/weekend.md"), "weekend").partition("## 2.")[0]
    assert "This stop builds on what comes later on this path" in first_stop
    assert "[Rising](../topics/dough/index.md#rising), at stop 2, [Then mix](#mix)" in first_stop


def test_a_need_is_followed_through_lessons_that_the_path_leaves_out(bread: Index) -> None:
    path = bread.roadmap.paths[0]
    stops = (path.stops[0], replace(path.stops[1], lessons=("dough/mixing",)))
    index = index_roadmap(replace(bread.roadmap, paths=(replace(path, stops=stops),)))
    text = render_path_stops(View(index=index, page="paths/weekend.md", written=frozenset()), "weekend")
    assert "[Mixing](../topics/dough/index.md#mixing), at stop 2" in text
    assert "Also builds on 1 lesson outside this path" in text


def test_a_lesson_is_a_link_once_it_is_written(bread: Index) -> None:
    text = render_topic_lessons(view_from(bread, "topics/dough/index.md"), "dough")
    assert "### 1. [Mixing](mixing.md) { #mixing }" in text
    assert "### 2. Rising { #rising }" in text


def test_a_topic_that_needs_nothing_says_so(bread: Index) -> None:
    assert "nothing. You can start here." in render_topic_header(view_from(bread, "topics/dough/index.md"), "dough")


def test_the_reason_of_a_prerequisite_is_told(bread: Index) -> None:
    assert "only a mixed dough can rise" in render_lesson_header(
        view_from(bread, "topics/dough/rising.md"), "dough/rising"
    )


def test_unlocks_is_the_inverse_of_requires(bread: Index) -> None:
    index = bread
    pairs = {(wanted.lesson, lesson.key) for lesson in index.lessons.values() for wanted in lesson.requires}
    assert {(key, other) for key, others in index.unlocks.items() for other in others} == pairs


def test_hours_of_all_lessons_are_those_of_the_topic(bread: Index) -> None:
    topic = bread.topics["dough"]
    assert hours(topic.lessons, bread) == topic.effort
    assert hours(topic.lessons[:1], bread) == Range(round(3 * 20 / 50), round(6 * 30 / 90))


@pytest.mark.parametrize(("low", "high", "words"), [(1, 1, "1 hour"), (2, 2, "2 hours"), (1, 3, "1–3 hours")])
def test_span(low: int, high: int, words: str) -> None:
    assert span(Range(low, high), "hour") == words


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("index.md", "index.md", "index.md"),
        ("topics/sql/index.md#joins", "topics/sql/index.md", "#joins"),
        ("topics/sql/index.md#joins", "topics/sql/joins.md", "index.md#joins"),
        ("topics/sql/index.md", "paths/eight-steps.md", "../topics/sql/index.md"),
        ("paths/eight-steps.md", "index.md", "paths/eight-steps.md"),
    ],
)
def test_relative(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("index.md", "index.html"),
        ("../sql/joins.md", "../sql/joins.html"),
        ("../sql/index.md#joins", "../sql/index.html#joins"),
        ("#joins", "#joins"),
    ],
)
def test_built(link: str, address: str) -> None:
    assert built(link) == address


EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1))",
    "[x]: data:text/html,y",
    "[x](javascript:alert(1))",
    "# heading",
    "- item",
    "1. item",
    "*stars* and __bars__",
    "{ .class #id onclick=x }",
    "a | b",
    "&lt;b&gt; &#60;",
    "back\\slash \\* \\",
    "``` fence",
    "*[HTML]: x",
    "[^1]: note",
    "!!! danger",
    "~~gone~~ ==marked== ^^up^^",
    ": definition",
    "<!-- comment -->",
    "C++ and C#",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    assert shown(text) == f"<p>{plain(text)}</p>"
    assert shown(text, before="-   ") == f"<ul>\n<li>{plain(text)}</li>\n</ul>"


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="`"), min_size=1, max_size=30))
def test_any_text_stays_text(text: str) -> None:
    assert shown(text) == f"<p>{plain(text)}</p>"


def test_code_is_marked_up() -> None:
    assert shown("Write a `LEFT JOIN`, <b>") == "<p>Write a <code>LEFT JOIN</code>, &lt;b&gt;</p>"


def shown(text: str, before: str = "") -> str:
    html: str = markdown.markdown(before + escape_markdown(text), extensions=EXTENSIONS)
    for number, character in {"60": "&lt;", "62": "&gt;", "38": "&amp;"}.items():
        html = html.replace(f"&#{number};", character)
    for code in range(33, 127):
        html = html.replace(f"&#{code};", chr(code))
    return html


def plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_goldens_are_all_used() -> None:
    assert {path.stem for path in GOLDENS.glob("*.md")} == set(MACROS)
