"""Every block of every page is run against the real thing, or says why not; what it prints is what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.page import Page
from tests.running.pages import DOCS, complaints, exercise_complaints, pages_with_steps, rewrite, run_page
from tests.running.playground import Playground
from tests.running.postgres import Postgres

PAGES = pages_with_steps()


@pytest.mark.parametrize("name", PAGES)
def test_page_shows_what_comes_out(
    name: str, request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path
) -> None:
    page: Page = PAGES[name]
    text = (DOCS / name).read_text(encoding="utf-8")
    with Playground(tmp_path / "page", postgres, text) as playground:
        printed = run_page(page, playground)
    if request.config.getoption("--rewrite"):
        rewrite(DOCS / name, printed)
        return
    made = iter(range(1_000))
    found = [
        *complaints(printed),
        *exercise_complaints(page, lambda: Playground(tmp_path / f"exercise{next(made)}", postgres, text)),
    ]
    assert not found, "\n\n".join(["", *found])
