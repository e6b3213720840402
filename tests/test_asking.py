"""Questions in a real browser: answered in a lesson, asked again in the review, and asked for placement."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.building import BREAD, MIXING, add_lesson, build, lay_out
from tests.serving import serve
from tests.storage import seed, stored
from tests.test_browser import CONTRAST, SCHEMES

LESSON = "topics/dough/mixing.html"
OTHERS = {"dough/rising": "Rising", "baking/steam": "Steam"}
DAY = dt.datetime(2026, 11, 25, 9, 30)


@pytest.fixture(scope="module")
def asking_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bread guide with all its lessons; each asks the same."""
    folder = lay_out(BREAD, tmp_path_factory.mktemp("asking"))
    add_lesson(folder)
    for key, title in OTHERS.items():
        text = MIXING.read_text(encoding="utf-8").replace("# Mixing", f"# {title}").replace("dough/mixing", key)
        (folder / "docs" / "topics" / f"{key}.md").write_text(text, encoding="utf-8")
    result = build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def host(asking_site: Path) -> Iterator[str]:
    with serve(asking_site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, host: str, asking_site: Path) -> str:
    return host if request.param == "http" else asking_site.as_uri()


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
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield page
    assert not errors


def question(page: Page, id_: str) -> Locator:
    return page.locator(f'.rm-question[data-question$="/{id_}"]')


def answer_of(page: Page, key: str) -> str:
    return str(stored(page)["answers"][key][0])


def answer_wrongly(page: Page) -> None:
    """Choose what is wrong in the first question of the lesson."""
    asked = question(page, "gluten")
    asked.get_by_label("Starch melts.").check()
    asked.get_by_role("button", name="Check").click()


def tab_to(page: Page, place: Locator) -> None:
    """Move the focus forward to an element, as a reader without a mouse does."""
    for _ in range(80):
        if place.evaluate("place => place === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} is not reached by keyboard")


def test_a_whole_lesson_is_answered_by_keyboard(page: Page, root: str) -> None:
    page.clock.set_fixed_time(DAY)
    page.goto(f"{root}/{LESSON}")
    press = page.keyboard.press

    one = question(page, "gluten")
    tab_to(page, one.get_by_label("Yeast stretches it."))
    press("Space")
    press("Enter")
    expect(one.get_by_role("status")).to_contain_text("is wrong. Yeast makes gas")
    expect(one.get_by_role("status")).to_contain_text("Read again: what water does.")
    tab_to(page, one.get_by_role("button", name="Try again"))
    press("Enter")
    expect(one.get_by_role("status")).to_be_empty()
    expect(one.get_by_role("radio").first).to_be_focused()
    while not one.get_by_label("Two of its proteins").is_checked():
        press("ArrowDown")
    press("Enter")
    expect(one.get_by_role("status")).to_contain_text("is right. They lie apart in dry flour")

    several = question(page, "salt")
    for text in ("The dough rises faster.", "The net stays weak."):
        tab_to(page, several.get_by_label(text))
        press("Space")
    tab_to(page, several.get_by_role("button", name="Check"))
    press("Enter")
    expect(several.get_by_role("status")).to_contain_text("Salt tightens it.")
    expect(several.get_by_role("button", name="Try again")).to_be_focused()

    order = question(page, "steps")
    mover = order.get_by_role("button", name="Move up: Weigh the flour")
    tab_to(page, mover)
    for place in (2, 1):
        press("Enter")
        expect(mover).to_be_focused()
        expect(page.locator(".rm-unseen")).to_have_text(f"Weigh the flour: {place} of 3")
    tab_to(page, order.get_by_role("button", name="Check"))
    press("Enter")
    expect(order.get_by_role("status")).to_have_text("✓Right: this is the order.")

    output = question(page, "water")
    tab_to(page, output.get_by_role("textbox", name="What is printed"))
    page.keyboard.type("water:  300\nwater: 325")
    press("Tab")
    press("Enter")
    expect(output.get_by_role("status")).to_have_text("✓Right: this is what is printed.")

    free = question(page, "time")
    tab_to(page, free.get_by_role("textbox"))
    page.keyboard.type("It rests.")
    press("Tab")
    press("Enter")
    expect(free.get_by_text("Time does what hands do")).to_be_visible()
    tab_to(page, free.get_by_role("button", name="I had it"))
    press("Enter")
    expect(free.get_by_role("status")).to_contain_text("You had it.")

    kept = {key.rpartition("/")[2]: value for key, (value, _) in stored(page)["answers"].items()}
    assert kept == {"gluten": "1 2026-11-26"} | dict.fromkeys(["salt", "steps", "water", "time"], "right")
    expect(page.get_by_role("combobox", name="State of Mixing")).to_have_value("todo")
    page.reload()
    expect(one).to_contain_text("Comes back on November 26.")
    expect(free).to_contain_text("You answered this right.")


