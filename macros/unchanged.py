"""Adapter: `python -m macros.unchanged site` tells whether a site is what the guide would give, and loads little.

The exit status is 0 where the site is up to date, 1 where it must be built. With --record it notes that the site has
just been built from what is there now.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.store import FOLDER, code, digest, digest_files

_READ = ("roadmap.yaml", "mkdocs*.yml", "docs/**/*", "overrides/**/*")
_ENGINES = "build/engines/**/*"  # too large to read
_ENVIRONMENT = ("BOOK", "REPO_URL", "SITE_URL", "SOURCE_DATE_EPOCH")


def main(arguments: list[str] | None = None) -> int:
    """Compare, or record."""
    parser = argparse.ArgumentParser(prog="python -m macros.unchanged", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the site")
    parser.add_argument("--record", action="store_true", help="note what the site was built from")
    options = parser.parse_args(arguments)
    root, site = Path(), options.site
    note = root / FOLDER / f"site-{digest(str(site.absolute()))}.json"
    state = {"inputs": _inputs(root), "site": _look(site.rglob("*"))}
    if options.record:
        note.parent.mkdir(parents=True, exist_ok=True)
        aside = note.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps(state), encoding="utf-8")
        aside.replace(note)
        return 0
    return 0 if site.is_dir() and _noted(note) == state else 1


def _noted(note: Path) -> object:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _inputs(root: Path) -> str:
    files = sorted(path for pattern in _READ for path in root.glob(pattern) if path.is_file())
    environment = json.dumps([os.environ.get(name) for name in _ENVIRONMENT])
    return digest(code(), digest_files(files), _look(root.glob(_ENGINES)), environment)


def _look(paths: Iterator[Path]) -> str:
    """A digest of files by size and time of the last change."""
    looked = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.is_file())
    return digest(json.dumps(looked))


if __name__ == "__main__":
    sys.exit(main())
