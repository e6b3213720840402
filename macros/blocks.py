"""A page's blocks of code to steps: what runs, on which connection, and which output the page shows for it.

The form is described for contributors in docs/contribute/lesson.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from macros.page import CodeBlock

RUN_LANGUAGES = frozenset({"python", "sql", "console"})
DATA_LANGUAGES = frozenset({"json", "yaml", "toml"})
OUTPUT_LANGUAGE = "text"
PROSE_LANGUAGES = frozenset({OUTPUT_LANGUAGE, "markdown", "ebnf", "diff", "html", "css"})
VARIABLE = ("times", "costs", "buffers", "memory", "addresses", "ids", "dates", "versions", "measurements")

RESULT = re.compile(
    r"Result(?: of session (?P<session>\w+))?(?: \([\w, ]+ vary\))?|(?P<drawing>Plot|Flame): (?P<caption>\S.*)"
)
_SESSION = re.compile(r"Session (?P<session>\w+)(?: \([\w, ]+ vary\))?")
_VARY = re.compile(r"\((?P<vary>[\w, ]+) vary\)$")
_EXCUSE = re.compile(r"Not (?P<where>run|in the page): *(?P<reason>.*)")
_FILE = re.compile(r"[\w./-]+\.\w+|(?:[\w.-]+/)*(?:Dockerfile|Makefile)")


class Task(Enum):
    """What is to be done with a block."""

    RUN = "run"
    COLLECT = "collect"  # what a session that waited has printed since
    FILE = "file"
    DATA = "data"  # only has to be readable
    EXERCISE = "exercise"
    CHECK = "check"
    SOLUTION = "solution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A block with its task; `shown` is the output that the page records, where it records one.

    `session` names a connection of its own, `vary` what may differ in the output; `in_page` tells whether a browser
    can run it.
    """

    task: Task
    code: CodeBlock
    shown: CodeBlock | None = None
    session: str = ""
    vary: tuple[str, ...] = ()
    in_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """What a reader is asked to write, the code that checks it, and an answer that passes."""

    start: Step
    check: Step
    solution: Step


def find_steps(blocks: Iterable[CodeBlock]) -> Iterator[Step]:
    """What is to be done with a page's blocks, in their order; blocks that say that they are not run are left out."""
    before: Step | None = None
    for block in blocks:
        result = RESULT.fullmatch(block.title) if block.language == OUTPUT_LANGUAGE else None
        if result and not result["session"] and before and _prints(before):
            yield replace(before, shown=block, vary=vary_of(block))
            before = None
            continue
        if before:
            yield before
        before = _step(block)
        if result and result["session"]:
            session = result["session"]
            before = Step(task=Task.COLLECT, code=block, shown=block, session=session, vary=vary_of(block))
    if before:
        yield before


def find_exercises(steps: Iterable[Step]) -> Iterator[Exercise]:
    """The exercises of a page that have all their parts."""
    parts: dict[Task, Step] = {}
    for step in steps:
        if step.task is Task.EXERCISE:
            parts = {}
        if step.task in (Task.EXERCISE, Task.CHECK, Task.SOLUTION):
            parts[step.task] = step
            if len(parts) == 3:
                yield Exercise(start=parts[Task.EXERCISE], check=parts[Task.CHECK], solution=parts[Task.SOLUTION])
                parts = {}


def excuse(block: CodeBlock) -> tuple[str, str]:
    """Where a block says that it is not run (`run` for nowhere, or `in the page`), and why; empty where it is run."""
    match = _EXCUSE.fullmatch(block.title)
    return (match["where"], match["reason"]) if match else ("", "")


def is_file(block: CodeBlock) -> bool:
    """Whether the block is a file of the page's folder: its title is a path."""
    return bool(_FILE.fullmatch(block.title)) and block.language != OUTPUT_LANGUAGE


def vary_of(block: CodeBlock) -> tuple[str, ...]:
    """What a block's title says may differ from run to run."""
    match = _VARY.search(block.title)
    return tuple(re.split(r",\s*|\s+and\s+", match["vary"])) if match else ()


def _step(block: CodeBlock) -> Step | None:
    where, _ = excuse(block)
    language = block.language
    if where == "run":
        return None
    if is_file(block):
        return Step(task=Task.FILE, code=block, in_page=language == "python")
    if block.title in ("Exercise", "Check", "Solution"):
        return Step(task=Task(block.title.lower()), code=block, in_page=True)
    if language in DATA_LANGUAGES:
        return Step(task=Task.DATA, code=block)
    if language == "console":
        return Step(task=Task.RUN, code=block, shown=block, vary=vary_of(block))
    if language in RUN_LANGUAGES:
        session = _SESSION.fullmatch(block.title)
        name = session["session"] if session else ""
        return Step(task=Task.RUN, code=block, session=name, in_page=not where and not name)
    return None


def _prints(step: Step) -> bool:
    """Whether what the step prints stands in a block of its own."""
    return step.task is Task.RUN and step.code.language != "console"
