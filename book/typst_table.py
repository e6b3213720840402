"""A table as Typst; its head is repeated on every page that it goes on to."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from book.typst_text import array, call, content

_ALIGN = re.compile(r"text-align:\s*(left|center|right)")


def render_table(table: HtmlElement, write: Callable[[HtmlElement], str]) -> str:
    """A call of `grid-table`: the columns' alignment, the cells of the head, and those of the rows below it."""
    rows = [list(row.iterchildren("th", "td")) for row in table.iter("tr")]
    head = rows.pop(0) if rows and all(cell.tag == "th" for cell in rows[0]) else []
    columns = max(sum(_span(cell, "colspan") for cell in row) for row in [head, *rows])
    first = head or rows[0]
    align = [_alignment(cell) for cell in first] + ["left"] * (columns - len(first))
    cells = (_cell(cell, write) for row in rows for cell in row)
    return call("grid-table", array(align), array(_cell(cell, write) for cell in head), *cells)


def _cell(cell: HtmlElement, write: Callable[[HtmlElement], str]) -> str:
    inside = content(write(cell))
    spans = [f"{name}: {n}" for name in ("colspan", "rowspan") if (n := _span(cell, name)) > 1]
    return f"table.cell({', '.join([*spans, inside])})" if spans else inside


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return int(value) if value.isdigit() else 1


def _alignment(cell: HtmlElement) -> str:
    match = _ALIGN.search(cell.get("style", ""))
    return match[1] if match else "left"
