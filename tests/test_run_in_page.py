"""Blocks that a reader runs in the page: real engines in a real browser, on the guide's pages and on one of its own."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from macros import page as pages
from macros.blocks import Step, Task, find_exercises, find_steps
from macros.files import generated_files
from tests.building import BREAD, PROJECT, build, lay_out
from tests.running.comparing import difference, need_not_be_shown, same, tidy
from tests.running.pages import pages_with_steps
from tests.running.postgres import SHOP, Postgres
from tests.running.sessions import Sql
from tests.serving import serve
from tests.test_browser import CONTRAST, SCHEMES

PATIENCE = 60_000  # milliseconds; the first run of an engine loads it
PRINTED = sorted((Path(__file__).parent / "printed").glob("*.sql"))
LESSON = "topics/dough/mixing"
ENGINES = PROJECT / "build" / "engines"

TRIAL = """# Mixing

{{ lesson_header("dough/mixing") }}

## It runs

```sql
CREATE TABLE loaf (id int PRIMARY KEY, name text);
INSERT INTO loaf VALUES (1, 'rye'), (2, NULL);
```

```sql
SELECT id, name FROM loaf ORDER BY id;
```

```text title="Result"
 id | name
----+------
  1 | rye
  2 | NULL
(2 rows)
```

```sql title="Session A"
BEGIN;
```

```sql title="Not run: it bakes"
SELECT 1;
```

```python title="Not in the page: it starts a thread"
import threading
```

```python title="baking.py"
def minutes(loaves):
    return 10 * loaves
```

```python
from baking import minutes

print(minutes(3))
```

```text title="Result"
30
```

```python title="A caption"
import shop

print(len(shop.orders))
```

## Check yourself

### What does it print? { #prints }

```python
print(1)
```

```text title="Result"
1
```

It prints its argument.

## Practise

```python title="Exercise"
from baking import minutes


def double(n):
    return n
```

??? note "How your answer is checked"
    ```python title="Check"
    assert double(4) == 8, "the double of 4 is 8"
    ```

??? success "A solution"
    ```python title="Solution"
    def double(n):
        return 2 * n
    ```

{{ lesson_links("dough/mixing") }}
"""


def make_guide(folder: Path, *, engines: bool = True) -> Path:
    """The site of a small guide whose lesson has a block of every kind."""
    lay_out(BREAD, folder)
    (folder / "docs" / f"{LESSON}.md").write_text(TRIAL, encoding="utf-8")
    shutil.copytree(SHOP, folder / "docs" / "shop", ignore=shutil.ignore_patterns("*.md", "__pycache__"))
    if engines:
        (folder / "build").symlink_to(PROJECT / "build")
    result = build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    assert ("There are no engines" in result.stderr) is not engines
    return folder / "site"


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert ENGINES.is_dir(), "There are no engines to test: run 'make test', which prepares them."
    return make_guide(tmp_path_factory.mktemp("trial"))


@pytest.fixture(scope="module")
def address(trial: Path) -> Iterator[str]:
    """The address of the lesson, on a server and below a path of its own."""
    with serve(trial.parent) as root:
        yield f"{root}/site/{LESSON}.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps what blocks tell when they have run, and on which an error of a script fails the test."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("globalThis.ran = []; addEventListener('rm-ran', event => ran.push(event.detail))")
    yield page
    page.close()
    assert not errors


def box_of(page: Page, code: str) -> Locator:
    """The block that holds some code."""
    return page.locator(".highlight:has(> .rm-run)", has_text=code).first


def press(box: Locator, name: str = "Run") -> dict[str, Any]:
    """Press a button of a block; what came of the run."""
    page = box.page
    count = page.evaluate("ran.length")
    box.get_by_role("button", name=name, exact=True).click()
    return outcome(page, count)


def outcome(page: Page, count: int) -> dict[str, Any]:
    page.wait_for_function("count => ran.length > count", arg=count, timeout=PATIENCE)
    found: dict[str, Any] = page.evaluate("count => ran[count]", count)
    return found


def status(box: Locator) -> Locator:
    return box.locator(".rm-run-status")


def write(box: Locator, text: str) -> None:
    """Put a text into a block's editor."""
    edit = box.get_by_role("button", name="Edit")
    if edit.is_visible():
        edit.click()
    box.get_by_role("textbox").fill(text)


# The guide's own pages

PAGES = {name: page for name, page in pages_with_steps().items() if any(step.in_page for step in find_steps(page.code))}


def code_of(box: Locator) -> str:
    return str(box.evaluate("box => box.querySelector('pre > code').textContent")).strip()


