"""What the pages' policy allows and refuses, in a real browser, over http and from a disk.

That code runs and the search finds under the policy is seen where these are tested: tests/test_run_in_page.py,
tests/test_search.py and, from a disk, tests/test_book_site.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.security import add_policy
from tests.test_browser import PAGES

# A page of each kind that asks for something which others do not.
LESSONS = ["topics/sql/joins.html", "topics/auth/jwt.html", "topics/data-structures-algorithms/trees.html"]
REFUSED = "addEventListener('securitypolicyviolation', event => (window.refused ??= []).push(event.effectiveDirective))"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

# What a page could be made to do, by the directive that has to stop it. Nothing of it leaves the machine.
ATTACKS = {
    "script-src-elem": """() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""",
    "script-src-attr": """() => {
      document.body.insertAdjacentHTML("beforeend", '<button id="attack" onclick="window.ran = true">x</button>');
      document.getElementById("attack").click();
    }""",
    "img-src": "() => { new Image().src = 'http://127.0.0.1:9/pixel.png' }",
    "connect-src": "() => { fetch('http://127.0.0.1:9/').catch(() => {}) }",
    "style-src-elem": "() => document.head.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>')",
    "frame-src": "() => document.body.insertAdjacentHTML('beforeend', '<iframe src=\"http://127.0.0.1:9/\"></iframe>')",
    "base-uri": "() => document.head.insertAdjacentHTML('beforeend', '<base href=\"http://127.0.0.1:9/\">')",
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(REFUSED)
        yield page


def test_every_page_has_its_policy_before_all_that_it_loads(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert pages
    own = set()
    for path in pages:
        html = path.read_text(encoding="utf-8")
        policy = POLICY.search(html)
        assert policy, path
        assert policy.end() < min(html.index("<script"), html.index("<link")), path
        directives = dict(part.split(" ", 1) for part in policy[1].split("; "))
        assert not re.search("unsafe|[*]|http|data:", directives["script-src"]), path
        assert "unsafe-inline" not in policy[1]
        own |= set(directives["script-src"].split()) - {"'self'"}
    # Two of the theme are the same everywhere, one tells how deep a page lies.
    depths = {len(path.relative_to(site).parts) for path in pages}
    assert len(own) <= 2 + len(depths) + len(["404.html, which may be shown at any depth"])


@pytest.mark.parametrize("where", ["http", "disk"])
def test_pages_do_nothing_that_their_policy_refuses(page: Page, site: Path, served: str, where: str) -> None:
    base = served if where == "http" else site.as_uri()
    for address in [*PAGES, *LESSONS]:
        page.goto(f"{base}/{address}")
        assert page.evaluate("window.refused ?? []") == [], address


def test_policy_stops_what_was_injected(page: Page, served: str) -> None:
    for directive, attack in ATTACKS.items():
        page.goto(f"{served}/topics/sql/joins.html")
        page.evaluate(attack)
        page.wait_for_function("window.refused?.length")
        assert page.evaluate("window.refused") == [directive]
        assert page.evaluate("window.ran") is None


def test_a_page_without_the_place_for_its_policy_is_not_published() -> None:
    with pytest.raises(ValueError, match="there is no <meta charset"):
        add_policy("<!doctype html><title>Bread</title>")
