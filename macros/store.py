"""Adapter: what was worked out before, below the digest of all that it depends on, so that it is not worked out again.

A folder of small files: whoever runs may delete it, two may use it at once, and one may be killed. A file that is
damaged, or cannot be written, costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

FOLDER = ".cache"

T = TypeVar("T")

_DAY = 86_400  # seconds
_KEPT = 7 * _DAY
_SIZE = 20  # bytes of a digest


def digest(*parts: str | bytes) -> str:
    """A name for parts, in this order: other parts have another."""
    hashed = blake2b(digest_size=_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(b"%d:" % len(data))
        hashed.update(data)
    return hashed.hexdigest()


def digest_files(files: Iterable[Path]) -> str:
    """A name for the files with these paths and what is in them."""
    return digest(*(part for file in files for part in (str(file), file.read_bytes())))


@cache
def code() -> str:
    """A name for the code that runs: this generator's, the installed packages and Python."""
    ours = sorted(Path(__file__).parent.rglob("*.py"))
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return digest(sys.version, *packages, digest_files(ours))


_recalled: dict[str, Any] = {}  # for `make serve`, which asks for the same again and again


class Store:
    """Values by key, in the folder of a guide."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def recall(self, parts: Iterable[str | bytes], work_out: Callable[[], T]) -> T:
        """What `work_out` returns, which depends on the parts and the code alone; what it raises is not kept."""
        key = self.key(*parts)
        value = _recalled.get(key)
        if value is None:
            value = self.load(key)
        if value is None:
            value = work_out()
            self.save(key, value)
        kept: T = value
        _recalled[key] = kept
        return kept

    def remember(self, parts: Iterable[str | bytes]) -> Any:
        """What this process has recalled for these parts, or None."""
        return _recalled.get(self.key(*parts))

    def key(self, *parts: str | bytes) -> str:
        """The key of what depends on the parts and on the code."""
        return digest(code(), *parts)

    def knows(self, parts: Iterable[str | bytes]) -> bool:
        """Whether there is a value for these parts."""
        return self._path(self.key(*parts)).exists()

    def load(self, key: str) -> Any:
        """The value of a key, or None."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        if data[:_SIZE] != blake2b(data[_SIZE:], digest_size=_SIZE).digest():
            return None
        return pickle.loads(memoryview(data)[_SIZE:])

    def save(self, key: str, value: Any) -> None:
        """Keep a value; whoever reads meanwhile sees all of it or nothing."""
        path = self._path(key)
        data = pickle.dumps(value, protocol=5)
        aside = path.with_name(f"{key}.{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(blake2b(data, digest_size=_SIZE).digest() + data)
            aside.replace(path)

    def sweep(self) -> None:
        """Remove what nobody has asked for in a week."""
        now = time.time()
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                if now - max(path.stat().st_mtime, path.stat().st_atime) > _KEPT:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]
