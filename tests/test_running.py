"""The runner of the pages' code: a page that shows something other than what comes out is told where and what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.blocks import VARIABLE, find_steps
from macros.page import Page
from macros.page_source import Source, read_page
from tests.running.comparing import PATTERNS, need_not_be_shown, same
from tests.running.pages import complaints, exercise_complaints, rewrite, run_page
from tests.running.playground import Playground
from tests.running.postgres import Postgres

Run = Callable[[str], list[str]]


def page_of(text: str) -> Page:
    return read_page(Source(text, "docs/page.md"), "page.md")


def block(language: str, *lines: str, title: str = "") -> str:
    info = f'{language} title="{title}"' if title else language
    return "\n".join([f"```{info}", *lines, "```", "", ""])


def result(*lines: str, title: str = "Result") -> str:
    return block("text", *lines, title=title)


@pytest.fixture
def run(postgres: Postgres, tmp_path: Path) -> Run:
    """The complaints about a page."""

    def complain(text: str) -> list[str]:
        with Playground(tmp_path / "page", postgres) as playground:
            return list(complaints(run_page(page_of(text), playground)))

    return complain


RIGHT = {
    "state is shared": block("python", "a = 1") + block("python", "print(a)") + result("1"),
    "an exception goes by": block("python", "x = 1", "1 / 0")
    + result("Line 2: 1 / 0", "ZeroDivisionError: division by zero")
    + block("python", "print(x)")
    + result("1"),
    "a syntax error": block("python", "print(1") + result("Line 1: print(1", "SyntaxError: '(' was never closed"),
    "an exit": block("python", "raise SystemExit") + result("Line 1: raise SystemExit", "SystemExit"),
    "the shop in Python": block("python", "from shop import orders", "print(len(orders))") + result("3000"),
    "the shop in SQL": block("sql", "SELECT count(*) FROM orders") + result(" count", "-------", "  3000", "(1 row)"),
    "tags need no result": block("sql", "CREATE TABLE a (b int);", "INSERT INTO a VALUES (1), (2);"),
    "tags may be shown": block("sql", "DELETE FROM payments WHERE id < 3;") + result("DELETE 2"),
    "an error": block("sql", "SELECT 1/0;") + result("ERROR:  division by zero"),
    "a null": block("sql", "SELECT NULL AS a;") + result("  a", "------", " NULL", "(1 row)"),
    "a file": block("python", "a = 7", title="lib/seven.py")
    + block("python", "from lib.seven import a; print(a)")
    + result("7"),
    "a transcript": block(
        "console", "$ export A=3; cd /", "$ echo $A; pwd", "3", "/", "$ cat <<END", "> x", "> END", "x"
    ),
    "the shop from a shell": block("console", '$ psql -Atc "SELECT count(*) FROM orders"', "3000"),
    "what varies": block("python", "import time", "print(f'{time.perf_counter():.6f} s, 1 row')")
    + result("0.5 s, 1 row", title="Result (times vary)"),
    "a session that waits": block("sql", "BEGIN;", "UPDATE products SET stock = 5 WHERE id = 1;", title="Session A")
    + block("sql", "UPDATE products SET stock = stock + 1 WHERE id = 1 RETURNING stock;", title="Session B")
    + result("(waits)")
    + block("sql", "COMMIT;", title="Session A")
    + result(" stock", "-------", "     6", "(1 row)", "", "UPDATE 1", title="Result of session B"),
    "output that looks like a continuation": block("console", "$ printf 'a\\n> b\\n'", "a", "> b"),
    "rulers that look like tabs": block("console", "$ echo '=== FAILURES ==='", "=== FAILURES ==="),
    "readable data": block("json", "{}") + block("yaml", "a: b") + block("toml", "a = 1"),
    "in an admonition": '??? note "A block"\n'
    + "".join(f"    {line}\n" for line in (block("python", "print(1)") + result("1").rstrip()).split("\n")),
}
WRONG = {
    "another output": (block("python", "print(2)") + result("1"), "docs/page.md:5: what is shown differs", "+2"),
    "no result": (block("python", "print(2)"), "docs/page.md:1: this block prints something", "2"),
    "a result of nothing": (block("python", "a = 1") + result("1"), "docs/page.md:5: nothing was printed", ""),
    "an error that is not shown": (block("sql", "SELECT 1/0;"), "docs/page.md:1:", "division by zero"),
    "another transcript": (block("console", "$ echo 2", "1"), "docs/page.md:1: what is shown differs", "+2"),
    "more than what varies": (
        block("python", "print('3 ms, 2 rows')") + result("9 ms, 1 row", title="Result (times vary)"),
        "docs/page.md:5:",
        "+3 ms, 2 rows",
    ),
    "unreadable data": (block("json", "{"), "docs/page.md:1: json that cannot be read", ""),
    "the program ended": (block("python", "import os; os._exit(1)"), "docs/page.md:1:", "(the program ended)"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_pages(name: str, run: Run) -> None:
    assert run(RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_wrong_pages(name: str, run: Run) -> None:
    text, place, shown = WRONG[name]
    (complaint,) = run(text)
    assert complaint.startswith(place)
    assert shown in complaint


def test_pages_share_nothing(run: Run) -> None:
    assert run(block("sql", "CREATE TABLE mine (a int);") + block("python", "mine = 1")) == []
    (first, second) = run(block("sql", "SELECT * FROM mine;") + block("python", "print(mine)"))
    assert 'relation "mine" does not exist' in first
    assert "NameError" in second


def test_outputs_are_written(postgres: Postgres, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    unwritten = RIGHT["in an admonition"].replace("    1\n", "    old\n") + "\n" + block("python", "print(2)")
    unwritten += (
        block("console", "$ echo 3") + block("python", "print('5 ms')") + result("4 ms", title="Result (times vary)")
    )
    file.write_text(unwritten, encoding="utf-8")
    for _ in range(2):
        with Playground(tmp_path / "page", postgres) as playground:
            printed = run_page(page_of(file.read_text(encoding="utf-8")), playground)
        rewrite(file, printed)
    assert not list(complaints(printed))
    text = file.read_text(encoding="utf-8")
    assert text.startswith(RIGHT["in an admonition"])
    assert block("python", "print(2)") + result("2") in text
    assert block("console", "$ echo 3", "3") in text
    assert "4 ms" in text


EXERCISE = block("python", "n = {start}", title="Exercise") + block(
    "python", "assert n == 1, 'n is not 1'", title="Check"
)
EXERCISE += block("python", "n = {solution}", title="Solution")


@pytest.mark.parametrize(
    ("start", "solution", "complaint"),
    [
        (0, 1, ""),
        (1, 1, "docs/page.md:1: the exercise passes before it is solved"),
        (0, 2, "docs/page.md:9: the solution does not pass the check"),
    ],
)
def test_exercises(start: int, solution: int, complaint: str, postgres: Postgres, tmp_path: Path) -> None:
    folders = iter(range(10))
    page = page_of(EXERCISE.format(start=start, solution=solution))
    found = list(exercise_complaints(page, lambda: Playground(tmp_path / str(next(folders)), postgres)))
    assert [text.partition(":\n")[0] for text in found] == ([complaint] if complaint else [])


def test_a_session_that_still_waits_takes_nothing_new(run: Run) -> None:
    lock = block("sql", "BEGIN;", "LOCK TABLE orders;", title="Session A")
    wait = block("sql", "SELECT count(*) FROM orders;", title="Session B") + result("(waits)")
    more = block("sql", "SELECT 1;", title="Session B") + result("(this session still waits)")
    assert run(lock + wait + more) == []


def test_everything_that_may_vary_has_its_pattern() -> None:
    assert sorted(PATTERNS) == sorted(VARIABLE)
    assert not same("1 ms", "2 ms")
    assert same("cost=0.00..1.00 x", "cost=0.28..12.00 x", ("costs",))
    assert same("load p99\n4 220\n8 231", "load p99\n4 221\n8 1250", ("measurements",))
    assert not same("load p99\n4 220", "load p95\n4 220", ("measurements",))
    assert same("memcached 1.6.18", "memcached 1.6.24", ("versions",))
    assert same("---\n 1.5 ms", "-----\n 10.25 ms", ("times",))


def test_only_tags_need_not_be_shown() -> None:
    assert need_not_be_shown("CREATE TABLE\nINSERT 0 3\nSTART TRANSACTION\n")
    assert not need_not_be_shown("INSERT 0 1\nNOTICE:  x\n")
    assert not need_not_be_shown("SETTLED")


def test_every_step_of_a_page_is_found() -> None:
    page = page_of("".join(RIGHT.values()))
    steps = list(find_steps(page.code))
    assert {id(step.code) for step in steps} | {id(step.shown) for step in steps} == {
        id(code) for code in page.code
    } | {id(None)}
