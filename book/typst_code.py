"""A block of code as Typst: as large as its lines allow, folded where even the smallest size is too wide."""

from __future__ import annotations

from collections.abc import Iterator

from book.code import Code, Line, Token, fold
from book.typst_text import array, call, string

TEXT_WIDTH = 402.0  # points; book.typ sets the same measure
_TEXT_HEIGHT = 640.0
_INSET = 8.0  # left and right of the code
_ADVANCE = 0.602  # width of a character of DejaVu Sans Mono, in sizes
LEADING = 1.42  # from line to line, in sizes
_SIZES = (8.0, 7.5, 7.0, 6.5, 6.1)
_FOLDED = 7.5
_NUMBER_OF_TURN = 2  # columns of the arrow before a folded row
RESULT = "Result"  # the title of what a block printed
TURN = ("turn", "↪ ")


def render_code(code: Code, measure: float, *, leads: bool) -> str:
    """A call of `code` with the rows as text, for copying and listening, and as colored tokens.

    What `leads` to its result stays on a page with it.
    """
    size = next((size for size in _SIZES if code.columns <= _columns(size, measure)), _FOLDED)
    columns = _columns(size, measure)
    rows = [row for line in code.lines for row in _rows(line, columns)]
    text = "\n".join("".join(text for _, text in row) for row in rows)
    fits = len(rows) * size * LEADING < _TEXT_HEIGHT
    colored = array(array(array(map(string, token)) for token in _without_gaps(row)) for row in rows)
    options = (f"size: {size}pt", f"breakable: {_bool(not fits)}", f"sticky: {_bool(leads and fits)}")
    return call("code", string(code.title), string(text), colored, *options)


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _without_gaps(row: Line) -> Iterator[Token]:
    """The tokens with the space behind each as a part of it: space looks the same everywhere, and costs a token."""
    look, text = "", ""
    for next_look, next_text in row:
        if next_look != look and not next_text.isspace():
            if text:
                yield look, text
            look, text = next_look, ""
        text += next_text
    if text:
        yield look, text


def _columns(size: float, measure: float) -> int:
    return int((measure - 2 * _INSET) / (size * _ADVANCE))


def _rows(line: Line, columns: int) -> list[Line]:
    """The line, or where it is too long its rows, each but the first behind an arrow."""
    if sum(len(text) for _, text in line) * 2 <= columns:  # short even if every character were wide
        return [line]
    rows = list(fold(line, columns))
    if len(rows) == 1:
        return rows
    first, *others = fold(line, columns - _NUMBER_OF_TURN)
    return [first, *((TURN, *row) for row in others)]
