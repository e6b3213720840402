"""A page's recorded outputs held against real ones, and written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.blocks import Exercise, Step, Task, find_exercises, find_steps
from macros.page import Page
from macros.page_source import Source, read_page
from tests.building import PROJECT
from tests.running import comparing
from tests.running.playground import Playground

DOCS = PROJECT / "docs"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A step with what it really printed."""

    step: Step
    text: str


def pages_with_steps() -> dict[str, Page]:
    """Every page of the guide that has a block to run, by its path below docs/."""
    pages = {}
    for path in sorted(DOCS.rglob("*.md")):
        name = path.relative_to(DOCS).as_posix()
        page = read_page(Source(path.read_text(encoding="utf-8"), f"docs/{name}"), name)
        if any(True for _ in find_steps(page.code)):
            pages[name] = page
    return pages


def run_page(page: Page, playground: Playground) -> list[Printed]:
    """Every block but those of exercises, from the top of the page to its end."""
    apart = (Task.EXERCISE, Task.CHECK, Task.SOLUTION)
    steps = [step for step in find_steps(page.code) if step.task not in apart]
    return [Printed(step=step, text=playground.run(step)) for step in steps]


def complaints(printed: Iterable[Printed]) -> Iterator[str]:
    """Where the page shows something other than what was printed."""
    for each in printed:
        step, at = each.step, each.step.code.at
        place = f"{at.file}:{at.line}"
        if step.task in (Task.FILE, Task.DATA) and each.text:
            yield f"{place}: {each.text}"
        elif step.shown is None and not comparing.need_not_be_shown(each.text):
            yield f"{place}: this block prints something, but no result is shown; 'make outputs' adds it:\n{each.text}"
        elif step.shown and not comparing.tidy(each.text):
            yield f"{step.shown.at.file}:{step.shown.at.line}: nothing was printed: remove this result"
        elif step.shown and not comparing.same(step.shown.text, each.text, step.vary):
            what = f"{step.shown.at.file}:{step.shown.at.line}: what is shown differs from what came out"
            yield f"{what}; 'make outputs' writes it anew:\n{comparing.difference(step.shown.text, each.text)}"


def exercise_complaints(page: Page, fresh: Callable[[], Playground]) -> Iterator[str]:
    """Exercises that pass as they are printed, and solutions that do not."""
    files = [step for step in find_steps(page.code) if step.task is Task.FILE]
    for exercise in find_exercises(find_steps(page.code)):
        for answer, wanted in ((exercise.start, False), (exercise.solution, True)):
            passed, printed = _judge(exercise, answer, files, fresh)
            if passed != wanted:
                at = answer.code.at
                what = "the solution does not pass the check" if wanted else "the exercise passes before it is solved"
                yield f"{at.file}:{at.line}: {what}:\n{printed}"


def _judge(exercise: Exercise, answer: Step, files: list[Step], fresh: Callable[[], Playground]) -> tuple[bool, str]:
    with fresh() as playground:
        for file in files:
            playground.run(file)
        return playground.passes(exercise, answer)


def rewrite(file: Path, printed: Iterable[Printed]) -> None:
    """Write what was printed into the page, where what it shows is something else."""
    lines = file.read_text(encoding="utf-8").split("\n")
    for each in reversed(list(printed)):
        step, text = each.step, comparing.tidy(each.text)
        if step.shown and text and not comparing.same(step.shown.text, each.text, step.vary):
            lines[step.shown.at.line : step.shown.end - 1] = _indented(text, lines[step.shown.at.line - 1])
        elif step.shown is None and step.task is Task.RUN and not comparing.need_not_be_shown(each.text):
            block = ["", '```text title="Result"', *text.split("\n"), "```"]
            lines[step.code.end : step.code.end] = _indented("\n".join(block), lines[step.code.at.line - 1])
    file.write_text("\n".join(lines), encoding="utf-8")


def _indented(text: str, beside: str) -> list[str]:
    indent = beside[: len(beside) - len(beside.lstrip())]
    return [indent + line if line else "" for line in text.split("\n")]
