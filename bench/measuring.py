"""Runs commands and says what each took: a command with all its children, the programs that it starts included."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

# Nothing asks another host for anything while it is measured.
QUIET = {
    "ASTRO_TELEMETRY_DISABLED": "1",
    "CI": "true",
    "DO_NOT_TRACK": "1",
    "NO_MKDOCS_2_WARNING": "1",
    "NO_UPDATE_NOTIFIER": "1",
}


class CommandError(Exception):
    """A command that was to be measured failed; says which, and what it printed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took: seconds of CPU and of the clock, and the MB of the largest of its processes."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path, **environment: str) -> Cost:
    """Run a command in a folder and wait for it; raises CommandError where it fails."""
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | QUIET | environment, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for, and Popen need not
        if status:
            output.seek(0)
            raise CommandError(f"{' '.join(command)} failed:\n{output.read().decode(errors='replace')[-2_000:]}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall, memory=usage.ru_maxrss / 1000)


def in_turns(one_turn: Callable[[], dict[str, Cost]], runs: int, patience: float) -> dict[str, list[Cost]]:
    """The costs of things that are measured one after the other, again and again: what disturbs one disturbs all.

    There are fewer turns than `runs` where another one would be over after more than `patience` seconds.
    """
    costs: dict[str, list[Cost]] = {}
    start = perf_counter()
    for turn in range(runs):
        spent = perf_counter() - start
        if turn and spent + spent / turn > patience:
            break
        for name, cost in one_turn().items():
            costs.setdefault(name, []).append(cost)
    return costs


def median_cost(costs: Iterable[Cost]) -> Cost:
    """The median of each number for itself."""
    costs = tuple(costs)
    return Cost(
        cpu=median(cost.cpu for cost in costs),
        wall=median(cost.wall for cost in costs),
        memory=median(cost.memory for cost in costs),
    )
