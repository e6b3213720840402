"""The built guide: everything is there, everything can be reached, and nothing depends on where it was built."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from macros.addresses import relative
from macros.files import load_guide
from macros.rules.pages import entries
from tests.building import BREAD, PROJECT, add_lesson, build, lay_out, name_guide
from tests.html import PageText, read_page, target_of

GUIDE = load_guide(PROJECT)
STATEMENTS = yaml.safe_load((PROJECT / "tests" / "statements.yaml").read_text(encoding="utf-8"))
PAGES = [entry.page.removesuffix(".md") + ".html" for entry in entries(GUIDE.index.roadmap) if not entry.optional]


def page_of(site: Path, address: str) -> PageText:
    return read_page(site / address)


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_the_guide_is_whole() -> None:
    index = GUIDE.index
    kinds = [topic.kind for topic in index.roadmap.topics]
    assert kinds.count("essential") == 10
    assert kinds.count("supporting") == 11
    assert sorted(topic.number for topic in index.roadmap.topics if topic.number) == list(range(1, 11))
    assert len(index.lessons) == 95
    assert 330 <= len(index.outcomes) <= 380
    assert set(index.paths) == {"ten-essentials", "eight-steps", "zero-to-job"}
    assert set(index.projects) == {"blog-api", "task-manager", "advanced-calculator", "your-own"}
    assert all(2 <= len(lesson.outcomes) <= 5 for lesson in index.lessons.values())
    assert all(2 <= len(lesson.resources) <= 5 for lesson in index.lessons.values())
    assert all(20 <= lesson.effort.low <= lesson.effort.high <= 60 for lesson in index.lessons.values())


def test_the_plan_is_kept() -> None:
    plan = yaml.safe_load((PROJECT / "tests" / "plan.yaml").read_text(encoding="utf-8"))
    assert {topic.id: [lesson.id for lesson in topic.lessons] for topic in GUIDE.index.roadmap.topics} == plan


@pytest.mark.parametrize("address", PAGES)
def test_page_is_reached_from_menu_and_home(site: Path, address: str) -> None:
    assert address in page_of(site, "index.html").links
    section = address.partition("/")[0]
    overview = page_of(site, f"{section}/index.html")
    assert relative(address, f"{section}/index.html") in overview.menu


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda row: f"{row['post']}: {row['statement'][:50]}")
def test_statement_of_the_posts_has_its_place(site: Path, statement: dict[str, list[str]]) -> None:
    words = page_of(site, str(statement["page"])).words.casefold()
    assert not [phrase for phrase in statement["words"] if phrase.casefold() not in words]


def test_no_dead_link_and_no_other_host(site: Path) -> None:
    dead, foreign = [], []
    for page in [*pages_of(site), site / "404.html"]:
        text = read_page(page)
        foreign += [asset for asset in text.assets if target_of(asset, page) is None and not asset.startswith("data:")]
        for link in [*text.links, *text.assets]:
            if page.name == "404.html" and link.startswith("/"):
                link = link.removeprefix("/")
            if target := target_of(link, page):
                file, anchor = target
                if not file.is_file() or (anchor and file.suffix == ".html" and anchor not in read_page(file).anchors):
                    dead.append(f"{page.relative_to(site)}: {link}")
    assert not dead
    assert not foreign


def test_an_unwritten_lesson_is_listed_but_not_linked(site: Path) -> None:
    unwritten = next(lesson for lesson in GUIDE.index.lessons.values() if lesson.key not in GUIDE.written)
    page = page_of(site, f"topics/{unwritten.topic}/index.html")
    assert unwritten.id in page.anchors
    assert f"{unwritten.id}.html" not in page.links
    assert not (site / "topics" / f"{unwritten.key}.html").exists()


def test_every_page_has_one_h1_and_a_description(site: Path) -> None:
    for page in pages_of(site):
        html = page.read_text(encoding="utf-8")
        assert len(re.findall(r"<h1[ >]", html)) == 1, page
        assert '<meta name="description" content="' in html, page


def test_an_id_stands_once_in_a_page(site: Path) -> None:
    for page in pages_of(site):
        ids = read_page(page).ids
        assert not [identifier for identifier in set(ids) if ids.count(identifier) > 1], page


def test_search_does_not_find_what_only_drawings_say(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "Collections and iteration" in index
    assert "An arrow leads from" not in index
    assert "<svg" not in index


def digest(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_bytes_anywhere(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder, elsewhere é"
    ignore = shutil.ignore_patterns(".*", "site", "tests", "__pycache__")
    shutil.copytree(PROJECT, elsewhere, ignore=ignore)
    for file in elsewhere.rglob("*.md"):
        os.utime(file, (0, 0))
    result = build(elsewhere, elsewhere / "site", PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C", LANG="C")
    assert result.returncode == 0, result.stderr
    assert digest(elsewhere / "site") == digest(site)


def test_the_build_says_nothing_alarming(tmp_path: Path) -> None:
    result = build(PROJECT, tmp_path / "site")
    assert result.returncode == 0
    assert not re.search("warning|error|deprecat", result.stderr, flags=re.IGNORECASE)


def test_every_question_can_be_asked_outside_its_lesson(site: Path) -> None:
    keys = [question.key for question in GUIDE.questions]
    scripts = sorted((site / "assets" / "questions").glob("*.js"))
    asked = [
        json.loads(script.read_text(encoding="utf-8").partition(" = ")[2].removesuffix(";\n")) for script in scripts
    ]
    assert sorted(key for questions in asked for key in questions) == sorted(keys)
    assert {path.stem for path in (site / "anki").glob("*.apkg")} == {key.partition("/")[0] for key in keys} | {"all"}


def test_lesson_of_the_small_guide_has_its_page(bread_site: Path) -> None:
    page = page_of(bread_site, "topics/dough/mixing.html")
    assert "Lesson 1 of 2 in Dough" in page.words
    assert "Weigh a dough from its baker's percentages" in page.words
    assert "mixing.html" in page_of(bread_site, "topics/dough/index.html").links


def test_menu_leads_only_to_pages_that_are_there(site: Path, bread_site: Path) -> None:
    assert "shop/index.html" in page_of(site, "index.html").links
    for page in pages_of(bread_site):
        assert not any("shop/" in link for link in read_page(page).links), page


@pytest.fixture(scope="module")
def foreign_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide of another field, named and published as README.md tells."""
    folder = lay_out(BREAD, tmp_path_factory.mktemp("foreign"))
    add_lesson(folder)
    name_guide(folder, "Bread at home", "How to bake a loaf that you are proud of.")
    result = build(
        folder, folder / "site", SITE_URL="https://bread.example.org/", REPO_URL="https://git.example.org/bread"
    )
    assert result.returncode == 0, result.stderr
    return folder / "site"


