"""What is kept between builds: a warm build gives the bytes of a cold one, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import store, unchanged
from macros.building import build_pages, build_site
from macros.files import load_guide, pages_of, parts_of
from macros.kept_search import without_marks_of_code
from macros.reading_ahead import read_ahead
from macros.store import FOLDER, Store
from tests.building import BREAD, PROJECT, add_lesson, build, lay_out

Content = dict[str, str]


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small guide that the test may edit, which is the folder that commands run in."""
    return lay_out_guide(tmp_path / "guide", monkeypatch)


def lay_out_guide(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder.mkdir()
    lay_out(BREAD, folder)
    add_lesson(folder)
    (folder / "overrides").unlink()
    shutil.copytree(Path(__file__).parent.parent / "overrides", folder / "overrides")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return folder


def content(site: Path) -> Content:
    """A digest of each file of a site, by its path."""
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def forget() -> None:
    """Begin as a new process does."""
    store._recalled.clear()


def warm(guide: Path) -> Content:
    """The site as it is built with what is kept."""
    forget()
    shutil.rmtree(guide / "warm", ignore_errors=True)
    build_site(guide / "warm")
    return content(guide / "warm")


def cold(guide: Path) -> Content:
    """The site as it is built with nothing kept; what was kept is put back."""
    forget()
    kept, aside = guide / FOLDER, guide / "aside"
    if kept.exists():
        kept.rename(aside)
    shutil.rmtree(guide / "cold", ignore_errors=True)
    build_site(guide / "cold")
    shutil.rmtree(kept)
    if aside.exists():
        aside.rename(kept)
    return content(guide / "cold")


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit that puts one text for another, and back."""

    def edit(guide: Path) -> None:
        text = (guide / file).read_text(encoding="utf-8")
        there, wanted = (new, old) if new in text else (old, new)
        assert there in text
        (guide / file).write_text(text.replace(there, wanted), encoding="utf-8")

    return edit


def without_lesson(guide: Path) -> None:
    """An edit that takes a lesson's page away, and puts it back."""
    page = guide / "docs" / "topics" / "dough" / "mixing.md"
    if page.exists():
        page.unlink()
    else:
        add_lesson(guide)


def with_file(guide: Path) -> None:
    """An edit that adds a file that pages could link to, and takes it away."""
    file = guide / "docs" / "shop" / "extra.txt"
    file.parent.mkdir(exist_ok=True)
    if file.exists():
        file.unlink()
    else:
        file.write_text("more", encoding="utf-8")


EXAMPLES = 4 if settings().max_examples == 100 else 25  # of a test, and of `make audit`
TOPIC = "docs/topics/dough/index.md"
EDITS: dict[str, Callable[[Path], None]] = {
    "a topic's text": replaced(TOPIC, "\n\n## ", "\n\nOne more sentence.\n\n## "),
    "a summary": replaced("roadmap.yaml", "Give the loaf its crust.", "Give the loaf a crackling crust."),
    "a lesson's title": replaced("roadmap.yaml", "title: Steam", "title: Steaming"),
    "a template": replaced("overrides/404.html", "does not exist", "is not to be found"),
    "the page template": replaced("overrides/main.html", "{{ super() }}", "{{ super() }}<!-- more -->"),
    "a lesson's page": without_lesson,
    "a file": with_file,
}


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
def test_any_edits_give_the_bytes_of_a_cold_build(edits: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        guide = lay_out_guide(tmp_path_factory.mktemp("edits") / "guide", monkeypatch)
        warm(guide)
        for edit in edits:
            EDITS[edit](guide)
        assert warm(guide) == cold(guide)


@pytest.mark.parametrize("what", EDITS)
def test_each_edit_shows_and_can_be_taken_back(what: str, guide: Path) -> None:
    before = warm(guide)
    EDITS[what](guide)
    after = warm(guide)
    assert after != before
    assert after == cold(guide)
    EDITS[what](guide)
    assert warm(guide) == before


def test_what_is_kept_may_be_damaged(guide: Path) -> None:
    before = warm(guide)
    files = sorted(path for path in (guide / FOLDER).rglob("*") if path.is_file())
    assert len(files) > 20
    for i, file in enumerate(files):
        data = file.read_bytes()
        file.write_bytes((b"", data[:-1], data[:30] + b"?" + data[31:])[i % 3])
    assert warm(guide) == before


def test_what_is_kept_may_be_taken_away_in_part(guide: Path) -> None:
    before = warm(guide)
    for file in sorted(path for path in (guide / FOLDER).rglob("*") if path.is_file())[::2]:
        file.unlink()
    assert warm(guide) == before


def test_two_builds_at_once_and_one_that_is_killed(guide: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    builds = [subprocess.Popen([*command, name], env=environment) for name in ("one", "two", "killed")]
    while not list((guide / FOLDER).rglob("*")) and builds[2].poll() is None:
        time.sleep(0.02)
    builds[2].kill()
    assert [building.wait(timeout=120) for building in builds[:2]] == [0, 0]
    builds[2].wait()
    assert content(guide / "one") == content(guide / "two")
    result = build(guide, guide / "later")
    assert result.returncode == 0, result.stderr
    assert content(guide / "later") == content(guide / "one")


def test_a_page_built_alone_is_the_page_of_the_site(guide: Path) -> None:
    warm(guide)
    EDITS["a topic's text"](guide)
    EDITS["a summary"](guide)
    pages = {"topics/dough/index.md", "topics/dough/mixing.md", "index.md", "topics/baking/index.md"}
    build_pages(guide / "warm", pages)
    alone, whole = content(guide / "warm"), cold(guide)
    for page in pages:
        built = page.removesuffix(".md") + ".html"
        assert alone[built] == whole[built]


def test_search_finds_the_same_sections(site: Path) -> None:
    from material.plugins.search.plugin import Parser

    def sections(html: str) -> list[tuple[str | None, list[str], str, bool]]:
        parser = Parser()
        parser.feed(html)
        parser.close()
        return [(part.id, part.title, "".join(part.text), part.is_excluded()) for part in parser.data]

    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        _, _, article = page.read_text(encoding="utf-8").partition("<article")
        html = "<article" + article.partition("</article>")[0]
        assert sections(without_marks_of_code(html)) == sections(html), page


@pytest.fixture
def fresh(guide: Path) -> Callable[[], int]:
    """Whether the folder `built` needs no build, as an exit status."""
    (guide / "built").mkdir()
    (guide / "built" / "index.html").write_text("here", encoding="utf-8")
    assert unchanged.main(["built"]) == 1
    unchanged.main(["built", "--record"])
    return lambda: unchanged.main(["built"])


@pytest.mark.parametrize("file", ["roadmap.yaml", TOPIC, "overrides/main.html", "built/index.html"])
def test_an_unchanged_site_needs_no_build(file: str, guide: Path, fresh: Callable[[], int]) -> None:
    assert fresh() == 0
    text = (guide / file).read_text(encoding="utf-8")
    (guide / file).write_text(f"{text}\n", encoding="utf-8")
    assert fresh() == 1


def test_what_decides_over_a_build_is_compared(fresh: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOK", "true")
    assert fresh() == 1


def test_store_forgets_after_a_week(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    key = kept.key("old")
    kept.save(key, "value")
    kept.sweep()
    assert kept.load(key) == "value"
    [file] = [path for path in (tmp_path / FOLDER).rglob("*") if path.is_file()]
    long_ago = time.time() - 8 * 86_400
    os.utime(file, (long_ago, long_ago))
    kept.sweep()
    assert kept.load(key) is None


def test_store_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the way", encoding="utf-8")
    assert Store(tmp_path).recall(["parts"], lambda: 7) == 7


def test_pages_read_ahead_are_those_that_the_check_would_read(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    read_ahead(PROJECT, kept)
    texts = {page: page.read_text(encoding="utf-8") for page in pages_of(PROJECT)}
    assert len(texts) > 50
    assert all(kept.knows(parts_of(page.relative_to(PROJECT).as_posix(), text)) for page, text in texts.items())
    assert load_guide(PROJECT, kept) == load_guide(PROJECT)


@pytest.mark.parametrize(("name", "value"), [("BOOK", "true"), ("REPO_URL", "https://example.org/somebody/guide")])
def test_a_setting_of_the_environment_is_seen(
    guide: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    before = warm(guide)
    monkeypatch.setenv(name, value)
    after = warm(guide)
    assert after != before
    assert after == cold(guide)
