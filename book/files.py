"""Adapter: reads the built site and the guide's sources, and writes the finished books."""

from __future__ import annotations

import subprocess
from pathlib import Path

import yaml

from book.making import Site
from book.records import Edition
from macros.files import DOCS, ROADMAP

CONFIGURATION = "mkdocs.yml"


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
    configuration = yaml.load((root / CONFIGURATION).read_text("utf-8"), _Configuration)
    day, commit = last_commit(root)
    return Edition(
        title=configuration["site_name"],
        subtitle=configuration["site_description"],
        version=f"Edition of {day} ({commit})" if commit else "Edition without a date",
        rights=configuration.get("copyright", ""),
        author=configuration.get("site_author") or "The authors of the guide",
        modified=f"{day or '1980-01-01'}T00:00:00Z",
    )


def last_commit(root: Path) -> tuple[str, str]:
    """The day and the short hash of the last commit; nothing where there is no git."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs %h"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    except OSError:
        found = []
    return (found[0], found[1]) if len(found) == 2 else ("", "")


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path in it, in an order that does not depend on the disk."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_beside(name: str) -> str:
    """A file that stands beside this module: how the PDF or the EPUB looks."""
    return (Path(__file__).parent / name).read_text("utf-8")
