"""The reader's progress in the real guide, in a real browser: over http and from a disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.files import load_guide
from macros.path_pages import stop_lessons
from tests.building import BREAD, PROJECT, add_lesson, build, lay_out
from tests.serving import serve
from tests.storage import key_of, seed, stored
from tests.test_browser import CONTRAST, SCHEMES

GUIDE = load_guide(PROJECT)
SQL = "topics/sql/index.html"
JOINS = GUIDE.index.lessons["sql/joins"]
QUERIES = GUIDE.index.lessons["sql/queries"]
FIRST = "sql/joins/" + JOINS.outcomes[0].id
PLACES = ("http", "file")


@pytest.fixture(params=PLACES)
def root(request: pytest.FixtureRequest, served: str, site: Path) -> str:
    """The address of the real guide, on a server and on a disk."""
    return served if request.param == "http" else site.as_uri()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which an error of a script fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


def box_of(page: Page, key: str) -> Any:
    return page.locator(f'[data-outcome="{key}"] input, [data-milestone="{key}"] input')


def slot_of(page: Page, lesson: str) -> Any:
    return page.locator(f'[data-item="{lesson}"]')


def ticks_of(*lessons: Any) -> dict[str, Any]:
    return {lesson.outcome_key(outcome): [True, 1000] for lesson in lessons for outcome in lesson.outcomes}


# Ticks, states, bars


def test_a_tick_is_remembered_and_every_view_agrees(page: Page, root: str) -> None:
    page.goto(f"{root}/{SQL}")
    page.get_by_role("checkbox", name=re.compile("^Choose between INNER JOIN")).check()
    expect(slot_of(page, "sql/joins").get_by_role("combobox")).to_have_value("learning")
    expect(slot_of(page, "sql/joins")).to_contain_text(f"1 of {len(JOINS.outcomes)}")
    assert stored(page)["ticks"][FIRST][0] is True
    page.reload()
    expect(box_of(page, FIRST)).to_be_checked()
    for outcome in JOINS.outcomes[1:]:
        box_of(page, JOINS.outcome_key(outcome)).check()
    expect(slot_of(page, "sql/joins").get_by_role("combobox")).to_have_value("done")
    expect(page.locator('[data-bar="topic:sql"]')).to_contain_text("1 of 9 lessons done")
    page.goto(f"{root}/index.html")
    card = page.locator('.rm-card[data-topic="sql"]')
    expect(card).to_have_class(re.compile("rm-learning"))
    expect(card.get_by_role("link", name="SQL and normalization Learning")).to_be_visible()
    drawn = page.locator('svg.rm-wide .rm-node[data-topic="sql"]')
    expect(drawn).to_have_class(re.compile("rm-learning"))
    expect(drawn).to_have_attribute("aria-label", re.compile(r"^2 SQL and normalization: [^.]*, learning\. Essential"))
    expect(drawn.locator(".rm-mark")).to_contain_text("Learning")
    page.goto(f"{root}/progress.html")
    expect(page.locator('[data-bar="all"]')).to_contain_text("1 of ")
    bar = page.get_by_role("progressbar", name="SQL and normalization")
    assert bar.evaluate("bar => bar.value") == len(JOINS.outcomes)
    box = page.locator('[data-overview="topic"] details', has_text="SQL and normalization")
    box.locator("summary").click()
    expect(box.get_by_role("listitem").filter(has_text="Joins")).to_contain_text("✓ Done")


def test_untick_is_remembered_too(page: Page, root: str) -> None:
    seed(page, root, ticks=ticks_of(JOINS))
    page.goto(f"{root}/{SQL}")
    box_of(page, FIRST).uncheck()
    page.reload()
    expect(box_of(page, FIRST)).not_to_be_checked()


@pytest.mark.parametrize(("state", "word"), [("done", "Done"), ("skipped", "Skipped"), ("learning", "Learning")])
def test_the_reader_sets_the_state(page: Page, root: str, state: str, word: str) -> None:
    page.goto(f"{root}/{SQL}")
    page.get_by_role("combobox", name="State of Joins").select_option(state)
    expect(page.locator(".rm-unseen")).to_have_text(f"Joins: {word}")
    page.reload()
    expect(page.get_by_role("combobox", name="State of Joins")).to_have_value(state)
    bar = {"done": "1 of 9 lessons done", "skipped": "0 of 8 lessons done, 1 skipped", "learning": "0 of 9 lessons"}
    expect(page.locator('[data-bar="topic:sql"]')).to_contain_text(bar[state])


def test_a_state_that_the_ticks_say_anyway_follows_them_again(page: Page, root: str) -> None:
    page.goto(f"{root}/{SQL}")
    select = page.get_by_role("combobox", name="State of Joins")
    select.select_option("done")
    select.select_option("todo")
    box_of(page, FIRST).check()
    expect(select).to_have_value("learning")


def test_milestones_of_a_project_are_ticked(page: Page, root: str) -> None:
    project = GUIDE.index.roadmap.projects[0]
    page.goto(f"{root}/projects/{project.id}.html")
    for milestone in project.milestones:
        box_of(page, f"{project.id}/{milestone.id}").check()
    expect(page.get_by_role("combobox", name=f"State of {project.title}")).to_have_value("done")
    page.goto(f"{root}/projects/index.html")
    expect(page.get_by_role("link", name=f"{project.title} Done")).to_be_visible()


def test_a_stop_shows_that_it_is_done(page: Page, root: str) -> None:
    seed(page, root, ticks=ticks_of(*GUIDE.index.topics["sql"].lessons))
    page.goto(f"{root}/paths/zero-to-job.html")
    expect(page.locator("#sql .rm-mark, [data-stop='zero-to-job/sql'] .rm-mark").first).to_have_text("✓ Done")
    expect(page.locator("[data-stop='zero-to-job/python'] .rm-mark")).to_have_count(0)


@pytest.mark.parametrize("label", ["", 'aria-label="SQL, nine lessons"'])
def test_nodes_of_a_diagram_are_marked_by_the_same_hook(page: Page, served: str, label: str) -> None:
    seed(page, served, ticks=ticks_of(JOINS, QUERIES))
    svg = f"""<svg width="200" height="100"><a data-topic="sql" href="#" {label}>
      <rect x="20" y="30" width="120" height="40"/><text x="40" y="50">SQL</text></a>
      <a data-lesson="sql/joins" href="#"><rect x="0" y="80" width="9" height="9"/><text>Joins</text></a></svg>"""

    def with_diagram(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</article>", f"{svg}</article>"))

    page.route("**/resources.html", with_diagram)
    page.goto(f"{served}/resources.html")
    name = "SQL, nine lessons, learning" if label else "SQL, learning"
    node = page.get_by_role("link", name=name, exact=True)
    expect(node).to_have_class("rm-learning")
    expect(node.locator(".rm-mark")).to_have_text("◐ Learning")
    assert node.locator(".rm-mark").evaluate("mark => [mark.getAttribute('x'), mark.getAttribute('y')]") == [
        "132",
        "30",
    ]
    expect(page.get_by_role("link", name="Joins, done", exact=True)).to_have_class("rm-done")
    page.evaluate("key => { localStorage.removeItem(key); }", key_of(page))
    page.reload()
    expect(page.locator("svg .rm-mark")).to_have_count(0)


# Ready now, the way, pace


def test_ready_now_begins_with_the_first_lessons_and_tells_why(page: Page, root: str) -> None:
    page.goto(f"{root}/index.html")
    entries = page.locator("[data-ready] li")
    first = [lesson for lesson in GUIDE.index.lessons.values() if not lesson.requires]
    expect(entries).to_have_count(min(len(first), 3))
    expect(entries.first).to_contain_text("Python basics")
    expect(entries.first).to_contain_text("It needs nothing before it; it unlocks ")
    python = GUIDE.index.topics["programming-fundamentals"].lessons[0]
    seed(page, root, ticks=ticks_of(python))
    page.goto(f"{root}/index.html")
    expect(entries.first).to_contain_text("Functions and modules You finished Python basics; it unlocks ")
    entries.first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("programming-fundamentals/index.html#functions-and-modules$"))


def test_the_end_of_a_lesson_says_what_is_ready(page: Page, root: str) -> None:
    seed(page, root, states={"sql/queries": ["done", 5]})
    page.goto(f"{root}/{SQL}")
    page.get_by_text("Ready now: ").first.click()
    entry = slot_of(page, "sql/queries").get_by_role("listitem").filter(has_text="Joins")
    expect(entry).to_contain_text("You finished Queries; it unlocks ")
    expect(slot_of(page, "sql/joins").get_by_text("Ready now")).to_be_hidden()


def test_a_page_of_a_lesson_ends_with_what_is_ready(page: Page, bread_site: Path) -> None:
    root = bread_site.as_uri()
    page.goto(f"{root}/topics/dough/mixing.html")
    entries = page.locator("[data-after] li")
    expect(entries).to_have_text("Mixing It needs nothing before it; it unlocks Rising.")
    for box in page.get_by_role("checkbox").all():
        box.check()
    expect(entries).to_have_text("Rising You finished Mixing; it unlocks Steam.")


def test_the_way_to_a_topic_leads_through_what_is_missing(page: Page, root: str) -> None:
    seed(page, root, states={"sql/queries": ["done", 5], "sql/joins": ["skipped", 5]})
    page.goto(f"{root}/{SQL}")
    page.get_by_role("link", name="The way here").click()
    chooser = page.get_by_role("combobox", name="The way to")
    expect(chooser).to_have_value("topic:sql")
    expect(chooser).to_be_focused()
    way = page.locator("[data-way]")
    titles = way.locator("li a").all_text_contents()
    assert not {"Queries", "Joins"} & set(titles)
    assert titles.index("Indexes") < titles.index("Query plans and performance")
    expect(way.locator("li").filter(has_text="Indexes").first).to_contain_text(" for ")
    chooser.select_option(label="Joins")
    expect(way.get_by_text("Nothing is missing")).to_be_visible()
    page.goto(f"{root}/progress.html")
    expect(chooser).to_have_value("lesson:sql/joins")


def test_pace_follows_the_hours_and_what_is_done(page: Page, root: str) -> None:
    page.goto(f"{root}/paths/zero-to-job.html")
    pace = page.locator(".rm-pace")
    hours = page.get_by_role("spinbutton", name="Hours a week")
    effort = page.locator(".rm-facts li", has_text="hours").first.inner_text()
    low, high = (int(number) for number in re.findall(r"\d+", effort))
    hours.fill("10")
    hours.blur()
    found = re.search(r"takes about (\d+)–(\d+) weeks", pace.inner_text())
    assert found
    assert abs(int(found[1]) - low / 10) <= 1
    assert abs(int(found[2]) - high / 10) <= 1
    page.reload()
    expect(hours).to_have_value("10")
    seed(page, root, states={key: ["done", 1] for key in [*GUIDE.index.lessons, *GUIDE.index.projects]})
    page.goto(f"{root}/paths/zero-to-job.html")
    expect(pace).to_contain_text("nothing is left of this path")


def test_the_plan_is_a_calendar(page: Page, root: str, tmp_path: Path) -> None:
    seed(page, root, ticks=ticks_of(QUERIES))
    page.goto(f"{root}/paths/ten-essentials.html")
    with page.expect_download() as download:
        page.get_by_role("button", name="Plan for your calendar").click()
    assert download.value.suggested_filename == "plan.ics"
    download.value.save_as(tmp_path / "plan.ics")
    text = (tmp_path / "plan.ics").read_bytes().decode()
    today = page.evaluate("new Date().toLocaleDateString('sv').replaceAll('-', '')")
    events = text.split("BEGIN:VEVENT")[1:]
    path = GUIDE.index.paths["ten-essentials"]
    lessons = {lesson.key for stop in path.stops for lesson in stop_lessons(stop, GUIDE.index)}
    assert len(events) == len(lessons) - 1
    assert f"DTSTART;VALUE=DATE:{today}\r\n" in events[0]
    assert ("URL:http" in text) == root.startswith("http")
    assert "UID:sql/joins@" in text
    assert "UID:sql/queries@" not in text


# The reader's own: notes, export, import, link, reset


def test_a_note_is_private_and_kept(page: Page, root: str) -> None:
    page.goto(f"{root}/{SQL}")
    slot_of(page, "sql/joins").get_by_text("Add a note").click()
    page.get_by_role("textbox", name="Your note on Joins").fill("<b>LEFT</b> keeps the left rows")
    page.reload()
    expect(slot_of(page, "sql/joins").get_by_text("Your note")).to_be_visible()
    page.goto(f"{root}/progress.html")
    expect(page.locator('[data-overview="topic"] blockquote')).to_have_text("<b>LEFT</b> keeps the left rows")


def export(page: Page, form: str, target: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download as {form}").click()
    assert re.fullmatch(r"progress-\d{4}-\d{2}-\d{2}\.(json|md)", download.value.suggested_filename)
    download.value.save_as(target)
    return target.read_text(encoding="utf-8")


def test_export_and_import_merge_after_a_preview(page: Page, root: str, browser: Browser, tmp_path: Path) -> None:
    seed(page, root, ticks={FIRST: [True, 5], "a/lesson/unknown": [True, 5]}, notes={"sql/joins": ["one", 5]})
    page.goto(f"{root}/progress.html")
    assert json.loads(export(page, "JSON", tmp_path / "p.json"))["ticks"]["a/lesson/unknown"] == [True, 5]
    markdown = export(page, "Markdown", tmp_path / "p.md")
    assert markdown.count("[x]") == 1
    assert "> one" in markdown

    elsewhere = browser.new_page()
    own = QUERIES.outcome_key(QUERIES.outcomes[0])
    seed(elsewhere, root, ticks={own: [True, 9], FIRST: [False, 9]}, notes={"sql/joins": ["two", 9]})
    elsewhere.goto(f"{root}/progress.html")
    elsewhere.get_by_label("Import a JSON file").set_input_files(tmp_path / "p.json")
    preview = elsewhere.locator("[data-keeping] [role=status]")
    outcome = JOINS.outcomes[0].text.replace("`", "")
    expect(preview).to_contain_text(f"Joins: ticked: {outcome}")
    expect(preview).to_contain_text("a/lesson/unknown (not in this guide, kept): ticked")
    expect(preview.get_by_role("listitem")).to_have_count(3)
    assert stored(elsewhere)["ticks"][FIRST] == [False, 9]
    preview.get_by_role("button", name="Add this").click()
    record = stored(elsewhere)
    assert {key for key, (ticked, _) in record["ticks"].items() if ticked} == {FIRST, own, "a/lesson/unknown"}
    assert record["notes"]["sql/joins"][0] == "two\n\none"
    elsewhere.get_by_label("Import a JSON file").set_input_files(tmp_path / "p.json")
    expect(preview).to_contain_text("There is nothing new in it.")
    elsewhere.close()


@pytest.mark.parametrize("text", ["no JSON", '{"version": 99}'])
def test_an_import_that_cannot_be_read_changes_nothing(page: Page, root: str, tmp_path: Path, text: str) -> None:
    seed(page, root, ticks={FIRST: [True, 5]})
    (tmp_path / "bad.json").write_text(text)
    page.goto(f"{root}/progress.html")
    page.get_by_label("Import a JSON file").set_input_files(tmp_path / "bad.json")
    expect(page.locator("[data-keeping]")).to_contain_text("Nothing was changed.")
    assert stored(page)["ticks"] == {FIRST: [True, 5]}


def test_a_link_carries_everything_to_another_device(page: Page, served: str, browser: Browser) -> None:
    seed(page, served, ticks=ticks_of(JOINS), notes={"sql/joins": ["ü", 5]})
    page.goto(f"{served}/progress.html")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_role("textbox", name="Link with your progress").input_value()
    other = browser.new_page()
    other.goto(link)
    other.get_by_role("button", name="Add this").click()
    assert stored(other)["ticks"].keys() == ticks_of(JOINS).keys()
    assert stored(other)["notes"]["sql/joins"][0] == "ü"
    assert other.url.endswith("progress.html#keep")
    other.goto(f"{served}/progress.html#import=broken")
    expect(other.locator("[data-keeping]")).to_contain_text("Nothing was changed.")
    other.close()


def test_from_a_disk_the_file_carries_it(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/progress.html")
    expect(page.get_by_role("button", name="Download as JSON")).to_be_visible()
    expect(page.get_by_role("button", name="Make a link")).to_have_count(0)


def test_reset_asks_first_and_can_be_undone(page: Page, root: str) -> None:
    seed(page, root, ticks={FIRST: [True, 5]}, notes={"sql/joins": ["one", 5]}, states={"sql/views": ["done", 5]})
    page.goto(f"{root}/progress.html")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear everything").click()
    assert stored(page)["ticks"][FIRST][0] is True
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear everything").click()
    expect(page.locator('[data-bar="all"]')).to_contain_text("0 of ")
    assert "one" not in json.dumps(stored(page))
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-bar="all"]')).to_contain_text("1 of ")
    record = stored(page)
    assert (record["ticks"][FIRST][0], record["notes"]["sql/joins"][0]) == (True, "one")


# Nothing is lost


def test_a_second_tab_agrees_at_once_and_no_tick_is_lost(page: Page, root: str, context: BrowserContext) -> None:
    second = context.new_page()
    page.goto(f"{root}/{SQL}")
    second.goto(f"{root}/{SQL}")
    keys = [JOINS.outcome_key(outcome) for outcome in JOINS.outcomes]
    for i, key in enumerate(keys):
        box_of((page, second)[i % 2], key).check()
    for tab in (page, second):
        for key in keys:
            expect(box_of(tab, key)).to_be_checked()
        expect(slot_of(tab, "sql/joins").get_by_role("combobox")).to_have_value("done")
    assert all(stored(page)["ticks"][key][0] for key in keys)


def test_a_write_of_the_same_moment_is_made_whole_again(page: Page, root: str, context: BrowserContext) -> None:
    second = context.new_page()
    page.goto(f"{root}/{SQL}")
    second.goto(f"{root}/resources.html")
    box_of(page, FIRST).check()
    other = QUERIES.outcome_key(QUERIES.outcomes[0])
    record = {"version": 1, "ticks": {other: [True, 7]}, "states": {}, "notes": {}, "settings": {}}
    second.evaluate("([key, text]) => localStorage.setItem(key, text)", [key_of(page), json.dumps(record)])
    expect(box_of(page, other)).to_be_checked()
    assert {FIRST, other} <= stored(page)["ticks"].keys()


def test_two_guides_on_one_host_do_not_collide(page: Page, site: Path, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(site)
    (tmp_path / "two").symlink_to(site)
    with serve(tmp_path) as host:
        page.goto(f"{host}/one/{SQL}")
        box_of(page, FIRST).check()
        page.goto(f"{host}/two/{SQL}")
        expect(box_of(page, FIRST)).not_to_be_checked()
        assert key_of(page) == "progress:/two/"


def test_unknown_ids_are_kept(page: Page, root: str) -> None:
    seed(page, root, ticks={"a/lesson/gone": [True, 5]}, notes={"a/lesson": ["mine", 5]})
    page.goto(f"{root}/{SQL}")
    box_of(page, FIRST).check()
    assert stored(page)["ticks"]["a/lesson/gone"] == [True, 5]
    assert stored(page)["notes"]["a/lesson"] == ["mine", 5]


def test_ticks_move_with_renamed_lessons_and_outcomes(page: Page, tmp_path: Path) -> None:
    folder = lay_out(BREAD, tmp_path / "guide")
    text = (folder / "roadmap.yaml").read_text(encoding="utf-8")
    text = text.replace("id: weigh,", "id: weigh, was: [scale],").replace(
        "id: steam\n", "id: steam\n        was: [fog]\n"
    )
    (folder / "roadmap.yaml").write_text(text, encoding="utf-8")
    result = build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    root = (folder / "site").as_uri()
    ticks = {"dough/mixing/scale": [True, 5], "baking/fog/place-pan": [True, 5], "baking/steam/stop-steam": [True, 5]}
    seed(page, root, ticks=ticks, notes={"baking/fog": ["hot", 5]})
    page.goto(f"{root}/topics/dough/index.html")
    expect(box_of(page, "dough/mixing/weigh")).to_be_checked()
    page.goto(f"{root}/topics/baking/index.html")
    expect(page.get_by_role("combobox", name="State of Steam")).to_have_value("done")
    expect(slot_of(page, "baking/steam").get_by_text("Your note")).to_be_visible()


# Broken storage


UNREADABLE = ["{broken", '{"version": 99, "ticks": {}}', '{"version": 1, "ticks": []}', ""]


@pytest.mark.parametrize("text", UNREADABLE)
def test_unreadable_storage_is_set_aside_and_reported(page: Page, root: str, text: str, tmp_path: Path) -> None:
    page.goto(f"{root}/resources.html")
    key = key_of(page)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    page.goto(f"{root}/{SQL}")
    expect(page.get_by_role("alert")).to_contain_text("could not be read. Nothing is deleted")
    box_of(page, FIRST).check()
    assert page.evaluate("key => localStorage.getItem(key)", f"{key}.unreadable.1") == text
    assert stored(page)["ticks"][FIRST][0] is True
    page.get_by_role("alert").get_by_role("link", name="Your progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download what could not be read (1)").click()
    download.value.save_as(tmp_path / "aside")
    assert (tmp_path / "aside").read_text() == text
    expect(page.get_by_role("alert")).to_be_empty()


FILL = """() => {
  for (let size = 2 ** 22; size >= 1; size /= 2) {
    for (let i = 0; ; i++) {
      try { localStorage.setItem(`fill-${size}-${i}`, "x".repeat(size)); } catch { break; }
    }
  }
}"""


def test_full_storage_is_said_and_the_page_works_on(page: Page, root: str) -> None:
    seed(page, root, ticks={FIRST: [True, 5]})
    page.goto(f"{root}/{SQL}")
    page.evaluate(FILL)
    before = stored(page)
    for outcome in JOINS.outcomes[1:]:
        box_of(page, JOINS.outcome_key(outcome)).check()
    expect(page.get_by_role("alert")).to_contain_text("storage is full")
    expect(slot_of(page, "sql/joins").get_by_role("combobox")).to_have_value("done")
    assert stored(page) == before
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("storage is full")).to_be_hidden()


def test_what_cannot_be_set_aside_is_never_overwritten(page: Page, root: str) -> None:
    page.goto(f"{root}/resources.html")
    key = key_of(page)
    page.evaluate("key => localStorage.setItem(key, '{broken')", key)
    page.evaluate(FILL)
    page.goto(f"{root}/{SQL}")
    box_of(page, FIRST).check()
    expect(page.get_by_role("alert")).to_contain_text("could not be read")
    expect(page.get_by_role("alert")).to_contain_text("storage is full")
    expect(slot_of(page, "sql/joins").get_by_role("combobox")).to_have_value("learning")
    assert page.evaluate("key => localStorage.getItem(key)", key) == "{broken"


def test_forbidden_storage_is_said_and_the_page_works_on(
    browser: Browser, chromium: dict[str, Any], root: str, tmp_path: Path
) -> None:
    """With cookies switched off, Chromium throws on any access to the storage."""
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked))
    context = browser.browser_type.launch_persistent_context(tmp_path, **chromium)
    page = context.new_page()
    page.goto(f"{root}/{SQL}")
    assert (
        page.evaluate("() => { try { return localStorage.length; } catch (error) { return error.name; } }")
        == "SecurityError"
    )
    expect(page.get_by_role("alert")).to_contain_text("lets the page keep nothing")
    for outcome in JOINS.outcomes:
        box_of(page, JOINS.outcome_key(outcome)).check()
    expect(page.get_by_role("combobox", name="State of Joins")).to_have_value("done")
    expect(page.locator('[data-bar="topic:sql"]')).to_contain_text("1 of 9 lessons done")
    context.close()


# Without script, by keyboard, without a jump, with instant navigation


def test_without_script_there_is_a_printable_list_and_nothing_empty(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}/{SQL}")
    item = page.locator(f'[data-outcome="{FIRST}"]')
    assert item.evaluate("item => getComputedStyle(item, '::before').borderTopStyle") == "solid"
    assert not page.locator("article input, article select").count()
    assert not page.locator(".rm-slot").locator("visible=true").count()
    page.goto(f"{root}/progress.html")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.get_by_role("heading", name="Ready now")).to_be_hidden()
    page.goto(f"{root}/index.html")
    expect(page.get_by_role("heading", name="Ready now")).to_be_hidden()
    context.close()


def test_on_paper_the_checklist_is_a_list(page: Page, root: str) -> None:
    page.goto(f"{root}/{SQL}")
    page.emulate_media(media="print")
    expect(box_of(page, FIRST)).to_be_visible()
    expect(slot_of(page, "sql/joins")).to_be_hidden()


def test_everything_works_by_keyboard_with_the_focus_kept(page: Page, root: str) -> None:
    page.goto(f"{root}/{SQL}")
    first = JOINS.outcomes[0]
    box = page.get_by_role("checkbox", name=first.text.replace("`", ""), exact=True)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text(f"Joins: 1 of {len(JOINS.outcomes)}")
    for _ in JOINS.outcomes:
        page.keyboard.press("Tab")
    select = page.get_by_role("combobox", name="State of Joins")
    expect(select).to_be_focused()
    page.keyboard.press("s")  # Skipped
    expect(select).to_have_value("skipped")
    expect(select).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("typed")
    expect(page.get_by_role("textbox", name="Your note on Joins")).to_have_value("typed")
    outline = box.evaluate("box => { box.focus(); return getComputedStyle(box).outlineStyle; }")
    assert outline == "solid"


@pytest.mark.parametrize(
    "address", [SQL, "progress.html", "paths/zero-to-job.html", "index.html", "projects/blog-api.html"]
)
def test_every_control_has_a_name(page: Page, root: str, address: str) -> None:
    page.goto(f"{root}/{address}")
    tree = page.locator("article").aria_snapshot()
    assert not re.search(r"^\s*- (checkbox|combobox|textbox|spinbutton|button|progressbar)(:|$)", tree, re.MULTILINE)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_the_scripts_add_has_contrast_and_fits_a_phone(browser: Browser, served: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 780})
    page = context.new_page()
    settled = list(GUIDE.index.lessons)[:30]
    states = {key: ["skipped" if i % 3 == 2 else "done", 5] for i, key in enumerate(settled)} | {"sql/joins": ["x", 5]}
    seed(page, served, states=states, ticks=ticks_of(JOINS), notes={"sql/joins": ["x" * 100, 5]})
    page.evaluate("key => localStorage.setItem(`${key}.unreadable.1`, '{')", key_of(page))
    for address, selectors in {
        "topics/index.html": [".rm-done .rm-mark", ".rm-learning .rm-mark"],
        SQL: [".rm-slot select", ".rm-slot a", ".rm-slot summary", ".rm-slot .rm-muted"],
        "progress.html": [".rm-slot button", ".rm-slot input", "[data-ready] a", ".rm-title", ".rm-slot .rm-muted"],
        "paths/zero-to-job.html": [".rm-pace", ".rm-stop .rm-mark"],
    }.items():
        page.goto(f"{served}/{address}")
        for selector in selectors:
            assert page.evaluate(CONTRAST, selector) >= 4.5, f"{selector} in {scheme}"
        for summary in page.locator("article summary").locator("visible=true").all():
            summary.evaluate("summary => { summary.parentElement.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, address
    context.close()


PLACES_OF = """() => [...document.querySelectorAll(
  "article > h1, article > h2, article h3, .rm-timeline, .rm-resources, .rm-cards, .rm-checklist li, footer")]
  .filter(element => !element.closest(".rm-whole"))
  .map(element => [element.textContent.slice(0, 20), element.getBoundingClientRect().top])"""


@pytest.mark.parametrize("width", [360, 560, 768, 900, 1000, 1440])
@pytest.mark.parametrize("address", ["index.html", SQL, "paths/zero-to-job.html", "projects/blog-api.html"])
def test_nothing_moves_when_the_state_arrives(browser: Browser, served: str, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    states = {key: ["done" if i % 4 else "skipped", 5] for i, key in enumerate(list(GUIDE.index.lessons)[:40])}
    seed(page, served, states=states, ticks=ticks_of(JOINS), notes={"sql/joins": ["one", 5]})
    page.route("**/assets/progress.js", lambda route: route.abort())
    page.goto(f"{served}/{address}")
    before = page.evaluate(PLACES_OF)
    page.unroute("**/assets/progress.js")
    page.goto(f"{served}/{address}?again")
    assert page.locator(".rm-mark, .rm-slot select").count()
    assert page.evaluate(PLACES_OF) == before
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ["index.html", SQL, "progress.html"])
def test_the_browser_counts_no_layout_shift(context: BrowserContext, root: str, address: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    seed(page, root, ticks=ticks_of(JOINS, QUERIES))
    page.add_init_script("""
      globalThis.shifts = [];
      new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
        .observe({type: "layout-shift", buffered: true});""")
    page.goto(f"{root}/{address}")
    page.wait_for_timeout(300)
    assert sum(page.evaluate("shifts")) < 0.001


def test_it_works_with_instant_navigation(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    lay_out(BREAD, folder)
    add_lesson(folder)
    (folder / "site").mkdir()
    with serve(folder / "site") as host:
        config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
        (folder / "mkdocs.yml").unlink()
        config = config.replace("  features:\n", "  features:\n    - navigation.instant\n")
        (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
        result = build(folder, folder / "site", SITE_URL=f"{host}/")
        assert result.returncode == 0, result.stderr
        page.goto(f"{host}/topics/dough/index.html")
        page.evaluate("globalThis.same = true")
        for _ in range(2):
            page.get_by_role("link", name="Mixing").first.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Mixing")
            expect(page.locator("[data-outcome]").get_by_role("checkbox")).to_have_count(2)
            expect(page.get_by_role("radio", name="Starch melts.")).to_be_visible()
            page.go_back()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Dough")
            expect(page.get_by_role("checkbox")).to_have_count(4)
        assert page.evaluate("globalThis.same"), "the page was loaded anew: instant navigation is not on"
        page.get_by_role("link", name="Mixing").first.click()
        page.locator("[data-outcome]").get_by_role("checkbox").first.check()
        expect(page.get_by_role("combobox", name="State of Mixing")).to_have_value("learning")
        page.go_back()
        expect(page.locator('[data-item="dough/mixing"]').get_by_role("combobox")).to_have_value("learning")
        assert page.evaluate("document.querySelectorAll('.rm-unseen').length") == 1