def test_the_answer_is_folded_until_the_reader_has_tried(page: Page, root: str) -> None:
    page.goto(f"{root}/{LESSON}")
    asked = question(page, "salt")
    folded = asked.get_by_text("Answer", exact=True)
    expect(folded).to_be_hidden()
    asked.get_by_role("button", name="Check").click()
    expect(asked.get_by_role("status")).to_have_text("Choose an answer first.")
    expect(folded).to_be_hidden()
    asked.get_by_label("The dough rises faster.").check()
    asked.get_by_role("button", name="Check").click()
    expect(asked.get_by_role("status")).to_have_text("✗Something that is right is missing.")
    folded.click()
    expect(asked.locator(".rm-verdicts > li")).to_have_count(4)
    expect(asked.get_by_text("Salt is two percent of the flour.")).to_be_visible()
    asked.get_by_label("The crust turns blue.").check()
    expect(folded).to_be_hidden()


def test_a_reader_may_overrule_the_comparison(page: Page, root: str) -> None:
    page.goto(f"{root}/{LESSON}")
    asked = question(page, "water")
    asked.get_by_role("textbox").fill("water: 300\n325")
    asked.get_by_role("button", name="Check").click()
    expect(asked.get_by_role("status")).to_contain_text("Line 2 differs from what is printed.")
    assert answer_of(page, "dough/mixing/water").startswith("1 ")
    asked.get_by_role("button", name="Mine says the same").click()
    assert answer_of(page, "dough/mixing/water") == "right"
    expect(asked.get_by_text("Sixty-five percent of 500")).to_be_visible()


def test_a_tick_is_never_held_back_by_a_question(page: Page, root: str) -> None:
    page.goto(f"{root}/{LESSON}")
    answer_wrongly(page)
    for box in page.locator("[data-outcome] input").all():
        box.check()
    expect(page.get_by_role("combobox", name="State of Mixing")).to_have_value("done")


def test_without_script_the_answers_are_folded(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}/{LESSON}")
    asked = question(page, "gluten")
    expect(asked.get_by_text("They lie apart in dry flour")).to_be_hidden()
    asked.get_by_text("Answer", exact=True).click()
    expect(asked.locator(".rm-verdicts")).to_contain_text(re.compile(r"[ABC] is right. They lie apart in dry flour"))
    expect(question(page, "water").get_by_text("water: 325")).to_be_hidden()
    context.close()


# The review


def review(page: Page, root: str, day: dt.datetime) -> None:
    page.clock.set_fixed_time(day)
    page.goto(f"{root}/review.html")


def after(days: int) -> dt.datetime:
    return DAY + dt.timedelta(days=days)


def test_a_wrong_answer_comes_back_after_1_3_7_and_21_days(page: Page, root: str) -> None:
    page.clock.set_fixed_time(DAY)
    page.goto(f"{root}/{LESSON}")
    answer_wrongly(page)
    words = page.locator("[data-review] p")
    review(page, root, DAY)
    expect(words).to_have_text("Nothing is due. One question comes back, the next on November 26.")
    expect(page.locator("[data-due]")).to_have_text("Nothing is due. One question comes back, the next on November 26.")
    day = 0
    for wait in (1, 3, 7, 21):
        review(page, root, after(day + wait - 1))
        expect(page.get_by_role("button", name="Begin")).to_be_hidden()
        day += wait
        review(page, root, after(day))
        expect(words).to_have_text("1 question is due.")
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_role("heading", name="Why does wet flour")).to_be_focused()
        question(page, "gluten").get_by_label("Two of its proteins").check()
        question(page, "gluten").get_by_role("button", name="Check").click()
        page.get_by_role("button", name="Finish").click()
        expect(words.first).to_have_text("You answered 1 of 1 right.")
        expect(words.first).to_be_focused()
    assert answer_of(page, "dough/mixing/gluten") == "right"
    review(page, root, after(400))
    expect(words).to_have_text("Nothing is due: no question waits to come back.")