def test_a_guide_of_another_field_speaks_of_its_own(foreign_site: Path) -> None:
    spoken = [path for path in foreign_site.rglob("*") if path.suffix in {".html", ".json", ".txt", ".xml"}]
    spoken += [foreign_site / "assets" / name for name in ("roadmap.js", "progress.js", "questions.js")]
    assert {"llms.txt", "feed.xml", "roadmap.json", "404.html", "search_index.json"} <= {path.name for path in spoken}
    for path in spoken:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"backend|postgres|\bshop\b|\bapis?\b|\bweb server", text, re.IGNORECASE), path
        assert path.suffix != ".html" or "Bread at home" in text, path


# What somebody could write into a field of the roadmap to have it run, formatted or evaluated.
INJECTIONS = [
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "](javascript:alert(1))",
    "[x]: data:text/html,y",
    "</title><script>alert(1)</script>",
    '" onmouseover="alert(1)',
]


SHOWN = {"title", "summary", "why", "publisher", "suits", "do", "text", "because"}
WITH_PAGE = {"dough", "baking", "weekend", "loaf"}  # their pages have to carry the same title


def inject(node: Any, injection: str, numbers: Iterator[int]) -> None:
    """Put the injection into every text below a node, each time with another number."""
    for key, value in list(node.items()) if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            inject(value, injection, numbers)
        elif key in SHOWN and not (key == "title" and node["id"] in WITH_PAGE):
            node[key] = f"Explain {next(numbers)} {injection}"
        elif key == "checked":
            node[key] = str(value)


@pytest.mark.parametrize("injection", INJECTIONS)
def test_text_of_the_roadmap_stays_text(injection: str, tmp_path: Path, browser: Browser) -> None:
    folder = lay_out(BREAD, tmp_path / "guide")
    roadmap = folder / "roadmap.yaml"
    data = yaml.safe_load(roadmap.read_text(encoding="utf-8"))
    inject(data, injection, itertools.count())
    roadmap.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    result = build(folder, folder / "site", SITE_URL="https://bread.example.org/")
    assert result.returncode == 0, result.stderr
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for address in (
        "index.html",
        "topics/index.html",
        "topics/dough/index.html",
        "paths/weekend.html",
        "projects/loaf.html",
        "resources.html",
    ):
        page.goto((folder / "site" / address).as_uri())
        assert injection in page.inner_text("body")
        assert (
            page.evaluate("document.querySelectorAll('img:not([alt=logo]), [onmouseover], a[href^=javascript]').length")
            == 0
        )
        assert page.evaluate("document.querySelectorAll('.md-content script').length") == 0
        told = page.eval_on_selector_all("script[type='application/ld+json']", "found => found.map(e => e.textContent)")
        assert all(injection in json.loads(text)["description"] for text in told)
        assert len(told) == (address == "topics/dough/index.html")
        if address not in ("index.html", "topics/index.html", "resources.html"):
            assert injection in str(page.get_attribute("meta[property='og:description']", "content"))
    assert not dialogs
    page.close()
    index = json.loads((folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert not re.search("<(img|script)", " ".join(doc["title"] + doc["text"] for doc in index["docs"]))
