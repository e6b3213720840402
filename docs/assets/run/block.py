"""Runs a block of a page: here for the tests, and as the same file in the reader's browser."""

from __future__ import annotations

import contextlib
import io
import traceback
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

NAME = "<block>"


class Output(io.TextIOBase):
    """Where blocks print: one for all, so that what keeps it, such as a log's handler, still prints in later blocks."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.show: Callable[[str], object] = len

    def write(self, text: str) -> int:
        """Keep and show a piece of text."""
        self.pieces.append(text)
        self.show(text)
        return len(text)


_OUTPUT = Output()


def run_block(code: str, namespace: dict[str, Any], show: Callable[[str], object] = len) -> tuple[str, bool]:
    """What a block prints, and whether it ended in an exception, which is told with its line of the block.

    `show` is given each piece of the text as soon as it is printed.
    """
    _OUTPUT.pieces, _OUTPUT.show = [], show
    compiled: CodeType | None = None
    failed = False
    with contextlib.redirect_stdout(_OUTPUT):
        try:
            compiled = compile(code, NAME, "exec")
            exec(compiled, namespace)
        except BaseException as error:  # a block may also end the program, and the blocks after it go on
            failed = True
            _OUTPUT.write(_told(code, _line(error, compiled), error))
    return "".join(_OUTPUT.pieces), failed


def _line(error: BaseException, compiled: CodeType | None) -> int | None:
    """The line of the block that an exception comes from, and not of an earlier block whose function it calls."""
    if compiled is None:
        return error.lineno if isinstance(error, SyntaxError) else None
    ours = [id(part) for part in _parts(compiled)]
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if id(frame.f_code) in ours]
    return lines[-1] if lines else None


def _parts(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)


def _told(code: str, number: int | None, error: BaseException) -> str:
    """An exception as a result shows it; versions of Python differ in how they draw tracebacks."""
    lines = code.split("\n")
    place = f"Line {number}: {lines[number - 1].strip()}\n" if number and number <= len(lines) else ""
    said = str(error.msg if isinstance(error, SyntaxError) else error)
    return f"{place}{f'{type(error).__name__}: {said}'.removesuffix(': ')}\n"
