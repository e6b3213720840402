"""Where the blocks of one page run: a folder, a database and the sessions that its steps ask for."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import yaml

from macros.blocks import Exercise, Step, Task
from tests.running.network import Network
from tests.running.postgres import SHOP, Postgres
from tests.running.servers import Running, environment, named
from tests.running.sessions import Python, Shell, Sql

_READERS: dict[str, Callable[[str], object]] = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads}


class Playground:
    """What a page's blocks share; as a context it ends every program that it started."""

    def __init__(self, folder: Path, postgres: Postgres, text: str = "") -> None:
        """Servers whose variables stand in the page's text are started."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(SHOP / "shop.py", folder)
        self._folder, self._postgres = folder, postgres
        self._network = Network()
        self._servers = {server: Running(server, self._network) for server in named(text)}
        self._sql: dict[str, Sql] = {}
        self._python: Python | None = None
        self._shell: Shell | None = None
        self._environment: dict[str, str] = {}

    def __enter__(self) -> Playground:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for started in (*self._sql.values(), self._python, self._shell, *self._servers.values(), self._network):
            if started:
                started.close()

    def run(self, step: Step) -> str:
        """What a step prints."""
        text, language = step.code.text, step.code.language
        if step.task is Task.COLLECT:
            return self._connection(step.session).collect(lambda: self._waits(step.session))
        if step.task is Task.FILE:
            file = self._folder / step.code.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            return ""
        if step.task is Task.DATA:
            return _complaint(language, text)
        if language == "sql":
            return self._connection(step.session).run(text, lambda: self._waits(step.session))
        if language == "python":
            return self._interpreter().run(text)
        return self._bash().run(text)

    def passes(self, exercise: Exercise, answer: Step) -> tuple[bool, str]:
        """Whether an answer passes the check of its exercise, in a state of its own, and what was printed."""
        printed = f"{self.run(answer)}{self.run(exercise.check)}"
        failed = "ERROR:" in printed if answer.code.language == "sql" else self._interpreter().failed
        return not failed, printed

    def _connection(self, session: str) -> Sql:
        if session not in self._sql:
            self._sql[session] = Sql(str(self._postgres.psql), self._folder, self._programs())
        return self._sql[session]

    def _waits(self, session: str) -> bool:
        observer = self._connection("the one that watches the others")
        return observer.is_waiting_for_a_lock(self._connection(session).pid)

    def _interpreter(self) -> Python:
        self._python = self._python or Python(self._folder, self._programs(), self._network.prefix)
        return self._python

    def _bash(self) -> Shell:
        self._shell = self._shell or Shell(self._folder, self._programs(), self._network.prefix)
        return self._shell

    def _programs(self) -> dict[str, str]:
        """The environment of every program: made once, so that all find the same database."""
        if not self._environment:
            database = self._postgres.environment(self._postgres.new_shop())
            ours = Path(sys.executable).parent
            programs = environment()
            self._environment = {
                **{server.variable: server.address for server in self._servers},
                **programs,
                **database,
                "PATH": os.pathsep.join([str(ours), database["PATH"], programs["PATH"]]),
                "HOME": str(self._folder),
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                "PYTHONHASHSEED": "0",
                "PYTHONDONTWRITEBYTECODE": "1",
            }
        return self._environment


def _complaint(language: str, text: str) -> str:
    try:
        _READERS[language](text)
    except ValueError as error:
        return f"{language} that cannot be read: {error}\n"
    except yaml.YAMLError as error:
        return f"yaml that cannot be read: {error}\n"
    return ""
