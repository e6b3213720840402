"""Runs a block of a page: here for the tests, and as the same file in the reader's browser."""

from __future__ import annotations

import contextlib
import io
import traceback
from typing import Any

NAME = "<block>"


def run_block(code: str, namespace: dict[str, Any]) -> tuple[str, bool]:
    """What a block prints, and whether it ended in an exception, which is told with its line of the block."""
    printed = io.StringIO()
    failed = False
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(code, NAME, "exec"), namespace)
        except SyntaxError as error:
            failed = True
            printed.write(_told(code, error.lineno if error.filename == NAME else None, error))
        except BaseException as error:  # a block may also end the program, and the blocks after it go on
            failed = True
            lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == NAME]
            printed.write(_told(code, lines[-1] if lines else None, error))
    return printed.getvalue(), failed


def _told(code: str, number: int | None, error: BaseException) -> str:
    """An exception as a result shows it; versions of Python differ in how they draw tracebacks."""
    lines = code.split("\n")
    place = f"Line {number}: {lines[number - 1].strip()}\n" if number and number <= len(lines) else ""
    said = str(error.msg if isinstance(error, SyntaxError) else error)
    return f"{place}{f'{type(error).__name__}: {said}'.removesuffix(': ')}\n"
