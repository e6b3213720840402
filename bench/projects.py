"""Copies of the project to measure in: the real guide, or a made-up one, without anything that a build leaves."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench.measuring import Cost, run
from tests.synthetic import write_guide

PROJECT = Path(__file__).parent.parent
REAL = 0  # lessons: the guide that is written, and not one that is made up

_TITLE = re.compile(r"^# .*\n", re.MULTILINE)

# A made-up guide keeps what belongs to no lesson: the scripts, the shop and the pages about progress.
_WRITTEN_BY_HAND = ("docs/topics", "docs/paths", "docs/projects", "docs/contribute", "docs/book.md")


class Guide:
    """A copy of the project in a folder, with so many made-up lessons, or with those that are written."""

    def __init__(self, folder: Path, lessons: int = REAL) -> None:
        self.folder = folder
        self.lessons = lessons
        self._edits = 0
        shutil.rmtree(folder, ignore_errors=True)
        _copy_project(folder)
        if lessons:
            _make_up(folder, lessons)

    @property
    def name(self) -> str:
        """What the guide is called in the table."""
        return f"{self.lessons:,} lessons" if self.lessons else "the guide"

    def make(self, target: str) -> Cost:
        """What `make` takes for a target."""
        return run(("make", target), self.folder)

    def middle_lesson(self) -> Path:
        """The page of one lesson."""
        pages = [page for page in (self.folder / "docs" / "topics").glob("*/*.md") if page.name != "index.md"]
        return sorted(pages)[len(pages) // 2]

    def edit_lesson(self, page: Path | None = None) -> str:
        """Add a sentence to a lesson, each time another one, and give what is new in it."""
        self._edits += 1
        return add_sentence(page or self.middle_lesson(), self._edits)

    def edit_summary(self, page: Path) -> str:
        """Change what the roadmap says of a made-up lesson, each time otherwise, and give what is new."""
        self._edits += 1
        number = page.stem.partition("-")[2]
        roadmap = self.folder / "roadmap.yaml"
        lines = roadmap.read_text(encoding="utf-8").split("\n")
        place = lines.index(f"      - id: {page.stem}") + 2
        new = f"What lesson {number} is about, in version {self._edits}."
        lines[place] = f"        summary: {new}"
        roadmap.write_text("\n".join(lines), encoding="utf-8")
        return new


def add_sentence(page: Path, number: int) -> str:
    """Add a numbered sentence behind a page's title, and give it."""
    sentence = f"This is sentence number {number} that was added."
    text = page.read_text(encoding="utf-8")
    page.write_text(_TITLE.sub(lambda title: f"{title[0]}\n{sentence}\n", text, count=1), encoding="utf-8")
    return sentence


def _copy_project(folder: Path) -> None:
    """The files that git has or would add: no caches, nothing built; what is installed is linked."""
    known = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    listed = subprocess.run(known, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)  # with its time, which tells make what is installed
    (folder / ".venv").symlink_to(PROJECT / ".venv")
    (folder / "build").mkdir()
    for name in ("engines", "engines.stamp"):
        if (PROJECT / "build" / name).exists():
            (folder / "build" / name).symlink_to(PROJECT / "build" / name)
    # Ruff asks git what to leave out. Byte code is no cache of ours: only the very first build is without.
    subprocess.run(("git", "init", "--quiet"), cwd=folder, check=True)
    subprocess.run((sys.executable, "-m", "compileall", "-q", "macros", "book"), cwd=folder, check=True)


def _make_up(folder: Path, lessons: int) -> None:
    for name in _WRITTEN_BY_HAND:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    write_guide(folder, lessons)
