"""Every page of the built guide, measured: in a real browser on a phone and on a desk, in light and dark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.auditing.tools import axe_source, check_html
from tests.figures import figure
from tests.test_browser import SCHEMES, WIDTHS, Watch

pytestmark = pytest.mark.audit
HERE = Path(__file__).parent / "auditing"
SCRIPT = (HERE / "page.js").read_text(encoding="utf-8")
THEME_ERRORS = yaml.safe_load((HERE / "theme_errors.yaml").read_text(encoding="utf-8"))
SCRIPTED = ".rm-slot *, .rm-whole *, .rm-scripted *, :has(button)"  # what is nothing, or other, without the script
TO_TOP = "document.activeElement.blur(); scrollTo({top: 0, behavior: 'instant'})"
NOTHING_ABOVE = ".md-top { display: none }"  # the button that leads to the top comes and goes over what is scrolled
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true })"
STOPS = 2_000  # of the Tab key, after which a page has trapped the focus


@pytest.fixture(scope="module")
def addresses(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@contextmanager
def a_page(browser: Browser, width: int, scheme: str, **options: object) -> Iterator[Page]:
    """A page in a context of its own, with the functions of page.js."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)  # type: ignore[arg-type]
    context.add_init_script(SCRIPT)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_accessible_still_and_by_themselves(
    browser: Browser, served: str, addresses: list[str], width: int, scheme: str
) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    shifts = []
    with a_page(browser, width, scheme, bypass_csp=True) as page:
        watch = Watch(page, served)
        for address in addresses:
            page.goto(f"{served}/{address}")
            page.keyboard.press("End")
            shifts.append(page.evaluate("audit.layoutShift()"))
            use(page)
            page.evaluate(axe_source())
            found["axe-core"] += [f"{address}: {words}" for words in page.evaluate("audit.accessibility()")]
            if wide := page.evaluate("audit.overflow()"):
                found["too wide"].append(f"{address}: {wide} px")
        found["other hosts"] = watch.foreign
        found["console"] = watch.complaints
    where = f"{len(addresses)} pages, {width} px, {scheme}"
    for what in ("axe-core", "too wide", "other hosts", "console"):
        figure(f"{what}: {where}", len(found[what]), 0)
    figure(f"layout shift: {where}", f"{max(shifts):.4f}", "under 0.01")
    assert not {what: lines for what, lines in found.items() if lines}
    assert max(shifts) < 0.01, addresses[shifts.index(max(shifts))]


def use(page: Page) -> None:
    """Open all that can be opened, tick something off, and come back to the top."""
    page.evaluate("audit.openAll()")
    box = page.locator("article input[type=checkbox]").locator("visible=true")
    if box.count():
        box.first.click()
    page.evaluate(TO_TOP)
    page.add_style_tag(content=NOTHING_ABOVE)


@pytest.mark.parametrize("width", WIDTHS)
def test_keyboard_alone_reaches_everything(browser: Browser, served: str, addresses: list[str], width: int) -> None:
    unreached, unseen = [], []
    with a_page(browser, width, "light") as page:
        for address in addresses:
            page.goto(f"{served}/{address}")
            page.evaluate("audit.beginTabbing()")
            for _ in range(STOPS):
                page.keyboard.press("Tab")
                if not page.evaluate("audit.tabbed()"):
                    break
            else:
                unreached.append(f"{address}: the focus never left the page")
            unreached += [f"{address}: {words}" for words in page.evaluate("audit.unreached()")]
            unseen += [f"{address}: {words}" for words in page.evaluate("audit.unseen()")]
    figure(f"not reached by keyboard, {width} px", len(unreached), 0)
    figure(f"focus out of sight, {width} px", len(unseen), 0)
    assert not [*unreached, *unseen]


def test_nothing_moves_for_who_wants_it_still(browser: Browser, served: str, addresses: list[str]) -> None:
    moving = []
    with a_page(browser, 360, "light", reduced_motion="reduce") as page:
        for address in addresses:
            page.goto(f"{served}/{address}")
            page.evaluate("audit.openAll()")
            moving += [f"{address}: {words}" for words in page.evaluate("audit.moving()")]
    figure("moving in spite of prefers-reduced-motion", len(moving), 0)
    assert not moving


def test_pages_read_without_script_and_style(browser: Browser, served: str, addresses: list[str]) -> None:
    """What the article says with everything is there without: only widgets that need the script may be missing."""
    missing = []
    with a_page(browser, 1440, "light") as full, a_page(browser, 1440, "light", java_script_enabled=False) as bare:
        bare.route("**/*.css", lambda route: route.abort())
        for address in addresses:
            full.goto(f"{served}/{address}")
            bare.goto(f"{served}/{address}")
            bare.evaluate(OPEN)
            words = "".join(bare.locator("article").inner_text().split())
            said = full.locator(f"article :is(h1, h2, h3, p, li, td, pre):not({SCRIPTED})").all_inner_texts()
            missing += [f"{address}: {text[:80]!r}" for text in said if "".join(text.split()) not in words]
    figure("missing without script and style", len(missing), 0)
    assert not missing


def test_html_is_valid(site: Path) -> None:
    errors = check_html(site)
    theirs = [error for error in errors if any(error.message.startswith(row["message"]) for row in THEME_ERRORS)]
    ours = [error for error in errors if error not in theirs]
    figure("HTML errors of ours", len(ours), 0)
    figure("HTML errors of the theme, listed", len({error.message for error in theirs}), len(THEME_ERRORS))
    assert not ours
    assert len({row["message"] for row in THEME_ERRORS}) == len({error.message for error in theirs}), (
        "a listed one is gone"
    )
