"""`make serve`: an edit of whatever the site is made of shows up."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.building import BREAD, PROJECT

PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide of its own that the test may edit, Python code included."""
    folder = tmp_path_factory.mktemp("serve")
    shutil.copytree(BREAD, folder, dirs_exist_ok=True)
    shutil.copytree(PROJECT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "overrides", folder / "overrides")
    shutil.copytree(PROJECT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copyfile(PROJECT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The address of the server that `make serve` starts, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    recipe = (
        (PROJECT / "Makefile").read_text(encoding="utf-8").partition("\nserve:")[2].splitlines()[2].strip().lstrip("@")
    )
    command = recipe.replace("$(RUN)", f"{sys.executable} -m").replace("$(ADDRESS)", f"127.0.0.1:{port}")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen(
            ["sh", "-c", f"exec {command}"], cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        yield f"http://127.0.0.1:{port}"
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def wait_for(address: str, page: str, words: str, log: Path) -> None:
    text = ""
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(f"{address}/{page}", timeout=5) as answer:
                text = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            text = ""
        if words in text:
            return
        time.sleep(0.2)
    pytest.fail(f"'{words}' did not show up; the server said:\n{log.read_text()}")


PAGE = "docs/topics/baking/index.md"

EDITS: dict[str, tuple[str, Callable[[str], str], str, str]] = {
    "a page": (
        "docs/topics/baking/index.md",
        lambda text: text + "\nA new sentence.\n",
        "topics/baking/index.html",
        "A new",
    ),
    "the roadmap": (
        "roadmap.yaml",
        lambda text: text.replace("Give the loaf its crust.", "Give the loaf a crackling crust."),
        "topics/baking/index.html",
        "crackling crust",
    ),
    "a macro": (
        "macros/topic_pages.py",
        lambda text: text.replace('"## Where it leads', '"## Where it all leads'),
        "topics/dough/index.html",
        "Where it all leads",
    ),
    "a style": (
        "docs/assets/content.css",
        lambda text: text + ".new-rule { color: red }\n",
        "assets/guide.css",
        "new-rule",
    ),
    "a script": (
        "docs/assets/progress/notices.js",
        lambda text: text.replace("storage is full", "storage is quite full"),
        "assets/progress.js",
        "storage is quite full",
    ),
    "an override": (
        "overrides/404.html",
        lambda text: text.replace("does not exist", "is not to be found"),
        "404.html",
        "is not to be found",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_edit_shows_up(what: str, folder: Path, address: str) -> None:
    file, change, page, words = EDITS[what]
    wait_for(address, "index.html", "Bread", folder / "serve.log")
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert change(before) != before
    path.write_text(change(before), encoding="utf-8")
    wait_for(address, page, words, folder / "serve.log")


def test_page_that_is_open_shows_the_edit_by_itself(browser: Browser, folder: Path, address: str) -> None:
    wait_for(address, "index.html", "Bread", folder / "serve.log")
    page = browser.new_page()
    page.goto(f"{address}/{Path(PAGE).relative_to('docs').with_suffix('.html')}")
    with (folder / PAGE).open("a", encoding="utf-8") as file:
        file.write("\nA sentence for the open page.\n")
    expect(page.get_by_text("A sentence for the open page.")).to_be_visible(timeout=PATIENCE * 1000)
    page.close()


def test_after_a_mistake_the_last_good_site_stays_until_it_is_mended(folder: Path, address: str) -> None:
    log = folder / "serve.log"
    wait_for(address, "index.html", "Bread", log)
    path = folder / "roadmap.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("lesson: dough/mixing", "lesson: dough/mixin"), encoding="utf-8")
    for _ in range(PATIENCE * 5):
        if "did you mean 'dough/mixing'?" in log.read_text():
            break
        time.sleep(0.2)
    else:
        pytest.fail(f"the mistake was not reported:\n{log.read_text()}")
    with urllib.request.urlopen(f"{address}/topics/baking/index.html", timeout=10) as answer:
        assert "Steam" in answer.read().decode()
    path.write_text(good.replace("title: Steam", "title: Steaming"), encoding="utf-8")
    wait_for(address, "topics/baking/index.html", "Steaming", log)
