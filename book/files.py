"""Adapter: reads the built site and the guide's sources, and writes the finished books."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from book.records import Edition
from macros.files import DOCS, ROADMAP

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The built pages by their address, and the texts of their sources by file."""

    pages: dict[str, str]
    texts: dict[str, str]
    files: frozenset[str]


class _Configuration(yaml.SafeLoader):
    """Reads what of MkDocs' configuration is plain, whatever tags stand beside it."""


_Configuration.add_multi_constructor("", lambda *_: None)


def read_site(root: Path, site: Path) -> Site:
    """Everything in a site that the guide in `root` was built to."""
    texts = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted((root / DOCS).rglob("*.md"))}
    texts[ROADMAP] = (root / ROADMAP).read_text("utf-8")
    names = [f"{file.removeprefix(DOCS + '/').removesuffix('.md')}.html" for file in texts if file != ROADMAP]
    pages = {name: (site / name).read_text("utf-8") for name in names if (site / name).is_file()}
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return Site(pages=pages, texts=texts, files=files)


def read_edition(root: Path) -> Edition:
    """What the book says of itself: from the site's configuration, and from the last commit where there is one."""
    configuration = yaml.load((root / CONFIGURATION).read_text("utf-8"), _Configuration)  # noqa: S506, a safe loader
    return Edition(
        title=configuration["site_name"],
        subtitle=configuration["site_description"],
        version=_version(root),
        rights=configuration.get("copyright", ""),
        author=configuration.get("site_author") or "The authors of the guide",
    )


def write_all(folder: Path, books: Iterable[tuple[str, bytes]]) -> None:
    """Write the books into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in books:
        (folder / name).write_bytes(content)


def _version(root: Path) -> str:
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs, %h"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        found = ""
    return f"Edition of {found}" if found else "Edition without a date"