def asked(page: pages.Page) -> list[Step]:
    """The steps that a reader can run: those in the page that do not belong to its questions."""
    heads = [(heading.at.line, heading.anchor) for heading in page.headings if heading.level == 2]
    spans = itertools.pairwise([*heads, (10**6, "")])
    hidden = [(start, end) for (start, anchor), (end, _) in spans if anchor == "check-yourself"]
    steps = [step for step in find_steps(page.code) if step.in_page and step.task is Task.RUN]
    return [step for step in steps if not any(start < step.code.at.line < end for start, end in hidden)]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_prints_what_is_recorded(name: str, served: str, page: Page) -> None:
    page.goto(f"{served}/{name.removesuffix('.md')}.html")
    found = [*wrong_results(page, asked(PAGES[name])), *wrong_exercises(page, name)]
    assert not found, "\n\n".join(["", *found])


def wrong_results(page: Page, steps: list[Step]) -> Iterator[str]:
    """Run every block from the top of the page to its end; where the page prints something else than it records."""
    boxes = [box for box in boxes_with(page, "Run") if not box.get_by_role("button", name="Check", exact=True).count()]
    assert [code_of(box) for box in boxes] == [step.code.text.strip() for step in steps]
    for step, box in zip(steps, boxes, strict=True):
        text = press(box)["text"]
        at = (step.shown or step.code).at
        if step.shown is None and not need_not_be_shown(text):
            yield f"{at.file}:{at.line}: prints in the page:\n{text}"
        elif step.shown and not same(step.shown.text, text, step.vary):
            yield f"{at.file}:{at.line}: differs in the page:\n{difference(step.shown.text, text)}"


def wrong_exercises(page: Page, name: str) -> Iterator[str]:
    """Check every exercise as it is printed and with its solution; where the page judges either wrongly."""
    exercises = list(find_exercises(find_steps(PAGES[name].code)))
    for exercise, box in zip(exercises, boxes_with(page, "Check"), strict=True):
        at = exercise.start.code.at
        if press(box, "Check").get("passed"):
            yield f"{at.file}:{at.line}: passes in the page before it is solved"
        write(box, exercise.solution.code.text)
        if not press(box, "Check")["passed"]:
            yield f"{at.file}:{at.line}: the solution does not pass in the page: {status(box).inner_text()}"


def boxes_with(page: Page, button: str) -> list[Locator]:
    return page.locator(".highlight:has(> .rm-run)", has=page.get_by_role("button", name=button, exact=True)).all()


