"""When pages changed, as git tells it, and the feed that is made of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from macros.feed import render_feed
from macros.files import load_guide
from macros.history import last_changes
from macros.site import Site
from tests.building import BREAD

SITE = Site(name="Bread & more", description="", language="en", license="", url="https://bread.example.org/")
INDEX = load_guide(BREAD).index
FIRST, SECOND = 1_700_000_000, 1_700_100_000


def git(folder: Path, *arguments: str, when: int = FIRST) -> None:
    who = {"NAME": "A baker", "EMAIL": "baker@example.org", "DATE": f"{when} +0500"}
    names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | names, check=True, capture_output=True)


def commit(folder: Path, *lessons: str, when: int) -> None:
    for lesson in lessons:
        page = folder / "docs" / "topics" / f"{lesson}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# Written at {when}\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--message", "Write", when=when)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "in a folder, é"
    folder.mkdir()
    git(folder, "init")
    commit(folder, "dough/mixing", "dough/rising", when=FIRST)
    commit(folder, "dough/mixing", "baking/steam", when=SECOND)
    return folder


def test_a_page_has_the_time_of_its_last_commit(repository: Path) -> None:
    assert last_changes(repository) == {
        "topics/dough/mixing.md": SECOND,
        "topics/baking/steam.md": SECOND,
        "topics/dough/rising.md": FIRST,
    }


def test_paths_begin_at_the_guide_wherever_the_repository_begins(repository: Path) -> None:
    inside = repository / "guides" / "bread"
    commit(inside, "dough/mixing", when=SECOND)
    assert last_changes(inside) == {"topics/dough/mixing.md": SECOND}


def test_half_a_history_counts_as_none(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--depth", "1", repository.as_uri(), "shallow")
    assert last_changes(tmp_path / "shallow") == {}
    (tmp_path / "without").mkdir()
    assert last_changes(tmp_path / "without") == {}


def test_without_git_there_is_no_history(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert last_changes(repository) == {}


def test_feed_names_written_lessons_alone(repository: Path) -> None:
    written = frozenset({"dough/mixing", "dough/rising"})
    feed = render_feed(INDEX, written, last_changes(repository), SITE, 0)
    assert "<title>Bread &amp; more: lessons that changed</title>" in feed
    assert feed.count("<entry>") == 2
    assert feed.index("Mixing") < feed.index("Rising")
    assert "<updated>2023-11-16T02:00:00Z</updated><summary>Weigh and mix a dough with 65 % water." in feed


def test_feed_without_history_is_empty_and_dated() -> None:
    feed = render_feed(INDEX, frozenset({"dough/mixing"}), {}, SITE, FIRST)
    assert "<entry>" not in feed
    assert "<updated>2023-11-14T22:13:20Z</updated>" in feed
