"""The scripts that the generator writes: one out of the modules, and one with the roadmap's data."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.bundling import bundle_modules, join_styles
from macros.escaping import escape_script
from macros.files import load_guide
from macros.index import index_roadmap
from macros.page_source import Source
from macros.question_source import read_questions
from macros.reader_data import render_reader_data
from tests.building import BREAD, MIXING

A = 'import {b} from "./b.js";\n\n// Why.\nexport const a = b + 1;\n'
B = "export const b = 1;\n"


def test_modules_run_in_the_order_of_their_imports() -> None:
    text = bundle_modules({"a": A, "b": B}, ["a"])["a"]
    assert text.index("modules.b = ") < text.index("const {b} = modules.b;") < text.index("const a = b + 1;")
    assert "Why" not in text
    assert text == bundle_modules({"b": B, "a": A}, ["a"])["a"]


def test_a_later_script_takes_what_an_earlier_one_holds() -> None:
    scripts = bundle_modules({"a": A, "b": B}, ["b", "a"])
    assert "modules.b = " in scripts["b"]
    assert "modules.b = " not in scripts["a"]
    assert "const {b} = modules.b;" in scripts["a"]


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a": A}, "there is no module b.js"),
        ({"a": A, "b": 'import {a} from "./a.js";'}, "these modules import each other"),
        ({"b": "export default 1;"}, "b.js:1: 'export default 1;' is a form that the bundle does not know"),
        ({"b": "import * as x from './x.js';"}, "b.js:1"),
        ({"a": B, "lost": B}, "nothing imports lost.js"),
        ({"b": "const text = `two\nlines`;"}, "b.js:1: a template literal must end on its line"),
    ],
)
def test_a_form_that_the_bundle_does_not_know_is_named(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("*", r"\*").replace("(", r"\(")):
        bundle_modules(modules, ["a"] if "a" in modules else ["b"])


def test_style_sheets_are_joined_in_their_order_without_comments() -> None:
    sheets = ["/* Why. */\n\n.a {\n  color: red; /* loud */\n}\n", "/* Two\n   lines */ .b::after { content: ' x' }"]
    assert join_styles(sheets) == ".a {\ncolor: red;\n}\n.b::after { content: ' x' }\n"


@pytest.mark.parametrize(("script", "most"), [("progress.js", 12), ("questions.js", 8)])
def test_the_code_stays_small(site: Path, script: str, most: int) -> None:
    size = len(gzip.compress((site / "assets" / script).read_bytes(), 9))
    assert size <= most * 1024, f"{size} bytes compressed"


def test_the_modules_themselves_are_not_published(site: Path) -> None:
    assert not (site / "assets" / "progress").exists()


@given(st.text())
def test_any_text_is_safe_in_a_script(text: str) -> None:
    literal = escape_script([text])
    assert not set("<>&\u2028\u2029\n\r") & set(literal)
    assert json.loads(literal) == [text]


def data_of(script: str) -> dict[str, object]:
    data: dict[str, object] = json.loads(script.removeprefix("globalThis.roadmap = ").removesuffix(";\n"))
    return data


def test_the_data_names_pages_as_they_are_built() -> None:
    guide = load_guide(BREAD)
    topics = data_of(render_reader_data(guide.index, frozenset({"dough/mixing"}), ()))["topics"]
    assert isinstance(topics, list)
    pages = [lesson["page"] for lesson in topics[0]["lessons"]]
    assert pages == ["topics/dough/mixing.html", "topics/dough/index.html#rising"]


def test_every_earlier_key_leads_to_the_one_of_now() -> None:
    index = load_guide(BREAD).index
    topic = index.topics["dough"]
    lesson = topic.lessons[0]
    outcome = replace(lesson.outcomes[0], was=("scale",))
    lesson = replace(lesson, was=("kneading",), outcomes=(outcome, *lesson.outcomes[1:]))
    topic = replace(topic, was=("flour",), lessons=(lesson, *topic.lessons[1:]))
    roadmap = replace(index.roadmap, topics=(topic, *index.roadmap.topics[1:]))
    page = "topics/dough/mixing.md"
    questions = read_questions(Source(MIXING.read_text(encoding="utf-8"), page), page)
    renames = data_of(render_reader_data(index_roadmap(roadmap), frozenset(), questions))["renames"]
    assert isinstance(renames, dict)
    assert renames["items"] == {
        "dough/kneading": "dough/mixing",
        "flour/mixing": "dough/mixing",
        "flour/kneading": "dough/mixing",
        "flour/rising": "dough/rising",
    }
    assert renames["ticks"]["flour/kneading/scale"] == "dough/mixing/weigh"
    assert renames["ticks"]["dough/kneading/explain-gluten"] == "dough/mixing/explain-gluten"
    assert len(renames["ticks"]) == 7 + 3 + 1 + 1
    assert renames["answers"]["flour/kneading/elastic"] == "dough/mixing/gluten"
    assert renames["answers"]["dough/mixing/elastic"] == "dough/mixing/gluten"
    assert renames["answers"]["flour/mixing/salt"] == "dough/mixing/salt"
    assert len(renames["answers"]) == 7 + 4 * 3