# PostgreSQL's answers as psql prints them


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case.stem)
def test_real_psql_prints_the_case(
    case: Path, postgres: Postgres, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {**postgres.environment(postgres.new_shop()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    psql = Sql(str(postgres.psql), tmp_path, environment)
    text = "".join(f"{line.rstrip()}\n" for line in psql.run(case.read_text(encoding="utf-8")).splitlines())
    psql.close()
    file = case.with_suffix(".txt")
    if request.config.getoption("--rewrite"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case.stem)
def test_the_page_prints_it_the_same(case: Path, address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "CREATE TABLE loaf")
    write(box, case.read_text(encoding="utf-8"))
    text = press(box)["text"]
    shown = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert tidy(text) == tidy(shown), difference(shown, text)


# What a reader sees and presses


def test_a_result_is_a_table_in_the_place_of_the_recorded_one(address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "SELECT id, name")
    recorded = page.locator(".language-text", has_text="rye")
    press(box)
    expect(status(box)).to_have_text(re.compile(r"^Ran in \d+ ms, after the block before it\.$"))
    table = page.get_by_role("region", name="Result of PostgreSQL block 2").get_by_role("table")
    assert table.get_by_role("columnheader").all_inner_texts() == ["id", "name"]
    assert table.get_by_role("cell").all_inner_texts() == ["1", "rye", "2", "NULL"]
    expect(recorded).to_be_hidden()
    box.get_by_role("button", name="Reset").click()
    expect(table).to_have_count(0)
    expect(recorded).to_be_visible()


def test_blocks_share_a_state_until_it_is_reset(address: str, page: Page) -> None:
    page.goto(address)
    first, second = box_of(page, "CREATE TABLE loaf"), box_of(page, "SELECT id, name")
    assert not press(first)["failed"]
    assert 'relation "loaf" already exists' in press(first)["text"]
    write(second, "SELECT count(*) FROM loaf, customers")
    assert "1000" in press(second)["text"]
    second.get_by_role("button", name="Reset").click()
    assert "SELECT id, name" in code_of(second)
    expect(second.locator("textarea")).to_be_hidden()
    assert not press(first)["failed"]


def test_files_and_the_shop_can_be_imported(address: str, page: Page) -> None:
    page.goto(address)
    assert press(box_of(page, "print(minutes(3))"))["text"] == "30\n"
    assert press(box_of(page, "import shop"))["text"] == "3000\n"
    write(box_of(page, "return 10 * loaves"), "def minutes(loaves):\n    return 20 * loaves\n")
    assert press(box_of(page, "print(minutes(3))"))["text"] == "60\n"


def test_an_exercise_is_checked(address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "def double")
    assert press(box, "Check")["passed"] is False
    expect(status(box)).to_have_text("Not yet: the double of 4 is 8")
    write(box, "from baking import minutes\n\ndef double(n):\n    return n * 2")
    assert press(box, "Check")["passed"] is True
    expect(status(box)).to_have_text("Passed.")
    write(box, "def double(n)\n    return n")
    assert press(box, "Check")["failed"] is True
    expect(status(box)).to_have_text("It failed.")
    assert press(box_of(page, "print(minutes(3))"))["text"] == "30\n"


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        ("SELECT 1;\n\nSELECT id,\n  nam FROM customers;", 'ERROR:  column "nam" does not exist', 4),
        ("SELECT 1;\nDO $$ BEGIN RAISE EXCEPTION 'no'; END $$;", "ERROR:  no", 2),
        ("a = 1\n\nprint(a)\na.nosuch", "Line 4: a.nosuch\nAttributeError: ", 4),
        ("a = 1\nif a = 2:\n    pass", "Line 2: if a = 2:\nSyntaxError: ", 2),
    ],
)
def test_an_error_marks_its_line(code: str, text: str, line: int, address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "import shop" if "a = 1" in code else "CREATE TABLE loaf")
    write(box, code)
    result = press(box)
    assert result["failed"]
    assert text in result["text"]
    expect(page.locator(".rm-printed .rm-error")).to_contain_text(text)
    assert box.evaluate("box => Number(box.style.getPropertyValue('--rm-marked'))") == line - 1
    expect(box).to_have_class(re.compile("rm-marked"))


def test_what_cannot_run_here_says_so(address: str, page: Page) -> None:
    page.goto(address)
    for code, reason in {
        "BEGIN;": "Two connections: runs in the tests only.",
        "SELECT 1;": "Not run, as its title says.",
        "import threading": "Runs in the guide's tests only.",
    }.items():
        box = box_of(page, code)
        expect(status(box)).to_have_text(reason)
        expect(box.locator(".rm-run").get_by_role("button")).to_have_count(0)
    question = page.locator("section", has=page.locator("#prints"))
    expect(question.locator(".language-python")).to_have_count(1)
    expect(question.locator(".rm-run")).to_have_count(0)


def test_psql_commands_are_named(address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "CREATE TABLE loaf")
    write(box, "\\d customers\nSELECT 1 AS one;")
    text = press(box)["text"]
    assert '"\\d" is a command of psql' in text
    assert "(1 row)" in text


def test_everything_is_done_by_keyboard(address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "import shop")
    box.get_by_role("button", name="Edit").focus()
    page.keyboard.press("Enter")
    expect(box.get_by_role("textbox", name="Python code, A caption")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("for i in range(2):\nprint(i)")
    assert box.get_by_role("textbox").input_value() == "for i in range(2):\n    print(i)"
    page.keyboard.press("Control+Enter")
    assert outcome(page, 0)["text"] == "0\n1\n"
    expect(status(box)).to_have_attribute("role", "status")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Run")).to_be_focused()
    expect(page.get_by_role("group", name="Python block 3: A caption")).to_have_count(1)


def test_what_does_not_end_is_stopped(address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "import shop")
    write(box, "import time\nprint('begun')\ntime.sleep(0.1)\nprint('going')\nwhile True:\n    pass")
    box.get_by_role("button", name="Run").click()
    expect(page.locator(".rm-printed")).to_contain_text("going", timeout=PATIENCE)
    box.get_by_role("button", name="Stop").click()
    expect(status(box)).to_have_text("Stopped. The next run starts afresh, with the blocks before it.")
    assert press(box_of(page, "print(minutes(3))"))["text"] == "30\n"


@pytest.mark.parametrize("code", ["while True:\n    pass", "SELECT count(*) FROM generate_series(1, 10000000000)"])
def test_there_is_a_time_limit(code: str, address: str, page: Page) -> None:
    shorten(page, "RUN_LIMIT = 20", "RUN_LIMIT = 1")
    page.goto(address)
    box = box_of(page, "import shop" if "while" in code else "CREATE TABLE loaf")
    write(box, code)
    assert press(box)["failed"]
    expect(status(box)).to_have_text("Stopped: it ran for more than 1 seconds.")


def shorten(page: Page, limit: str, shorter: str) -> None:
    """Let the engine wait for a shorter time than readers do."""
    text = (PROJECT / "docs" / "assets" / "run" / "engine.js").read_text(encoding="utf-8")
    assert limit in text
    page.route(
        "**/run/engine.js",
        lambda route: route.fulfill(body=text.replace(limit, shorter), content_type="text/javascript"),
    )


def test_there_is_a_limit_of_output(address: str, page: Page) -> None:
    page.goto(address)
    box = box_of(page, "import shop")
    write(box, "while True:\n    print('x' * 70)")
    assert len(press(box)["text"]) < 10_000_000
    expect(status(box)).to_have_text("Stopped after 100,000 characters of output.")
    box = box_of(page, "CREATE TABLE loaf")
    write(box, "SELECT * FROM generate_series(1, 10001) AS n")
    press(box)
    expect(page.locator(".rm-printed").first).to_contain_text("The first 10,000 of 10,001 rows")


# What is loaded, and what if it is not


def test_nothing_is_loaded_before_the_first_click_and_nothing_from_elsewhere(address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/assets/run/" in url]
    press(box_of(page, "CREATE TABLE loaf"))
    press(box_of(page, "import shop"))
    root = address.removesuffix(f"{LESSON}.html")
    assert [url for url in asked if "/assets/run/engines/" in url]
    assert not [url for url in asked if not url.startswith((root, f"blob:{root.partition('/site')[0]}"))]


def test_the_loader_is_small(site: Path) -> None:
    size = len(gzip.compress((site / "assets" / "run.js").read_bytes(), 9))
    assert size < 3 * 1024, f"{size} bytes compressed"


def test_the_buttons_move_nothing(address: str, browser: Browser) -> None:
    for width in (360, 1440):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(address)
        places = "[...document.querySelectorAll('.md-content :is(h2, p, .highlight)')].map(e => e.offsetTop)"
        expect(page.locator(".rm-run").first).to_be_attached()
        after = page.evaluate(places)
        page.evaluate("document.querySelectorAll('.rm-run').forEach(bar => bar.remove())")
        assert page.evaluate(places) == after
        page.close()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("**/run/page.js", "The code that runs blocks could not be loaded"),
        ("**/sql.worker.js", "PostgreSQL could not be loaded."),
        ("**/sql/index.js", "PostgreSQL does not work here: Failed to fetch dynamically imported module"),
        ("**/pglite.wasm.gzip", "PostgreSQL does not work here: pglite.wasm.gzip: the server answered 404"),
        ("**/shop.tar.gzip", "PostgreSQL does not work here: shop.tar.gzip: the server answered 404"),
    ],
)
def test_a_missing_file_is_named_and_the_recorded_result_stays(
    pattern: str, words: str, address: str, page: Page
) -> None:
    page.route(pattern, lambda route: route.fulfill(status=404))
    page.goto(address)
    box = box_of(page, "SELECT id, name")
    box.get_by_role("button", name="Run").click()
    expect(status(box)).to_contain_text(words, timeout=PATIENCE)
    expect(page.locator(".language-text", has_text="rye")).to_be_visible()
    page.unroute(pattern)
    assert not press(box)["failed"]


def test_without_a_connection_it_says_so(address: str, page: Page) -> None:
    page.goto(address)
    page.route("**/engines/**", lambda route: route.abort("internetdisconnected"))
    box = box_of(page, "import shop")
    box.get_by_role("button", name="Run").click()
    expect(status(box)).to_contain_text("Python does not work here", timeout=PATIENCE)


def test_a_load_that_stands_still_is_given_up(address: str, page: Page) -> None:
    shorten(page, "LOAD_LIMIT = 60", "LOAD_LIMIT = 1")
    held: list[Route] = []
    page.route("**/pglite.data.gzip", lambda route: held.append(route))
    page.goto(address)
    box = box_of(page, "SELECT id, name")
    box.get_by_role("button", name="Run").click()
    expect(status(box)).to_have_text(
        "PostgreSQL could not be loaded: nothing has come for 1 seconds.", timeout=PATIENCE
    )
    for route in held:
        route.abort()


def test_loading_shows_how_much_has_come(address: str, page: Page) -> None:
    held: list[Route] = []
    page.route("**/pglite.data.gzip", lambda route: held.append(route))
    page.goto(address)
    box = box_of(page, "SELECT id, name")
    box.get_by_role("button", name="Run").click()
    bar = box.get_by_role("progressbar", name="Loading PostgreSQL")
    expect(bar).to_be_visible()
    expect(box.locator(".rm-load")).to_contain_text(re.compile(r"[1-9]\.\d of \d\.\d MB"))
    total = sum(file.stat().st_size for file in (ENGINES / "sql").glob("*.gzip"))
    assert int(bar.get_attribute("max") or 0) == total
    page.wait_for_function("document.querySelector('.rm-load progress').value > 1e6")
    for route in held:
        route.continue_()
    outcome(page, 0)
    expect(bar).to_have_count(0)


def test_on_a_disk_the_page_says_why_it_cannot_run(trial: Path, page: Page) -> None:
    page.goto((trial / f"{LESSON}.html").as_uri())
    box = box_of(page, "SELECT id, name")
    expect(status(box)).to_have_text("Cannot run from a disk, only on the web.")
    expect(page.locator(".rm-run button")).to_have_count(0)
    expect(page.locator(".language-text", has_text="rye")).to_be_visible()


def test_without_engines_the_page_says_so(tmp_path: Path, page: Page) -> None:
    site = make_guide(tmp_path / "guide", engines=False)
    with serve(site) as root:
        page.goto(f"{root}/{LESSON}.html")
        expect(status(box_of(page, "SELECT id, name"))).to_have_text("Built without PostgreSQL: nothing runs here.")
        expect(page.locator(".rm-run button")).to_have_count(0)


def test_without_script_the_page_has_no_room_for_buttons(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".language-text", has_text="rye")).to_be_visible()
    after = "getComputedStyle(document.querySelector('.language-sql'), '::after').height"
    assert page.evaluate(after) == "auto"
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_fits_a_phone_and_has_contrast(scheme: str, address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.add_init_script("globalThis.ran = []; addEventListener('rm-ran', event => ran.push(event.detail))")
    page.goto(address)
    box = box_of(page, "CREATE TABLE loaf")
    write(box, "SELECT NULL AS a, repeat('wide ', 90) AS b;\nSELECT nosuch;")
    press(box)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    for selector in (".rm-run button", ".rm-run-status", ".rm-editor", ".rm-null", ".rm-tag", "pre.rm-error"):
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio >= 4.5, f"{selector} has {ratio:.2f}"
    page.close()


def test_time_to_the_first_answer(address: str, browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    """A measurement, not a judgement: how long a reader waits who has run something on another page before."""
    context = browser.new_context()
    for code, name in (("CREATE TABLE loaf", "PostgreSQL"), ("import shop", "Python")):
        seconds = []
        for _ in range(2):
            page = context.new_page()
            page.add_init_script("globalThis.ran = []; addEventListener('rm-ran', event => ran.push(event.detail))")
            page.goto(address)
            start = time.perf_counter()
            press(box_of(page, code))
            seconds.append(time.perf_counter() - start)
            page.close()
        with capsys.disabled():
            print(f"\n{name} in the page: first answer after {seconds[0]:.1f} s, from the cache {seconds[1]:.1f} s")
    context.close()


def test_the_engines_are_the_same_bytes_everywhere(tmp_path: Path) -> None:
    tools = shutil.copytree(PROJECT / "tools" / "engines", tmp_path / "é elsewhere")
    made = tmp_path / "made"
    sql = generated_files(PROJECT)["shop/shop.sql"]()
    command = ["node", str(tools / "build.js"), str(made)]
    subprocess.run(command, input=sql, text=True, check=True, timeout=120, env=os.environ | {"TZ": "Asia/Tokyo"})
    files = {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert files == {path.relative_to(ENGINES): path.read_bytes() for path in ENGINES.rglob("*") if path.is_file()}


def test_without_npm_the_site_is_built_all_the_same(tmp_path: Path) -> None:
    command = ["/bin/sh", str(PROJECT / "tools" / "make-engines"), sys.executable, "engines"]
    (tmp_path / "bin").mkdir()
    for program in ("dirname", "rm"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program) or "")
    result = subprocess.run(
        command, cwd=tmp_path, env={"PATH": str(tmp_path / "bin")}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr.startswith("The site is built without Run buttons: they need npm")
    assert result.stderr.count("\n") == 1
