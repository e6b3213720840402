"""The pure modules of the reader's progress, in a real browser: states, sums, merges, formats."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from macros.files import load_guide
from macros.graph import Edges
from macros.path_pages import stop_lessons
from macros.view import hours
from tests.building import PROJECT

GUIDE = load_guide(PROJECT)
REQUIRES: Edges = {key: [wanted.lesson for wanted in lesson.requires] for key, lesson in GUIDE.index.lessons.items()}
MODULES = PROJECT / "docs" / "assets" / "progress"
HELPERS = """async () => {
  for (const name of ["roadmap", "record", "learning", "calendar", "sharing"]) {
    globalThis[name + "_js"] = await import(`/modules/${name}.js`);
  }
  globalThis.index = roadmap_js.indexRoadmap(globalThis.roadmap);
  const empty = {version: 2, ticks: {}, states: {}, notes: {}, settings: {}, answers: {}};
  globalThis.recordOf = maps => record_js.readRecord(JSON.stringify(
    {...empty, ...typeof maps === "string" ? JSON.parse(maps) : maps}));
  globalThis.plain = record => JSON.parse(record_js.writeRecord(record));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page of the real guide with the modules in reach."""

    def answer(route: Route) -> None:
        route.fulfill(path=MODULES / route.request.url.rpartition("/")[2], content_type="text/javascript")

    page = browser.new_page()
    page.route("**/modules/*.js", answer)
    page.goto(f"{served}/resources.html")
    page.evaluate(HELPERS)
    yield page
    page.close()


def settled_sets() -> Iterator[list[str]]:
    """Sets of settled lessons: none, all, closed ones as a reader makes them, and arbitrary ones."""
    keys = list(REQUIRES)
    chance = random.Random(5)
    yield []
    yield keys
    for size in (3, 10, 30, 60, 90):
        yield keys[:size]
        yield chance.sample(keys, size)


def ready(settled: set[str]) -> set[str]:
    return {key for key, before in REQUIRES.items() if key not in settled and settled.issuperset(before)}


def missing(target: str, settled: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = [target]
    while waiting:
        key = waiting.pop()
        if key not in settled | found:
            found.add(key)
            waiting += REQUIRES[key]
    return found


def states(settled: list[str]) -> dict[str, Any]:
    return {"states": {key: ["skipped" if i % 5 == 4 else "done", 1] for i, key in enumerate(settled)}}


@pytest.mark.parametrize("settled", [*settled_sets()], ids=len)
def test_ready_now_agrees_with_the_roadmap(page: Page, settled: list[str]) -> None:
    script = "maps => learning_js.readyLessons(index, recordOf(maps)).map(item => item.key)"
    found = page.evaluate(script, states(settled))
    assert set(found) == ready(set(settled))
    assert found == [key for key in REQUIRES if key in set(found)]


def test_unlocks_agree_with_the_index(page: Page) -> None:
    found = page.evaluate("Object.fromEntries([...index.unlocks].filter(([key]) => key.includes('/')))")
    assert {key: tuple(others) for key, others in found.items()} == dict(GUIDE.index.unlocks)


@pytest.mark.parametrize("target", ["caching/redis", "career/interviews", "programming-fundamentals/python-basics"])
@pytest.mark.parametrize("settled", [*settled_sets()], ids=len)
def test_the_way_holds_what_is_missing_and_no_more_in_order(page: Page, target: str, settled: list[str]) -> None:
    script = """([maps, scope]) =>
      learning_js.wayTo(index, index.scopes.get(scope), recordOf(maps)).map(item => item.key)"""
    way = page.evaluate(script, [states(settled), f"lesson:{target}"])
    assert set(way) == missing(target, set(settled))
    for i, key in enumerate(way):
        assert not set(REQUIRES[key]) & set(way[i:]), f"{key} comes before what it requires"


@pytest.mark.parametrize("path", GUIDE.index.roadmap.paths, ids=lambda path: path.id)
def test_hours_agree_with_the_path_pages(page: Page, path: Any) -> None:
    lessons = {lesson.key: lesson for stop in path.stops for lesson in stop_lessons(stop, GUIDE.index)}
    expected = hours(lessons.values(), GUIDE.index)
    script = """scope => learning_js.tally(
      index.scopes.get(scope).items.filter(item => item.minutes), record_js.emptyRecord()).hours.map(Math.round)"""
    assert page.evaluate(script, f"path:{path.id}") == [expected.low, expected.high]


def test_weeks(page: Page) -> None:
    assert page.evaluate("learning_js.weeksFor([20, 41], 5)") == [4, 9]
    assert page.evaluate("learning_js.weeksFor([0, 0], 5)") == [0, 0]


JOINS = ["sql/joins/" + outcome.id for outcome in GUIDE.index.lessons["sql/joins"].outcomes]


@pytest.mark.parametrize(
    ("ticked", "chosen", "state"),
    [
        (0, None, "todo"),
        (1, None, "learning"),
        (len(JOINS), None, "done"),
        (0, ["done", 5], "done"),
        (1, ["skipped", 5], "skipped"),
        (1, ["todo", 50], "todo"),
        (len(JOINS), ["learning", 5], "done"),  # completed after the choice
        (len(JOINS), ["learning", 50], "learning"),  # chosen after the completion
        (1, ["", 50], "learning"),
        (1, ["a state of a later version", 50], "learning"),
        (1, ["constructor", 50], "learning"),
    ],
)
def test_state_of_a_lesson(page: Page, ticked: int, chosen: list[Any] | None, state: str) -> None:
    maps = {
        "ticks": {key: [True, 10 + i] for i, key in enumerate(JOINS[:ticked])},
        "states": {"sql/joins": chosen} if chosen else {},
    }
    assert page.evaluate("m => learning_js.stateOf(index.items.get('sql/joins'), recordOf(m))", maps) == state


def random_record(chance: random.Random) -> dict[str, Any]:
    keys = ["a/b/c", "a/b/d", "gone/for/ever", "__proto__", "constructor"]
    return {
        "ticks": {key: [chance.random() < 0.5, chance.randint(1, 4)] for key in chance.sample(keys, 3)},
        "states": {key: [chance.choice(["done", "", "learning"]), chance.randint(1, 4)] for key in keys[:2]},
        "notes": {key: [chance.choice(["", "one", "one two", "three"]), chance.randint(1, 4)] for key in keys},
    }


def test_merging_does_not_depend_on_the_order(page: Page) -> None:
    chance = random.Random(1)
    script = """([a, b, c]) => {
      const m = record_js.merge, w = record_js.writeRecord;
      [a, b, c] = [a, b, c].map(recordOf);
      return [w(m(m(a, b), c)) === w(m(a, m(b, c))), w(m(a, b)) === w(m(b, a)), w(m(a, a)) === w(a)];
    }"""
    for _ in range(50):
        assert page.evaluate(script, [json.dumps(random_record(chance)) for _ in range(3)]) == [True, True, True]


def test_an_import_loses_no_tick_and_no_note(page: Page) -> None:
    chance = random.Random(2)
    for _ in range(50):
        mine, theirs = random_record(chance), random_record(chance)
        script = "([a, b]) => record_js.writeRecord(record_js.unite(recordOf(a), recordOf(b), 9))"
        union = json.loads(page.evaluate(script, [json.dumps(mine), json.dumps(theirs)]))
        for side in (mine, theirs):
            for key, (ticked, _) in side["ticks"].items():
                assert union["ticks"][key][0] or not ticked
            for key, (note, _) in side["notes"].items():
                assert note in union["notes"][key][0]


def test_an_import_from_the_future_does_not_win_for_ever(page: Page) -> None:
    maps = {"states": {"a/b": ["done", 2**53 - 1]}}
    time = page.evaluate("m => plain(record_js.unite(record_js.emptyRecord(), recordOf(m), 9)).states['a/b'][1]", maps)
    assert time == 9


def test_a_new_entry_is_later_than_every_other(page: Page) -> None:
    assert page.evaluate("m => record_js.nextTime(recordOf(m), 10)", {"notes": {"a/b": ["x", 70]}}) == 71


def test_older_versions_are_brought_up_step_by_step(page: Page) -> None:
    script = """() => {
      const steps = [
        old => ({version: 2, done: old.list}),
        old => ({version: 3, ticks: Object.fromEntries(old.done.map(key => [key, [true, 1]])),
          states: {}, notes: {}, settings: {}, answers: {}}),
      ];
      const read = text => plain(record_js.readRecord(text, steps)).ticks;
      return [read('{"version": 1, "list": ["a/b/c"]}'), read('{"version": 2, "done": ["a/b/d"]}')];
    }"""
    assert page.evaluate(script) == [{"a/b/c": [True, 1]}, {"a/b/d": [True, 1]}]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"version": 1',
        '{"version": 2, "ticks": {}, "states": {}, "notes": {}, "settings": {}}',
        '{"version": 0, "ticks": {}, "states": {}, "notes": {}, "settings": {}}',
        '{"version": 1}',
        '{"version": 1, "ticks": {"a/b/c": true}, "states": {}, "notes": {}, "settings": {}}',
        '{"version": 1, "ticks": {"a/b/c": ["yes", 1]}, "states": {}, "notes": {}, "settings": {}}',
        '{"version": 1, "ticks": {"a/b/c": [true, null]}, "states": {}, "notes": {}, "settings": {}}',
    ],
)
def test_what_is_not_a_record_is_refused(page: Page, text: str) -> None:
    script = "text => { try { record_js.readRecord(text); return 'read'; } catch { return 'refused'; } }"
    assert page.evaluate(script, text) == "refused"


def test_renames_move_ticks_states_notes_and_answers(page: Page) -> None:
    maps = {
        "ticks": {"old/l/o": [True, 5], "new/l/p": [False, 9], "old/l/p": [True, 3], "kept/l/o": [True, 1]},
        "states": {"old/l": ["done", 5]},
        "notes": {"old/l": ["mine", 5]},
        "answers": {"old/l/q": ["right", 5], "kept/l/q": ["1 2026-11-26", 5]},
    }
    renames = {
        "ticks": {"old/l/o": "new/l/o", "old/l/p": "new/l/p"},
        "items": {"old/l": "new/l"},
        "answers": {"old/l/q": "new/l/q"},
    }
    moved = page.evaluate("([m, r]) => plain(record_js.withRenames(recordOf(m), r))", [maps, renames])
    assert moved["ticks"]["new/l/o"] == [True, 5]
    assert moved["ticks"]["new/l/p"] == [False, 9]  # the reader unticked it later, under its new name
    assert moved["ticks"]["kept/l/o"] == [True, 1]
    assert moved["states"]["new/l"] == ["done", 5]
    assert moved["notes"]["new/l"] == ["mine", 5]
    assert moved["answers"]["new/l/q"] == ["right", 5]
    assert moved["answers"]["kept/l/q"] == ["1 2026-11-26", 5]


CALENDAR = """steps => calendar_js.renderCalendar(
  steps, 7, new Date(2026, 2, 27), new Date(Date.UTC(2026, 2, 27, 9, 5, 7)), "example.org/")"""


def test_the_calendar_is_one_that_other_programs_read(page: Page) -> None:
    title = "Queries; `SELECT`, Zürich \\ " + "ü" * 60
    steps = [
        {"key": "a/b", "title": title, "url": "https://example.org/a.html#b", "hours": [2, 4]},
        {"key": "a/c", "title": "Next", "url": "file:///a.html", "hours": [0.2, 0.4]},
    ]
    text = page.evaluate(CALENDAR, steps)
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) == 75
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded[-2:] == ["END:VCALENDAR", ""]
    assert "SUMMARY:Queries\\; SELECT\\, Zürich \\\\ " + "ü" * 60 in unfolded
    assert [line for line in unfolded if line.startswith(("UID", "DT"))] == [
        "UID:a/b@example.org/",
        "DTSTAMP:20260327T090507Z",
        "DTSTART;VALUE=DATE:20260327",
        "DTEND;VALUE=DATE:20260330",
        "UID:a/c@example.org/",
        "DTSTAMP:20260327T090507Z",
        "DTSTART;VALUE=DATE:20260330",
        "DTEND;VALUE=DATE:20260331",
    ]
    assert [line for line in unfolded if line.startswith("URL")] == ["URL:https://example.org/a.html#b"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"])
def test_days_are_those_of_the_reader(browser: Browser, served: str, zone: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.route(
        "**/modules/*.js", lambda route: route.fulfill(path=MODULES / "calendar.js", content_type="text/javascript")
    )
    page.goto(f"{served}/resources.html")
    script = "import('/modules/calendar.js').then(m => [23, 0].map(hour => m.isoDate(new Date(2026, 2, 28, hour, 30))))"
    assert page.evaluate(script) == ["2026-03-28", "2026-03-28"]
    context.close()


def test_markdown_is_a_checklist_with_notes(page: Page) -> None:
    maps = {"ticks": {JOINS[0]: [True, 1]}, "notes": {"sql/joins": ["two\nlines", 1]}}
    text = page.evaluate("m => sharing_js.renderMarkdown(index, recordOf(m))", maps)
    assert text.count("- [x] ") == 1
    milestones = sum(len(project.milestones) for project in GUIDE.index.roadmap.projects)
    assert text.count("- [ ] ") == len(GUIDE.index.outcomes) + milestones - 1
    assert "## Joins (learning)\n\n- [x] " in text
    assert "> two\n> lines\n" in text


def test_a_packed_record_comes_back_whole(page: Page) -> None:
    maps = {"ticks": {key: [True, i] for i, key in enumerate(GUIDE.index.outcomes)}, "notes": {"a/b": ["ü → 😀", 1]}}
    script = """async m => {
      const text = record_js.writeRecord(recordOf(m)), packed = await sharing_js.packText(text);
      return [await sharing_js.unpackText(packed) === text, /^[\\w-]+$/.test(packed), packed.length];
    }"""
    same, safe, length = page.evaluate(script, maps)
    assert same
    assert safe
    assert length < 8000
