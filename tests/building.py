"""Builds a guide with the real MkDocs, theme and plugins, as `make site` does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
BREAD = PROJECT / "tests" / "guides" / "bread"
MIXING = PROJECT / "tests" / "questions" / "mixing.md"


def lay_out(guide: Path, folder: Path) -> Path:
    """A copy of a guide (its roadmap.yaml and docs/) with the project's generator and looks around it."""
    shutil.copytree(guide, folder, dirs_exist_ok=True)
    for name in ("mkdocs.yml", "mkdocs-offline.yml", "macros", "overrides"):
        (folder / name).symlink_to(PROJECT / name)
    if not (folder / "docs" / "assets").exists():
        (folder / "docs" / "assets").symlink_to(PROJECT / "docs" / "assets")
    return folder


def add_lesson(folder: Path) -> None:
    """Give the bread guide in a folder the page of its first lesson, which asks a question of each kind."""
    shutil.copy(MIXING, folder / "docs" / "topics" / "dough" / "mixing.md")


def build(
    folder: Path, site: Path, *, configuration: str = "mkdocs.yml", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the build that `make site` runs; the caller looks at the exit status and at what was printed."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--strict"),
            "--config-file",
            configuration,
            "--site-dir",
            str(site),
        ],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