def test_a_wrong_answer_in_the_review_names_what_to_read_again(page: Page, root: str) -> None:
    answers = {"baking/steam/gluten": ["4 2026-11-20", 5], "dough/mixing/salt": ["2 2026-11-25", 5]}
    gone = {key: ["1 2026-11-01", 5] for key in ("gone/for/ever", "dough/mixing/gone")}
    seed(page, root, version=2, answers=answers | gone)
    review(page, root, DAY)
    expect(page.locator("[data-review] p")).to_have_text("2 questions are due.")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Question 1 of 2, from Steam")).to_be_visible()
    answer_wrongly(page)
    status = question(page, "gluten").get_by_role("status")
    expect(status).to_contain_text("Read again: about steam. Steam, which builds on Rising.")
    assert answer_of(page, "baking/steam/gluten") == "1 2026-11-26"
    target = status.get_by_role("link", name="Rising").get_attribute("href")
    assert target == f"{root}/topics/dough/rising.html"
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 2 of 2, from Mixing")).to_be_visible()
    expect(page.get_by_role("heading", name="What happens if you leave out")).to_be_focused()


def test_a_topic_that_cannot_be_loaded_is_said(browser: Browser, host: str) -> None:
    page = browser.new_page()
    seed(page, host, version=2, answers={"dough/mixing/salt": ["1 2026-11-01", 5]})
    page.route("**/assets/questions/dough.js", lambda route: route.abort())
    review(page, host, DAY)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("These questions could not be loaded.")).to_be_visible()
    page.close()


# Placement


def place(page: Page, root: str, *right: bool) -> None:
    """Answer the questions of the placement, rightly or with "I do not know"."""
    page.goto(f"{root}/placement.html")
    page.get_by_role("button", name=f"Begin: {len(right)} questions").click()
    for i, is_right in enumerate(right, start=1):
        expect(page.get_by_text(f"Question {i} of {len(right)}, from")).to_be_visible()
        if is_right:
            page.get_by_label("Two of its proteins").or_(page.get_by_label("The dough rises faster.")).check()
            if page.get_by_label("The net stays weak.").count():
                page.get_by_label("The net stays weak.").check()
            page.get_by_role("button", name="Check").click()
            page.get_by_role("button", name=re.compile("Next question|Finish")).click()
        else:
            page.get_by_role("button", name="I do not know").click()


def test_placement_proposes_and_the_reader_decides(page: Page, root: str) -> None:
    place(page, root, True, True, False, False)
    proposal = page.get_by_role("group", name="You may skip these lessons")
    expect(page.get_by_text("You answered 2 of 4 right.")).to_be_focused()
    expect(proposal.get_by_role("checkbox")).to_have_count(2)
    expect(page.get_by_text("Start with Steam.")).to_be_visible()
    assert not stored(page)
    proposal.get_by_label("Rising").uncheck()
    expect(page.get_by_text("Start with Rising.")).to_be_visible()
    page.get_by_role("button", name="Skip these lessons").click()
    expect(page.get_by_text("1 lesson is skipped. Its page stays open to you.")).to_be_focused()
    assert stored(page)["states"].keys() == {"dough/mixing"}
    assert stored(page)["states"]["dough/mixing"][0] == "skipped"
    assert stored(page)["answers"] == {}
    page.get_by_role("button", name="Take it back").click()
    assert stored(page)["states"]["dough/mixing"][0] == ""


