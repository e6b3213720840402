"""What the site says of the book, and the copy of the site for a disk."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from book.files import read_folder
from macros.store import FOLDER
from tests.building import BREAD, PROJECT, add_lesson, build, lay_out
from tests.html import read_page, target_of
from tests.test_book import make

NAMES = ("backend-roadmap.pdf", "backend-roadmap.epub", "backend-roadmap.zip")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide built as `make book` builds it: the site, the site for a disk, and the books in the first."""
    root = lay_out(BREAD, tmp_path_factory.mktemp("shipped") / "guide")
    shutil.copy(PROJECT / "docs" / "book.md", root / "docs")
    add_lesson(root)
    for site, options in (("site", {"BOOK": "true"}), ("disk", {"configuration": "mkdocs-offline.yml"})):
        result = build(root, root / site, **options)
        assert result.returncode == 0, result.stderr
    result = make(root, root / "site", root / "site" / "book", "--offline", str(root / "disk"))
    assert result.returncode == 0, result.stderr
    return root


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_links_to_the_book_that_is_shipped(shipped: Path) -> None:
    site = shipped / "site"
    for page in pages_of(site):
        targets = {target[0] for link in read_page(page).links if (target := target_of(link, page))}
        assert {site / "book" / name for name in NAMES} <= targets, page
        assert all(target.is_file() for target in targets), page


def test_no_page_links_to_a_book_that_is_not(shipped: Path) -> None:
    for page in pages_of(shipped / "disk"):
        text = read_page(page)
        assert not [link for link in text.links if link.endswith(NAMES)], page
    assert "make book" in read_page(shipped / "disk" / "book.html").words


def test_the_copy_for_a_disk_is_packed_whole_and_the_same_each_time(shipped: Path) -> None:
    packed = shipped / "site" / "book" / NAMES[2]
    with zipfile.ZipFile(packed) as archive:
        names = {name.removeprefix("backend-roadmap/") for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    files = {path.relative_to(shipped / "disk").as_posix() for path in (shipped / "disk").rglob("*") if path.is_file()}
    assert names == files
    again = make(shipped, shipped / "site", shipped / "again", "--offline", str(shipped / "disk"))
    assert again.returncode == 0, again.stderr
    assert (shipped / "again" / NAMES[2]).read_bytes() == packed.read_bytes()


def test_what_is_kept_changes_no_byte(shipped: Path) -> None:
    """Of the copy for a disk, which takes its HTML from the other site, and of the books, warm and cold."""
    page = shipped / "site" / "topics" / "dough" / "mixing.html"
    text = page.read_text(encoding="utf-8")

    def books() -> dict[str, bytes]:
        result = make(shipped, shipped / "site", shipped / "made")
        assert result.returncode == 0, result.stderr
        return read_folder(shipped / "made")

    before = books()
    page.write_text(text.replace("</article>", "<p>One more sentence.</p></article>"), encoding="utf-8")
    edited = books()
    assert all(edited[name] != content for name, content in before.items())
    shutil.rmtree(shipped / FOLDER)
    assert books() == edited
    page.write_text(text, encoding="utf-8")
    assert build(shipped, shipped / "cold", configuration="mkdocs-offline.yml").returncode == 0
    assert read_folder(shipped / "cold") == read_folder(shipped / "disk")


def test_search_works_from_a_disk(shipped: Path, browser: Browser, tmp_path: Path) -> None:
    with zipfile.ZipFile(shipped / "site" / "book" / NAMES[2]) as archive:
        archive.extractall(tmp_path)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "backend-roadmap" / "topics" / "dough" / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("crust", delay=20)
    found = page.locator(".md-search-result__item a")
    found.first.wait_for()
    assert "crust" in page.locator(".md-search-result__list").inner_text().casefold()
    found.first.click()
    page.wait_for_load_state()
    assert "crust" in page.inner_text("article").casefold()
    assert all(url.startswith("file:") for url in asked)
    page.close()
