"""Rules on blocks of code: that each is run or says why not, and that results and exercises are whole."""

from __future__ import annotations

from collections.abc import Iterator

from macros import addresses
from macros.blocks import (
    OUTPUT_LANGUAGE,
    PROSE_LANGUAGES,
    RESULT,
    VARIABLE,
    Task,
    excuse,
    find_exercises,
    find_steps,
    vary_of,
)
from macros.drawn_results import find_drawing
from macros.page import Page
from macros.problems import did_you_mean
from macros.rules.checking import Finding, error, warning

_DRAWN_FROM = {
    "Plot": "print a line of names, then a line of as many numbers for each point",
    "Flame": "print a line for each stack: names from the outermost inward, joined by semicolons, and a count",
}
_PARTS = (Task.EXERCISE, Task.CHECK, Task.SOLUTION)


@error
def code_block_never_run(page: Page) -> Iterator[Finding]:
    """Code that nobody ran is wrong sooner or later, and a reader cannot tell which code that is."""
    run = {step.code for step in find_steps(page.code)}
    for block in page.code:
        if block.language and block.language not in PROSE_LANGUAGES and block not in run and not excuse(block)[0]:
            message = f"nothing runs this block of '{block.language}'"
            hint = 'make it python, sql or console, give it a file\'s name as its title, or write title="Not run: why"'
            yield Finding(block.at, message, hint)


@error
def excuse_without_reason(page: Page) -> Iterator[Finding]:
    """A block that is not run is an exception, and a reader may know why."""
    for block in page.code:
        where, reason = excuse(block)
        if where and not reason.strip():
            yield Finding(
                block.at,
                f"the block is not run, and its title does not say why: '{block.title}'",
                "name the reason behind the colon",
            )


@error
def result_without_block(page: Page) -> Iterator[Finding]:
    """A result that follows no code was typed by somebody: nothing can hold it against the real one."""
    shown = {step.shown for step in find_steps(page.code)}
    for block in page.code:
        if block.language == OUTPUT_LANGUAGE and RESULT.fullmatch(block.title) and block not in shown:
            yield Finding(
                block.at,
                "this result belongs to no block that prints",
                "put it right behind a block of Python or SQL, or take the title away",
            )


@error
def unknown_variation(page: Page) -> Iterator[Finding]:
    """Only what is named is left out of the comparison, so that nothing else goes unnoticed."""
    for block in page.code:
        for name in vary_of(block):
            if name not in VARIABLE:
                hint = did_you_mean(name, VARIABLE) or f"there are {', '.join(VARIABLE)}"
                yield Finding(block.at, f"'{name}' is nothing that the comparison knows", hint)


@error
def result_not_drawn(page: Page) -> Iterator[Finding]:
    """A result that cannot be drawn leaves a hole where the page promises a picture."""
    for drawing in filter(None, map(find_drawing, page.code)):
        try:
            drawing.draw()
        except ValueError as error:
            message = f"'{drawing.caption}' cannot be drawn: {error}"
            yield Finding(drawing.block.at, message, _DRAWN_FROM[drawing.kind])


@error
def exercise_incomplete(page: Page) -> Iterator[Finding]:
    """An exercise that cannot be checked, or has no solution that was tried, leaves the reader alone with it."""
    whole = {
        step
        for exercise in find_exercises(find_steps(page.code))
        for step in (exercise.start, exercise.check, exercise.solution)
    }
    for step in find_steps(page.code):
        if step.task in _PARTS and step not in whole:
            yield Finding(
                step.code.at,
                f"this {step.task.value} is not part of a whole exercise",
                'write three blocks in this order, titled "Exercise", "Check" and "Solution"',
            )


@error
def exercise_in_two_languages(page: Page) -> Iterator[Finding]:
    """The check runs right after the reader's answer, in the same session."""
    for exercise in find_exercises(find_steps(page.code)):
        for part in (exercise.check, exercise.solution):
            if part.code.language != exercise.start.code.language:
                yield Finding(
                    part.code.at,
                    f"this {part.task.value} is in {part.code.language}, but its exercise is not",
                    "write both in one language",
                )


@warning
def lesson_without_exercise(page: Page) -> Iterator[Finding]:
    """What a reader has not done once with their own hands is soon forgotten."""
    if addresses.lesson_of(page.path) and not has_exercise(page):
        yield Finding(page.start, "the lesson has no exercise that checks itself", "see docs/contribute/lesson.md")


def has_exercise(page: Page) -> bool:
    """Whether a page has an exercise that checks itself."""
    return any(True for _ in find_exercises(find_steps(page.code)))


CHECKS = (
    code_block_never_run,
    excuse_without_reason,
    result_without_block,
    unknown_variation,
    result_not_drawn,
    exercise_incomplete,
    exercise_in_two_languages,
    lesson_without_exercise,
)
