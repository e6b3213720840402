"""What can be wrong with the guide, as values: a Problem is found, an error is raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """Something that every guide keeps: an error stops the build, a warning a pull request, a note nothing."""

    name: str
    level: Level
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """A place in a source file; lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing to mend: where it stands, which rule it breaks, what it is, and what to do about it."""

    at: Position
    rule: Rule
    message: str
    hint: str = ""


class RoadmapError(Exception):
    """The guide cannot be built; carries every problem found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} problem(s)")

    def __reduce__(self) -> tuple[type[RoadmapError], tuple[tuple[Problem, ...]]]:
        """How the error is made again in another process, with its problems."""
        return RoadmapError, (self.problems,)


def raise_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, in file order, where all are warnings; raises RoadmapError with all where one is an error."""
    found = tuple(sorted(problems))
    if any(problem.rule.level == "error" for problem in found):
        raise RoadmapError(found)
    return found


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to `wrong`, or nothing where none is near."""
    near = get_close_matches(wrong, sorted(known), n=1)
    return f"did you mean '{near[0]}'?" if near else ""
