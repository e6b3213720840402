"""The search in a real browser: what it fetches and when, and whether it finds what learners ask for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from macros import addresses
from macros.search_index import trim_index
from tests.building import PROJECT
from tests.figures import figure

QUESTIONS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "search" / "questions.yaml").read_text("utf-8")
)
ENOUGH = 36  # questions whose answer is among the first three
MOST_BYTES = 400_000  # of the compressed index
PATIENCE = 30_000  # milliseconds; the first query makes the index
MODULE = PROJECT / "docs" / "assets" / "search" / "query.js"
FOUND = ".md-search-result__item > a:first-child"  # a page; its sections follow


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def search_requests(page: Page) -> list[str]:
    """What a page asks for because of its search, as it goes on asking."""
    asked: list[str] = []

    def note(url: str) -> None:
        if "/search/" in url or "/workers/" in url:
            asked.append(url.rpartition("/")[2].partition(".")[0])

    page.on("request", lambda request: note(request.url))
    return asked


@pytest.mark.parametrize("way", ["/", "s", "f", "the field", "a link"])
def test_search_is_fetched_only_when_the_reader_turns_to_it(page: Page, served: str, way: str) -> None:
    asked = search_requests(page)
    page.goto(f"{served}/topics/sql/joins.html", wait_until="networkidle")
    assert asked == []
    if way == "a link":
        page.goto(f"{served}/topics/sql/joins.html?q=deadlock")
    else:
        page.get_by_role("textbox", name="Search").click() if way == "the field" else page.keyboard.press(way)
        page.keyboard.type("deadlock")
    expect(page.locator(FOUND).first).to_contain_text("Transactions", timeout=PATIENCE)
    assert sorted(asked) == ["search", "search_index"]


def test_search_of_a_phone_is_fetched_when_it_is_opened(browser: Browser, served: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True) as context:
        page = context.new_page()
        asked = search_requests(page)
        page.goto(f"{served}/topics/sql/joins.html", wait_until="networkidle")
        assert asked == []
        page.locator("label.md-header__button[for=__search]").tap()
        page.keyboard.type("deadlock")
        expect(page.locator(FOUND).first).to_contain_text("Transactions", timeout=PATIENCE)


def first_pages(page: Page, question: str) -> list[str]:
    """The addresses of the first three pages found."""
    page.locator(".md-search-result__list").evaluate("list => list.replaceChildren()")
    page.locator(".md-search-result__meta").evaluate("meta => { meta.textContent = '' }")
    page.get_by_role("textbox", name="Search").fill(question)
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).not_to_be_empty(timeout=PATIENCE)
    links = page.locator(FOUND).evaluate_all("links => links.slice(0, 3).map(link => link.href)")
    return [urldefrag(link).url.partition("?")[0] for link in links]


def test_search_finds_what_learners_ask_for(page: Page, site: Path, served: str) -> None:
    page.goto(f"{served}/index.html")
    page.keyboard.press("/")
    missed = {}
    for question, lessons in QUESTIONS.items():
        written = {lesson for lesson in lessons if (site / addresses.built(addresses.lesson_page(lesson))).is_file()}
        places = [addresses.built(addresses.lesson_place(lesson, written)) for lesson in lessons]
        found = first_pages(page, question)
        if not {urldefrag(f"{served}/{place}").url for place in places} & set(found):
            missed[question] = found
    found_of = f"{len(QUESTIONS) - len(missed)} of {len(QUESTIONS)}"
    figure("search: right among the first three", found_of, f"at least {ENOUGH}")
    assert len(QUESTIONS) == 40
    assert len(missed) <= len(QUESTIONS) - ENOUGH, missed


def test_index_is_small(site: Path) -> None:
    size = len(gzip.compress((site / "search" / "search_index.json").read_bytes(), 6))
    figure("search index, compressed", f"{size / 1000:.0f} KB", f"at most {MOST_BYTES // 1000} KB")
    assert size <= MOST_BYTES


def part(location: str, text: str = "") -> dict[str, str]:
    return {"location": location, "title": "Title", "text": text}


def test_index_leaves_out_what_is_not_worth_finding() -> None:
    kept = ["topics/sql/joins.html", "topics/sql/joins.html#keys-agree", "topics/sql/joins.html#practise", "map.html"]
    pointers = [f"topics/sql/joins.html#{name}" for name in ("check-yourself", "why", "resources", "next")]
    parts = [*map(part, kept), *map(part, pointers), part("topics/sql/index.html#lessons")]
    index = {"config": {"fields": {"title": {"boost": 1000.0}}}, "docs": parts}
    trimmed = json.loads(trim_index(json.dumps(index), {"topics/sql/joins.html#why"}))
    assert [each["location"] for each in trimmed["docs"]] == kept
    weights = {each["location"]: each.get("boost", 1) for each in trimmed["docs"]}
    assert weights["map.html"] < weights["topics/sql/joins.html"]


def test_index_has_prose_and_no_code() -> None:
    text = "<p>A <code>LEFT JOIN</code> keeps:</p> <pre><code>SELECT 1;\n</code></pre> <p>both</p><pre>2</pre>"
    index = {"config": {"fields": {"title": {"boost": 1000.0}}}, "docs": [part("topics/sql/joins.html", text)]}
    trimmed = json.loads(trim_index(json.dumps(index), set()))
    assert trimmed["docs"][0]["text"] == "<p>A <code>LEFT JOIN</code> keeps:</p>  <p>both</p>"


QUERIES = {
    "how does a jwt expire": "jwt^4 jwt expire^4 expir",
    "What is caching?": "caching^4 cach",
    "database normalisation": "database^4 databas normalisation^4 normal",
    "debugging queries": "debugging^4 debug queries^4 quer",
    "n+1": "n+1^4 n+1",
    "how to": "how^4 how to^4 to",  # nothing but common words: better a poor answer than none
    "+join -left": "+join -left",
    '"left join"': '"left join"',
    "title:join~1": "title:join~1",
    "": "",
}
FOUND_WORDS: list[tuple[list[str], dict[str, bool], dict[str, bool]]] = [
    (["expire", "jwt"], {"expire": False, "expir": True, "jwt": False}, {"expire": True, "jwt": False}),
    ([], {"left": True}, {"left": True}),
    (["expire"], {}, {}),  # the head of a page in which only a section was found
]


@pytest.fixture
def module(page: Page, served: str) -> Page:
    """A page with the module of queries in reach."""
    page.route("**/query.js", lambda route: route.fulfill(path=MODULE, content_type="text/javascript"))
    page.goto(f"{served}/resources.html")
    page.evaluate("async () => { globalThis.query = await import('/query.js') }")
    return page


def test_queries_drop_common_words_and_look_for_every_form(module: Page) -> None:
    assert {typed: module.evaluate("typed => query.toQuery(typed)", typed) for typed in QUERIES} == QUERIES


def test_missing_words_are_told_as_they_were_typed(module: Page) -> None:
    for words, terms, told in FOUND_WORDS:
        arguments: Any = [words, terms]
        assert module.evaluate("([words, terms]) => query.foundWords(words, terms)", arguments) == told
