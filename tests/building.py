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


def name_guide(folder: Path, name: str, description: str) -> None:
    """Give a guide a name of its own, as README.md tells: in the first lines of its mkdocs.yml."""
    configuration = folder / "mkdocs.yml"
    lines = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[:2] = [f"site_name: {name}\n", f"site_description: {description}\n"]
    configuration.unlink()
    configuration.write_text("".join(lines), encoding="utf-8")


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