def test_nothing_changes_if_the_reader_does_not_agree(page: Page, root: str) -> None:
    place(page, root, True, True, True, True)
    expect(page.get_by_role("group", name="You may skip").get_by_role("checkbox")).to_have_count(3)
    page.get_by_role("button", name="Change nothing").click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    assert not stored(page)
    page.get_by_role("button", name="Begin again").click()
    expect(page.get_by_role("group", name="Ask me about")).to_be_visible()


def test_placement_asks_only_about_the_topics_that_are_chosen(page: Page, root: str) -> None:
    page.goto(f"{root}/placement.html")
    page.get_by_label("Dough").uncheck()
    page.get_by_role("button", name="Begin: 2 questions").click()
    expect(page.get_by_text("Question 1 of 2, from Steam")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="I do not know").click()
    expect(page.get_by_text("You answered 0 of 2 right. There is no lesson to skip yet.")).to_be_visible()


def test_placement_sends_nothing(page: Page, host: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url}"))
    place(page, host, True, False, True, False)
    assert all(line.startswith(f"GET {host}/") for line in requests)
    assert not [line for line in requests if "?" in line]


# The same storage as all progress


def test_answers_of_an_earlier_id_count_for_the_question_of_now(page: Page, root: str) -> None:
    seed(page, root, version=2, answers={"dough/mixing/elastic": ["1 2026-11-20", 5]})
    page.goto(f"{root}/{LESSON}")
    expect(question(page, "gluten")).to_contain_text("Due for review.")


def test_a_record_of_the_first_version_is_read(page: Page, root: str) -> None:
    seed(page, root, notes={"dough/mixing": ["mine", 5]})
    page.goto(f"{root}/{LESSON}")
    answer_wrongly(page)
    record = stored(page)
    assert record["version"] == 2
    assert record["notes"]["dough/mixing"][0] == "mine"
    assert record["answers"].keys() == {"dough/mixing/gluten"}


def test_a_second_tab_agrees_at_once(page: Page, root: str, context: BrowserContext) -> None:
    second = context.new_page()
    second.goto(f"{root}/{LESSON}")
    page.goto(f"{root}/{LESSON}")
    answer_wrongly(page)
    expect(question(second, "gluten")).to_contain_text("Comes back on")


def test_answers_are_exported_imported_and_cleared(page: Page, root: str, browser: Browser, tmp_path: Path) -> None:
    page.goto(f"{root}/{LESSON}")
    answer_wrongly(page)
    page.goto(f"{root}/progress.html")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as JSON").click()
    download.value.save_as(tmp_path / "p.json")
    other = browser.new_page()
    seed(other, root, version=2, answers={"dough/mixing/salt": ["right", 5]})
    other.goto(f"{root}/progress.html")
    other.get_by_label("Import a JSON file").set_input_files(tmp_path / "p.json")
    preview = other.locator("[data-keeping] [role=status]")
    expect(preview.get_by_role("listitem")).to_have_text(re.compile("^Mixing: question gluten: comes back on "))
    preview.get_by_role("button", name="Add this").click()
    assert stored(other)["answers"].keys() == {"dough/mixing/gluten", "dough/mixing/salt"}
    other.close()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear everything").click()
    page.goto(f"{root}/{LESSON}")
    expect(question(page, "gluten")).not_to_contain_text("Comes back")


# The look


