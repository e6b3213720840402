"""Other generators with the same pages: each is installed from its lock file into build/bench/, and built there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.convert import plain_markdown, sphinx_markdown, titled_markdown
from bench.measuring import CommandError, Cost, run
from bench.projects import PROJECT, Guide

SETTINGS = PROJECT / "bench" / "generators"
INSTALLED = PROJECT / "build" / "bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """Where a generator wants its pages and how it is run; `leftovers` are its caches and what it has built."""

    name: str
    title: str
    pages: str
    convert: Callable[[str, str], str]
    command: tuple[str, ...]
    leftovers: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where it is installed."""
        return INSTALLED / self.name

    def prepare(self, guide: Guide) -> None:
        """Install it where it is not there, and give it the pages of a guide: topics and lessons."""
        install(self.name)
        pages, docs = self.folder / self.pages, guide.folder / "docs"
        shutil.rmtree(pages, ignore_errors=True)
        for page in [docs / "index.md", *sorted((docs / "topics").glob("*/*.md"))]:
            name = page.relative_to(docs).as_posix()
            (pages / name).parent.mkdir(parents=True, exist_ok=True)
            (pages / name).write_text(self.convert(page.read_text(encoding="utf-8"), name), encoding="utf-8")

    def build(self) -> Cost:
        """What a build takes that finds no cache."""
        for name in self.leftovers:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        cost = run(self.command, self.folder)
        built = sum(1 for _ in (self.folder / self.leftovers[0]).rglob("*.html"))
        pages = sum(1 for _ in (self.folder / self.pages).rglob("*.md"))
        if built < pages:
            raise CommandError(f"{self.title} built {built} of {pages} pages")
        return cost


def install(name: str) -> None:
    """Install what a lock file names, once, with npm or into a virtual environment; scripts of packages do not run."""
    settings, folder = SETTINGS / name, INSTALLED / name
    lock = next(path for path in sorted(settings.iterdir()) if path.name in ("package-lock.json", "requirements.lock"))
    stamp = folder / "installed.lock"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        shutil.copytree(settings, folder, dirs_exist_ok=True)
        return
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(settings, folder)
    if lock.suffix == ".json":
        run(("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), folder)
    else:
        run((sys.executable, "-m", "venv", ".venv"), folder)
        run((".venv/bin/python", "-m", "pip", "install", "--require-hashes", "-r", lock.name), folder)
    shutil.copy(lock, stamp)


def version(name: str, package: str) -> str:
    """The version of a package that is installed for a generator, or nothing."""
    folder = INSTALLED / name
    if not folder.is_dir():
        return ""
    if (folder / ".venv").exists():
        code = f"from importlib.metadata import version; print(version({package!r}))"
        command = [".venv/bin/python", "-c", code]
    else:
        command = ["node", "-p", f"require('./node_modules/{package}/package.json').version"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.strip()


GENERATORS = (
    Generator(
        name="docusaurus",
        title="Docusaurus",
        pages="docs",
        convert=lambda text, _name: plain_markdown(text),
        command=("node_modules/.bin/docusaurus", "build"),
        leftovers=("build", ".docusaurus", "node_modules/.cache"),
    ),
    Generator(
        name="starlight",
        title="Starlight",
        pages="src/content/docs",
        convert=lambda text, _name: titled_markdown(text),
        command=("node_modules/.bin/astro", "build"),
        leftovers=("dist", ".astro", "node_modules/.astro", "node_modules/.vite"),
    ),
    Generator(
        name="vitepress",
        title="VitePress",
        pages="docs",
        convert=lambda text, _name: plain_markdown(text),
        command=("node_modules/.bin/vitepress", "build"),
        leftovers=(".vitepress/dist", ".vitepress/cache"),
    ),
    Generator(
        name="sphinx",
        title="Sphinx + Furo",
        pages="docs",
        convert=sphinx_markdown,
        command=(".venv/bin/sphinx-build", "--quiet", "--conf-dir", ".", "docs", "html"),
        leftovers=("html",),
    ),
)
