"""A database table in a diagram: a card with its name and a row for each column."""

from __future__ import annotations

import math

from macros.card import PAPER
from macros.escaping import escape_html
from macros.measuring import text_width
from macros.placement import Box
from macros.svg import element
from macros.tables import Column, Table

_TITLE, _NAME, _TYPE, _KEY = 14, 13, 12, 10  # sizes of type
_HEAD, _ROW, _FOOT = 29, 21, 6  # heights of the title, of a row, and of what is free below the last
_PADDING = 9  # beside the text
_BESIDE = 10  # between a column's name, or its keys, and its type
_RADIUS = 9


def table_size(table: Table) -> tuple[int, int]:
    """The width and the height that a table's text takes."""
    rows = (
        text_width(column.name, _NAME)
        + text_width(_keys(column), _KEY, bold=True)
        + _BESIDE
        + text_width(type_words(column), _TYPE)
        for column in table.columns
    )
    width = max([text_width(table.name, _TITLE, bold=True), *rows]) + 2 * _PADDING
    return math.ceil(width), _HEAD + len(table.columns) * _ROW + _FOOT


def render_table(table: Table, box: Box, color: int) -> str:
    """The card in one of the colors of the diagrams."""
    bold = {"font-size": _TITLE, "font-weight": 700}
    title = {"class": "rm-section", "x": box.x + _PADDING, "y": box.y + 19, "fill": "currentColor", **bold}
    rows = (_row(column, box, box.y + _HEAD + i * _ROW) for i, column in enumerate(table.columns))
    parts = [_frame(box), _head(box), element("text", title, escape_html(table.name)), *rows]
    return element("g", {"class": f"rm-c{color}", "color": PAPER[color]}, *parts)


def type_words(column: Column) -> str:
    """A column's type, and whether it may be without a value."""
    return f"{column.type} or NULL" if column.nullable else column.type


def _keys(column: Column) -> str:
    """The marks of a column that is part of the primary key, or a foreign key; each begins with a space."""
    return (" PK" if column.primary else "") + (" FK" if column.references else "")


def _frame(box: Box) -> str:
    size = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": _RADIUS}
    return element("rect", {"class": "rm-frame", **size, "fill": "#fff", "stroke": "currentColor", "stroke-width": 1.3})


def _head(box: Box) -> str:
    """The tinted ground of the title, with the frame's upper corners."""
    corner, side = f"{_RADIUS} {_RADIUS} 0 0 1 {_RADIUS}", box.width - 2 * _RADIUS
    path = (
        f"M{box.x} {box.y + _HEAD - 1}V{box.y + _RADIUS}a{corner} -{_RADIUS}"
        f"h{side}a{corner} {_RADIUS}V{box.y + _HEAD - 1}Z"
    )
    return element("path", {"class": "rm-ground", "d": path, "fill": "currentColor", "fill-opacity": 0.1})


def _row(column: Column, box: Box, top: int) -> str:
    y = top + 15
    mark = {"class": "rm-section", "fill": "currentColor", "font-size": _KEY, "font-weight": 700}
    keys = element("tspan", mark, _keys(column)) if _keys(column) else ""
    name = {"class": "rm-title", "x": box.x + _PADDING, "y": y, "font-size": _NAME}
    end = {"x": box.x + box.width - _PADDING, "y": y, "font-size": _TYPE, "text-anchor": "end"}
    return element("text", name, escape_html(column.name), keys) + element(
        "text", {"class": "rm-note", **end}, escape_html(type_words(column))
    )