@pytest.mark.parametrize("scheme", SCHEMES)
def test_questions_have_contrast_and_fit_a_phone(browser: Browser, host: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{host}/{LESSON}")
    for asked in page.locator(".rm-question").all():
        for box in asked.locator("input").all():
            box.check()
        for field in asked.get_by_role("textbox").all():
            field.fill("x")
        asked.locator("button[type=submit]").click()
    question(page, "time").get_by_role("button", name="I had it").click()
    for fold in page.locator(".rm-answer").all():
        fold.evaluate("fold => { fold.open = true; }")
    for part in (
        "h3",
        "label",
        "button",
        "summary",
        ".rm-muted",
        ".rm-feedback p",
        ".rm-sign",
        "strong",
        "p a",
        "textarea",
    ):
        assert page.evaluate(CONTRAST, f".rm-question {part}") >= 4.5, f"{part} in {scheme}"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


@pytest.mark.parametrize("address", [LESSON, "review.html", "placement.html"])
def test_every_control_has_a_name(page: Page, root: str, address: str) -> None:
    seed(page, root, version=2, answers={"dough/mixing/salt": ["1 2026-11-20", 5]})
    page.goto(f"{root}/{address}")
    for begin in page.get_by_role("button", name="Begin").all():
        begin.click()
    expect(page.locator("article").get_by_role("button").first).to_be_visible()
    tree = page.locator("article").aria_snapshot()
    assert not re.search(r"^\s*- (checkbox|radio|textbox|button)(:|$)", tree, re.MULTILINE)


def test_a_question_names_the_group_of_its_controls(page: Page, root: str) -> None:
    page.goto(f"{root}/{LESSON}")
    group = page.get_by_role("group", name="Why does wet flour turn elastic?")
    expect(group.get_by_role("radio")).to_have_count(3)


PLACES = """[...document.querySelectorAll(".rm-question, .rm-question h3, .rm-choices, h2, footer")]
  .map(element => [element.tagName, element.textContent.slice(0, 20), element.getBoundingClientRect().top])"""


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_moves_when_questions_can_be_answered(browser: Browser, host: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.route("**/assets/questions.js", lambda route: route.abort())
    page.goto(f"{host}/{LESSON}")
    before = page.evaluate(PLACES)
    page.unroute("**/assets/questions.js")
    page.goto(f"{host}/{LESSON}?again")
    expect(page.locator(".rm-live").first).to_be_visible()
    moved = [(old, new) for old, new in zip(before, page.evaluate(PLACES), strict=True) if old[2] != new[2]]
    assert not moved
    context.close()


# The pure modules


@pytest.fixture(scope="module")
def modules(browser: Browser, host: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{host}/{LESSON}")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("value", "right", "then"),
    [
        ("", True, "right"),
        ("", False, "1 2026-03-29"),
        ("right", False, "1 2026-03-29"),
        ("1 2026-03-28", True, "2 2026-03-31"),
        ("2 2026-03-01", True, "3 2026-04-04"),
        ("3 2026-03-28", True, "4 2026-04-18"),
        ("4 2026-03-28", True, "right"),
        ("3 2026-03-29", True, "3 2026-03-29"),  # practised before its day
        ("4 2026-03-29", False, "1 2026-03-29"),
        ("a value of a later version", True, "right"),
    ],
)
def test_the_box_of_a_question(modules: Page, value: str, right: bool, then: str) -> None:
    script = "([value, right]) => guideModules.answers.nextAnswer(value, right, new Date(2026, 2, 28, 23, 30))"
    assert modules.evaluate(script, [value, right]) == then


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("count\n67", 0),
        (" count \n-------\n    67\n(1 row)\n", 0),
        ("Count\n67", 1),
        ("count\n68", 2),
        ("count", 2),
        ("count\n67\n67", 3),
        ("", 1),
    ],
)
def test_what_differs_from_the_output(modules: Page, typed: str, line: int) -> None:
    printed = " count\n-------\n    67\n(1 row)\n"
    assert modules.evaluate("([a, b]) => guideModules.grading.firstDifference(a, b)", [typed, printed]) == line


@pytest.mark.parametrize(
    ("results", "skipped"),
    [
        ([("dough/mixing", True), ("dough/rising", True)], ["dough/mixing", "dough/rising"]),
        ([("dough/mixing", True), ("dough/rising", False)], ["dough/mixing"]),
        ([("dough/mixing", False), ("dough/rising", True)], []),
        ([("dough/mixing", True)], ["dough/mixing", "dough/rising"]),
        ([("baking/steam", True)], ["dough/mixing", "dough/rising", "baking/steam"]),
        ([("dough/mixing", False), ("baking/steam", True)], ["baking/steam"]),
        ([], []),
    ],
)
def test_what_a_reader_may_skip(modules: Page, results: list[tuple[str, bool]], skipped: list[str]) -> None:
    script = """results => guideModules.placement.proposeSkips(
      guideModules.roadmap.indexRoadmap(roadmap), results, item => item.hours).map(item => item.key)"""
    assert modules.evaluate(script, results) == skipped
