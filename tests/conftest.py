from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.building import BREAD, PROJECT, add_lesson, build, lay_out
from tests.chromium import find_chromium
from tests.figures import add_figures, figure_lines, take_figures
from tests.running.postgres import Postgres
from tests.serving import serve

# The same examples on every run: a change is not blamed for a find of chance. `make audit` runs the long profile.
settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, derandomize=True, max_examples=2_000)

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what came out into the golden files")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that ran a part of the tests hands over what it measured."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = take_figures()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a process measured; one that crashed has nothing to hand over."""
    add_figures(getattr(node, "workeroutput", {}).get("figures", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured."""
    if lines := list(figure_lines()):
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden file, or rewrites the file when asked to."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file} is missing: run pytest --rewrite and review what it wrote"
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built once."""
    target = tmp_path_factory.mktemp("real") / "site"
    result = build(PROJECT, target)
    assert result.returncode == 0, result.stderr
    return target


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the real guide on a loopback port."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def bread_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide of another field, built once."""
    folder = lay_out(BREAD, tmp_path_factory.mktemp("bread"))
    add_lesson(folder)
    result = build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def chromium() -> dict[str, Any]:
    """How a real Chromium is started that opens no connection of its own."""
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return {"executable_path": find_chromium(), "args": arguments}


@pytest.fixture(scope="session")
def browser(chromium: dict[str, Any]) -> Iterator[Browser]:
    """That Chromium, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server with the shop, started once."""
    # Not in pytest's folder, which another run closes to the user as whom the server runs.
    with Postgres(Path(tempfile.mkdtemp(prefix="postgres-"))) as server:
        yield server


@pytest.fixture(scope="session")
def shop_database(postgres: Postgres) -> Iterator[psycopg.Connection]:
    """A connection to a shop of its own; who changes something takes it back."""
    with psycopg.connect(postgres.url(postgres.new_shop())) as connection:
        yield connection
