"""Zensical with the pages of plain MkDocs: the way out when MkDocs 1 ends, and a server that is waited for less."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.measuring import Cost, run
from bench.others import INSTALLED, install
from bench.plain import PlainProject

PROGRAM = str(INSTALLED / "zensical" / ".venv" / "bin" / "zensical")

# Its sitemap knows nothing of MkDocs' files, and ours stops its build.
_LEFT_OUT = "sitemap.xml"


class ZensicalProject:
    """The pages of a plain project as a project of Zensical."""

    def __init__(self, plain: PlainProject, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        install("zensical")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(plain.folder / "docs", folder / "docs")
        shutil.copytree(plain.folder / "overrides", folder / "overrides", ignore=shutil.ignore_patterns(_LEFT_OUT))
        shutil.copy(plain.folder / "mkdocs.yml", folder)

    def build(self) -> Cost:
        """What a build takes that finds no cache."""
        for left in (self.folder / ".cache", self.site):
            shutil.rmtree(left, ignore_errors=True)
        return run((PROGRAM, "build"), self.folder)
