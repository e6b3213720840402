"""A block of code of a page: its title and its lines of colored tokens, folded to the width of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from lxml.html import HtmlElement

from book.articles import classes, find_class, words

Token = tuple[str, str]  # how it looks (nothing for plain code), and its text
Line = tuple[Token, ...]

_TAB = 4
# The first letters of the highlighter's classes, longest first, and how they look in the book.
_LOOKS = {
    "kc": "number",
    "k": "keyword",
    "ow": "keyword",
    "s": "string",
    "c": "comment",
    "m": "number",
    "nf": "name",
    "nc": "name",
    "nb": "builtin",
    "nt": "name",
    "nd": "name",
    "gp": "prompt",
    "go": "output",
    "gr": "error",
    "err": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A block of code; `title` is empty where it has none."""

    title: str
    language: str
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        """The width of the longest line."""
        return max((width("".join(text for _, text in line)) for line in self.lines), default=0)


def read_code(block: HtmlElement) -> Code:
    """The code of a `pre`, or of a block that the highlighter made around one."""
    language = next((name[9:] for name in classes(block) if name.startswith("language-")), "text")
    pre = next(block.iter("pre"))
    return Code(title=read_title(block), language=language, lines=tuple(_lines(_tokens(pre, ""))))


def read_title(block: HtmlElement) -> str:
    """The title of a block of code, without reading the code."""
    return next((words(title) for title in find_class(block, "filename")), "")


def fold(line: Line, columns: int) -> Iterator[Line]:
    """The line in rows of at most some columns, broken behind a space where one is near."""
    if width("".join(text for _, text in line)) <= columns:
        yield line
        return
    cells = [(look, character) for look, text in line for character in text]
    while sum(width(character) for _, character in cells) > columns:
        end = _break(cells, columns)
        yield _join(cells[:end])
        cells = cells[end:]
    yield _join(cells)


def width(text: str) -> int:
    """Columns that a text takes in a font of one width."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _tokens(element: HtmlElement, look: str) -> Iterator[Token]:
    if element.tag == "span":
        look = _look(element.get("class", "")) or look
    if element.text:
        yield look, element.text
    for child in element:
        yield from _tokens(child, look)
        if child.tail:
            yield look, child.tail


@cache
def _look(name: str) -> str:
    return next((look for start, look in _LOOKS.items() if name.startswith(start)), "")


def _lines(tokens: Iterable[Token]) -> Iterator[Line]:
    """Tokens by line, those of the same look in one piece; empty lines at the end are left out."""
    rows: list[list[Token]] = [[]]
    for look, text in tokens:
        first, *others = text.expandtabs(_TAB).split("\n")
        rows[-1].append((look, first))
        rows += [[(look, other)] for other in others]
    while rows and not "".join(text for _, text in rows[-1]).strip():
        rows.pop()
    return (_join(row) for row in rows)


def _join(tokens: Iterable[Token]) -> Line:
    pieces = ((look, "".join(text for _, text in group)) for look, group in groupby(tokens, lambda token: token[0]))
    return tuple(piece for piece in pieces if piece[1])


def _break(cells: list[Token], columns: int) -> int:
    """Where a line is broken: behind its last space, unless that leaves less than half of it."""
    end, taken = 0, 0
    while taken + width(cells[end][1]) <= columns:
        taken += width(cells[end][1])
        end += 1
    space = next((i + 1 for i in range(end - 1, end // 2, -1) if cells[i][1] == " "), end)
    return max(space, 1)
