"""The real thing behind each language of a page: psql, Python, a shell. Each keeps its state between blocks."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

LIMIT = 120  # seconds that a block may take
PATIENCE = 0.5  # seconds without an end after which a statement that waits for a lock is said to wait
WAITS = "(waits)\n"

_CHILD = Path(__file__).with_name("interpreter.py")


class Process:
    """A program that is spoken to in lines and says where its answer ends."""

    def __init__(self, command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._asked = 0
        self._reader = threading.Thread(target=self._pump, daemon=True)
        self._reader.start()

    def _pump(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line)
        self._lines.put(None)

    def ask(self, text: str, mark: str) -> str:
        """Send some text, then what makes the program print a mark; the mark, which ends the answer."""
        self._asked += 1
        end = f"--- end of answer {self._asked} ---"
        if self._process.stdin:
            self._process.stdin.write(f"{text}\n{mark.format(end=end)}\n")
            self._process.stdin.flush()
        return end + "\n"

    def answer(self, end: str, waits: Callable[[], bool] = lambda: False) -> tuple[str, bool]:
        """What came before the mark, and whether the mark came; it did not where `waits` tells that it is blocked."""
        text, deadline, patience = "", time.monotonic() + LIMIT, PATIENCE
        while time.monotonic() < deadline:
            try:
                line = self._lines.get(timeout=0.05)
            except queue.Empty:
                patience = patience - 0.05 if waits() else PATIENCE
                if patience <= 0:
                    return text, False
                continue
            if line is None:
                return f"{text}(the program ended)\n", True
            if line.endswith(end):
                return text + line.removesuffix(end), True
            text += line
        self.close()
        return f"{text}(stopped after {LIMIT} seconds)\n", True

    def close(self) -> None:
        """End the program and what it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # with what its blocks have left running
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()


class Sql:
    """A connection through psql; a statement can be left waiting for another connection."""

    def __init__(self, psql: str, folder: Path, environment: Mapping[str, str]) -> None:
        options = ["-X", "-P", "null=NULL", "-P", "pager=off", "-v", "SHOW_CONTEXT=never"]
        self._process = Process([psql, *options], folder, environment)
        self.pid = int(self._now("SELECT 'pid ' || pg_backend_pid();").partition("pid ")[2].split()[0])
        self._pending = ""

    def _now(self, text: str) -> str:
        return self._process.answer(self._process.ask(text, "\\echo {end}"))[0]

    def run(self, text: str, waits: Callable[[], bool] = lambda: False) -> str:
        """What the statements print; the last one may lack its semicolon."""
        if self._pending:
            return "(this session still waits)\n"
        self._pending = self._process.ask(f"{text.rstrip()}\n;", "\\echo {end}")
        return self.collect(waits)

    def collect(self, waits: Callable[[], bool] = lambda: False) -> str:
        """What has been printed since, by a session that waited."""
        if not self._pending:
            return ""
        printed, done = self._process.answer(self._pending, waits)
        self._pending = "" if done else self._pending
        return printed if done else printed + WAITS

    def is_waiting_for_a_lock(self, pid: int) -> bool:
        """Whether another connection waits until somebody else commits."""
        asked = f"SELECT 'waits' FROM pg_stat_activity WHERE pid = {pid} AND wait_event_type = 'Lock';"
        return "waits" in self._now(asked)

    def close(self) -> None:
        """End the connection."""
        self._process.close()


class Python:
    """An interpreter of its own; `failed` tells whether the last block ended in an exception."""

    def __init__(self, folder: Path, environment: Mapping[str, str], prefix: Sequence[str] = ()) -> None:
        self._process = Process([*prefix, sys.executable, "-u", str(_CHILD)], folder, environment)
        self.failed = False

    def run(self, text: str) -> str:
        """What a block prints, with its exception in short where it raises one."""
        end = self._process.ask(json.dumps(text), "")
        printed, _ = self._process.answer(end)
        try:
            answer = json.loads(printed)
        except ValueError:
            self.failed = True
            return printed
        self.failed = answer["failed"]
        return str(answer["text"])

    def close(self) -> None:
        """End the interpreter."""
        self._process.close()


class Shell:
    """A bash; commands of a transcript run one after the other."""

    def __init__(self, folder: Path, environment: Mapping[str, str], prefix: Sequence[str] = ()) -> None:
        self._process = Process([*prefix, "bash", "--noprofile", "--norc"], folder, environment)

    def run(self, transcript: str) -> str:
        """The transcript with what each command, a line that begins with `$ ` and its continuations, really prints."""
        return "".join(f"{shown}{self._command(command)}" for shown, command in commands_of(transcript))

    def _command(self, command: str) -> str:
        end = self._process.ask(f"{{ {command}\n}} </dev/null 2>&1", "echo '{end}'")
        return self._process.answer(end)[0]

    def close(self) -> None:
        """End the shell."""
        self._process.close()


def commands_of(transcript: str) -> list[tuple[str, str]]:
    """Each command of a transcript as it is shown, and as it is run; lines right behind it with `> ` continue it."""
    found: list[tuple[str, str]] = []
    continues = False
    for line in transcript.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line, line[2:]))
            continues = True
        elif line.startswith("> ") and continues:
            shown, command = found[-1]
            found[-1] = (shown + line, command + line[2:])
        else:  # output, which may begin like anything
            continues = False
    return found
