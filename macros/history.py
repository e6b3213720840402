"""Adapter: asks git when each page was changed last."""

from __future__ import annotations

import subprocess
from pathlib import Path

from macros.files import DOCS


def last_changes(root: Path) -> dict[str, int]:
    """When each page below docs/ was last committed, in seconds since 1970; nothing without the whole history."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}  # the oldest commit that is there would seem to have written everything
    form = ("--format=%x00%ct", "--name-only", "-z", "--no-renames", "--relative")
    log = _git(root, "log", *form, "--", f"{DOCS}/topics")
    changes: dict[str, int] = {}
    when = 0
    for part in log.replace("\n", "\0").split("\0"):
        if part.isdecimal():
            when = int(part)
        elif part:
            changes.setdefault(part.removeprefix(f"{DOCS}/"), when)
    return changes


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where there is no git, or no repository."""
    try:
        result = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""
