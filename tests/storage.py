"""What the browser's storage holds of a reader's progress."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page


def stored(page: Page) -> Any:
    """What the storage holds, and under which key."""
    texts = page.evaluate("Object.entries(localStorage).filter(([key]) => /^progress:[^.]*$/.test(key))")
    assert len(texts) <= 1
    return json.loads(texts[0][1]) if texts else None


def key_of(page: Page) -> str:
    """The storage key of the guide that the page belongs to."""
    return str(
        page.evaluate("'progress:' + new URL('..', document.querySelector('[src$=\"progress.js\"]').src).pathname")
    )


def seed(page: Page, root: str, *, version: int = 1, **maps: dict[str, Any]) -> None:
    """Put a record into the storage, as an earlier visit would have left it."""
    page.goto(f"{root}/resources.html")
    record = {"version": version, "ticks": {}, "states": {}, "notes": {}, "settings": {}} | maps
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key_of(page), json.dumps(record)])
