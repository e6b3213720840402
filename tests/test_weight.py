"""What a first visit to a page costs: the bytes of all that it loads, compressed as a host of files sends them."""

from __future__ import annotations

import functools
import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Request

from tests.figures import figure

MOST = 150_000  # bytes of a page
MOST_HOME = 220_000
MOST_IMAGE = 60_000
TEXTS = {".css", ".html", ".js", ".json", ".svg"}  # what is sent compressed
IMAGES = {".avif", ".gif", ".jpg", ".png", ".svg", ".webp"}
KINDS = {
    "home": r"index\.html",
    "a topic": r"topics/[^/]+/index\.html",
    "a lesson": r"topics/[^/]+/[^/]+\.html",
    "a path": r"paths/.*",
    "a project": r"projects/.*",
}


@functools.cache
def sent(file: Path) -> int:
    """The bytes in which a file is sent."""
    content = file.read_bytes()
    return len(gzip.compress(content, 6)) if file.suffix in TEXTS else len(content)


def kinds_of_pages(site: Path) -> dict[str, str]:
    """By kind the page with the most HTML, for pages of a kind load the same; every other page by itself."""
    heaviest: dict[str, str] = {}
    for path in sorted(site.rglob("*.html"), key=sent):
        page = path.relative_to(site).as_posix()
        kind = next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, page)), page)
        heaviest[kind] = page
    return heaviest


def weigh(browser: Browser, site: Path, base: str, address: str) -> int:
    """What a page costs a first visitor."""
    loaded: set[Path] = set()

    def note(request: Request) -> None:
        loaded.add(site / unquote(urlsplit(request.url).path).lstrip("/"))

    with browser.new_page() as page:
        page.on("request", note)
        page.goto(f"{base}/{address}", wait_until="networkidle")
    return sum(map(sent, loaded))


def test_a_first_visit_is_light(browser: Browser, site: Path, served: str) -> None:
    pages = kinds_of_pages(site)
    weights = {kind: weigh(browser, site, served, page) for kind, page in pages.items()}
    for kind in KINDS:
        bar = MOST_HOME if kind == "home" else MOST
        figure(f"weight of {kind}, the heaviest", f"{weights[kind] / 1000:.0f} KB", f"at most {bar // 1000} KB")
    others = {page: weights[page] for page in weights.keys() - KINDS.keys()}
    heaviest = max(others, key=lambda page: others[page])
    figure(
        "weight of another page, the heaviest",
        f"{others[heaviest] / 1000:.0f} KB",
        f"at most {MOST // 1000} KB ({heaviest})",
    )
    assert weights.pop("home") <= MOST_HOME
    assert {kind: weight for kind, weight in weights.items() if weight > MOST} == {}


def test_images_are_light(site: Path) -> None:
    images = {file: sent(file) for file in site.rglob("*") if file.suffix in IMAGES}
    heaviest = max(images, key=lambda file: images[file])
    bar = f"at most {MOST_IMAGE // 1000} KB ({heaviest.relative_to(site)})"
    figure("weight of an image, the heaviest", f"{images[heaviest] / 1000:.0f} KB", bar)
    assert images[heaviest] <= MOST_IMAGE
