"""Finds the Chromium that the tests drive; `python -m tests.chromium` installs one where none is found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HELP = "The tests need Chromium: install it (Debian and Ubuntu: 'sudo apt install chromium'), or name it in CHROMIUM."


@cache
def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome, or nothing."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    with sync_playwright() as playwright:
        candidates = [*found, str(MAC), playwright.chromium.executable_path]
    return next((path for path in candidates if path and Path(path).is_file()), None)


def install_commands() -> list[list[str]]:
    """How Chromium can be installed here, one command after the other."""
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        return [["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--yes", "chromium"]]
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def main() -> int:
    """Make sure that there is a Chromium; the exit status is 1 where there is none and none could be installed."""
    if find_chromium():
        return 0
    print("Installing Chromium for the browser tests (once) ...")
    find_chromium.cache_clear()
    done = all(subprocess.run(command, check=False).returncode == 0 for command in install_commands())
    if done and find_chromium():
        return 0
    print(HELP, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
