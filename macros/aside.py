"""Adapter: `python -m macros.aside site COMMAND …` puts what a command makes in the place of a folder.

The command fills another folder, which it finds where it says {}; the two are swapped when it has ended well. So the
folder is always whole: as it was, or as it should be. Two builds take turns. The exit status is the command's, and 2
where none could run.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_TRACEBACK = "Traceback (most recent call last):"
_HELP = {
    errno.ENOSPC: "There is no space left on the disk. Free some and build again",
    errno.EDQUOT: "You may not use more of the disk. Free some of what you have there and build again",
    errno.EROFS: "This folder cannot be written to. Build in a copy that can",
    errno.EACCES: "You may not write to this folder. Build in a copy of your own",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command, and put what it made in place."""
    name, *command = sys.argv[1:] if arguments is None else arguments
    folder = Path(name).absolute()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _turn(folder), _fresh(folder) as fresh:
            status = _run([word.replace("{}", str(fresh)) for word in command])
            if status == 0:
                _swap(fresh, folder)
            return status
    except KeyboardInterrupt:
        return _fail(f"The build was interrupted; {_kept(folder)}", 130)
    except OSError as error:
        return _fail(f"{_HELP.get(error.errno or 0, str(error))}; {_kept(folder)}", 2)


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait until no other build fills this folder; the system gives the lock back even when a build is killed."""
    with _beside(folder, "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("Another build is running. This one begins when it has ended.\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _fresh(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, gone afterwards; and gone what a killed build left of it."""
    old = _beside(folder, "old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for left in (old, *folder.parent.glob(f".{folder.name}.new-*")):
        shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    fresh.chmod(0o777 & ~_umask())
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, folder: Path) -> None:
    old = _beside(folder, "old")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _run(command: list[str]) -> int:
    """The exit status of a command; of a traceback about the disk, its reader gets one sentence."""
    trace: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as process:
        assert process.stderr
        try:
            for line in process.stderr:
                if trace or line.startswith(_TRACEBACK):
                    trace.append(line)
                else:
                    sys.stderr.write(line)
        except KeyboardInterrupt:
            process.terminate()
            raise
    for number in _HELP:
        if trace and f"[Errno {number}]" in trace[-1]:
            raise OSError(number, os.strerror(number))
    sys.stderr.write("".join(trace))
    return process.returncode


def _kept(folder: Path) -> str:
    return f"{folder.name}/ is as it was." if folder.exists() else f"there is no {folder.name}/ yet."


def _fail(sentence: str, status: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


if __name__ == "__main__":
    sys.exit(main())
