"""The reference: the same pages for plain MkDocs, with macros expanded, diagrams drawn and nothing of ours at work."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from bench import expand_hook
from bench.measuring import Cost, run
from bench.projects import PROJECT

BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")

# What is ours, and what says where to find it.
_OURS = re.compile(r"^(?:hooks|plugins|watch|nav):.*\n(?:(?:[ #-].*)?\n)*", re.MULTILINE)

# Folders of a built site that the theme fills, and the engines, which no page needs to be built.
_OF_THE_THEME = ("assets/images", "assets/javascripts", "assets/stylesheets", "search", "assets/run/engines")


class PlainProject:
    """The pages of the guide in a folder as a project of MkDocs alone; what was built before may not be expanded."""

    def __init__(self, guide: Path, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        _expand(guide, folder)
        shutil.copytree(guide / "docs", folder / "docs", ignore=_pages, dirs_exist_ok=True)
        _add_generated(folder / "built", folder / "docs")
        shutil.copytree(guide / "overrides", folder / "overrides")
        settings = _OURS.sub("", (guide / "mkdocs.yml").read_text(encoding="utf-8"))
        menu = (folder / expand_hook.MENU).read_text(encoding="utf-8")
        (folder / "mkdocs.yml").write_text(f"{settings}\nplugins: [search]\nnav: {menu}\n", encoding="utf-8")

    def build(self) -> Cost:
        """What MkDocs takes for it."""
        return run(BUILD, self.folder)


def _expand(guide: Path, folder: Path) -> None:
    """Build the guide once, and keep its pages as they are after the macros, the menu and the site."""
    hooks = yaml_load((guide / "mkdocs.yml").read_text(encoding="utf-8")).get("hooks", [])
    hook = PROJECT / "bench" / "expand_hook.py"
    settings = guide / "expanded.yml"
    settings.write_text(f"INHERIT: mkdocs.yml\nhooks: {[*hooks, str(hook)]}\n", encoding="utf-8")
    built = ("--config-file", settings.name, "--site-dir", str(folder / "built"))
    run((*BUILD, *built), guide, EXPANDED=str(folder), SOURCE_DATE_EPOCH="0")
    settings.unlink()


def _add_generated(site: Path, docs: Path) -> None:
    """Add what only a build writes: scripts, the shop's rows, flashcards."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        of_the_theme = any(name.is_relative_to(folder) for folder in _OF_THE_THEME)
        if path.is_file() and len(name.parts) > 1 and path.suffix != ".html" and not of_the_theme:
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, docs / name)


def _pages(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".md") or name == "__pycache__"]
