"""Adapter: `python -m macros.serving` shows the site while it is edited.

After a save, the page that was saved, or the one in front of the contributor, is built here, where everything is still
loaded; the whole site follows in a process of its own. What is wrong is reported, and the last good site stays.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import click
import watchfiles
from mkdocs.exceptions import BuildError

from macros.building import build_pages
from macros.files import DOCS, ROADMAP
from macros.reloading import ReloadingServer

_LOG = logging.getLogger("guide")

_AGAIN = "The site was not built again: you see the last good one. Save again when the above is mended."
_STEP, _LONGEST = 25, 300  # milliseconds: a save has ended when nothing more comes, and at last after so many

Event = tuple[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Build, serve and follow every edit until somebody ends it."""
    parser = argparse.ArgumentParser(prog="python -m macros.serving", description="Show the site while it is edited.")
    parser.add_argument("--address", default="127.0.0.1:8000", help="where it is shown (127.0.0.1:8000)")
    host, _, port = parser.parse_args(arguments).address.rpartition(":")
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    _LOG.setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl+C, and leaves nothing behind
    with tempfile.TemporaryDirectory(prefix="guide-", ignore_cleanup_errors=True) as folder:
        with contextlib.suppress(KeyboardInterrupt):
            Serving(Path(folder), host, int(port)).run()
        for ending in (signal.SIGINT, signal.SIGTERM):  # who restarts it may send both
            signal.signal(ending, signal.SIG_IGN)
    return 0


class Serving:
    """The site in a folder, of which one part is shown and another built."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._folder = folder
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._server = ReloadingServer((host, port), folder / "0")
        self._building: subprocess.Popen[bytes] | None = None
        self._builds = 0
        self._pages_only = False

    def run(self) -> None:
        """Follow what happens."""
        host, port = self._server.server_address[:2]
        _LOG.info("The site is on http://%s:%s as soon as it is built.", host, port)
        self._build()
        for watched in (((Path(DOCS), Path("overrides")), True), ((Path(),), False)):
            Thread(target=self._watch, args=watched, daemon=True).start()
        Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            while True:
                what, about = self._events.get()
                if what == "changed":
                    self._follow(about)
                elif about is self._building:
                    self._finish()
        finally:
            self._stop()

    def _watch(self, folders: tuple[Path, ...], recursive: bool) -> None:
        there = [folder for folder in folders if folder.is_dir()]
        root = Path.cwd()
        for changes in watchfiles.watch(*there, recursive=recursive, debounce=_LONGEST, step=_STEP):
            paths = {Path(path).relative_to(root).as_posix() for _, path in changes}
            if paths := {path for path in paths if recursive or path == ROADMAP or path.startswith("mkdocs")}:
                self._events.put(("changed", paths))

    def _follow(self, changed: set[str]) -> None:
        self._stop()
        pages = {path.removeprefix(f"{DOCS}/") for path in changed if path.endswith(".md") and Path(path).is_file()}
        in_front = self._server.in_front.removesuffix(".html") + ".md"
        try:
            build_pages(self._server.folder, pages | {in_front})
        except (BuildError, click.Abort, SystemExit) as error:
            _LOG.warning("%s\n%s", error, _AGAIN)
            return
        self._pages_only = all(path.endswith(".md") for path in changed)
        self._server.show(self._server.folder)
        self._build()

    def _build(self) -> None:
        """Build the whole site aside."""
        self._builds += 1
        command = [sys.executable, "-m", "macros.building", str(self._folder / str(self._builds))]
        building = self._building = subprocess.Popen(command)
        Thread(target=self._wait, args=(building,), daemon=True).start()

    def _wait(self, building: subprocess.Popen[bytes]) -> None:
        building.wait()
        self._events.put(("built", building))

    def _finish(self) -> None:
        """Show what has been built."""
        built = self._building is not None and self._building.returncode == 0
        self._building = None
        if not built:
            _LOG.warning(_AGAIN)
            return
        before, after = self._server.folder, self._folder / str(self._builds)
        page = self._server.in_front
        seen = self._pages_only and _same(before / page, after / page)  # the browser has reloaded it already
        self._server.show(after, newer=not seen)
        shutil.rmtree(before, ignore_errors=True)

    def _stop(self) -> None:
        if self._building:
            self._building.terminate()
            self._building.wait()
            self._building = None


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
