"""How long a contributor waits: from saving a file until Chromium, which follows the server, shows what is new."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Error, Page, sync_playwright

from bench.measuring import QUIET, CommandError, Cost
from tests.chromium import find_chromium

PATIENCE = 300  # seconds until a server that shows nothing new is given up
READING = 1  # seconds that a person reads before the next edit
_QUIET_BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def waits(
    command: Callable[[str], Sequence[str]],
    folder: Path,
    page: str,
    edit: Callable[[], str],
    *,
    runs: int,
    patience: float,
) -> list[Cost]:
    """What each of several edits takes until a page shows it; an edit gives the words that are new.

    The command gets the address to serve at. Costs have no CPU and no memory: the server goes on, and nobody waits
    for what it does behind the page.
    """
    costs: list[Cost] = []
    address = f"127.0.0.1:{_free_port()}"
    with _served(command(address), folder), _opened(f"http://{address}/{page}") as browser:
        begin = perf_counter()
        while len(costs) < runs and (not costs or perf_counter() - begin < patience):
            time.sleep(READING)
            start = perf_counter()
            words = edit()
            _wait_for(browser, words)
            costs.append(Cost(cpu=0, wall=perf_counter() - start, memory=0))
    return costs


def _wait_for(page: Page, words: str) -> None:
    try:
        page.get_by_text(words).first.wait_for()
    except Error as error:
        raise CommandError(f"'{words}' did not show up in {PATIENCE} s:\n{error}") from None


def _free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _served(command: Sequence[str], folder: Path) -> Iterator[None]:
    """A server with all that it starts."""
    with (folder / "serve.log").open("wb") as output:
        server = subprocess.Popen(
            command, cwd=folder, env=os.environ | QUIET, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


@contextmanager
def _opened(address: str) -> Iterator[Page]:
    """The page in a browser of its own, as soon as the server has it; raises CommandError where that never comes."""
    chromium = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET_BROWSER)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        start = perf_counter()
        while not _answers(page, address):
            if perf_counter() - start > PATIENCE:
                raise CommandError(f"{address} does not answer")
            time.sleep(0.5)
        yield page
        browser.close()


def _answers(page: Page, address: str) -> bool:
    try:
        answer = page.goto(address)
    except Error:  # nobody listens yet
        return False
    return answer is not None and answer.ok
