"""Adapter: reads new pages on all processors at once, so that a check finds them in the store."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from macros.files import pages_of, parts_of, read_page
from macros.problems import RoadmapError
from macros.store import Store

_WORTH = 20  # pages, below which starting processes takes longer than reading


def read_ahead(root: Path, store: Store) -> None:
    """Read the pages that the store does not know. What is wrong with them is for the check to say."""
    new = [page for page in pages_of(root) if not _is_known(page, root, store)]
    if len(new) < _WORTH or not hasattr(os, "fork"):
        return
    import macros.page_reading  # noqa: F401  # once for all processes

    shares = os.cpu_count() or 1
    processes = [_start(new[share::shares], root, store) for share in range(1, shares)]
    _read(new[::shares], root, store)
    for process in processes:
        os.waitpid(process, 0)


def _start(pages: Sequence[Path], root: Path, store: Store) -> int:
    """Read pages in another process, and give its number."""
    process = os.fork()
    if process:
        return process
    try:
        _read(pages, root, store)
    finally:
        os._exit(0)


def _read(pages: Sequence[Path], root: Path, store: Store) -> None:
    for page in pages:
        with contextlib.suppress(RoadmapError):
            read_page(page, root, store)


def _is_known(page: Path, root: Path, store: Store) -> bool:
    """Whether the store has what was read of a page; one that cannot be opened is not read ahead."""
    try:
        text = page.read_text("utf-8-sig")
    except (OSError, ValueError):
        return True
    return store.knows(parts_of(page.relative_to(root).as_posix(), text))
