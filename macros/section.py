"""A section of a diagram: cards that stand together under a title, and its drawing as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from macros.card import PAPER
from macros.measuring import wrap
from macros.placement import Box
from macros.svg import element, text_lines

_TITLE, _LEADING = 14, 18
_NOTE, _NOTE_LEADING = 12, 15
_INSET = 14  # from a band's border to its title


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Cards that stand together under a title."""

    id: str
    title: str
    note: str
    color: int


def draw_band(section: Section, band: Box, gutter: int) -> str:
    """A tinted band over the whole width, with its title in the gutter."""
    area = {"class": "rm-band", "x": band.x - gutter, "y": band.y, "width": band.width + gutter, "height": band.height}
    color = {"class": f"rm-c{section.color}", "color": PAPER[section.color]}
    title, note = _lines(section, gutter - 2 * _INSET)
    y = band.y + (band.height - len(title) * _LEADING - len(note) * _NOTE_LEADING) / 2
    rect = element("rect", {**area, "rx": 12, "fill": "currentColor", "fill-opacity": 0.05})
    return element("g", color, rect, *_texts(title, note, band.x - gutter + _INSET, y))


def draw_head(section: Section, column: Box, height: int) -> str:
    """A column's title, above it and in its middle."""
    title, _ = _lines(section, column.width)
    middle = column.x + column.width / 2
    y = column.y - height + _TITLE
    return text_lines("rm-head", title, middle, y, _LEADING, font_size=_TITLE, font_weight=700, text_anchor="middle")


def heading_height(section: Section, width: int) -> int:
    """The height of a section's heading in a column."""
    title, note = _lines(section, width)
    return len(title) * _LEADING + len(note) * _NOTE_LEADING + 14


def draw_heading(section: Section, column: Box, width: int) -> str:
    """A section's heading in a column, above its first card."""
    title, note = _lines(section, width)
    color = {"class": f"rm-c{section.color}", "color": PAPER[section.color]}
    return element("g", color, *_texts(title, note, column.x, column.y + 4))


def _lines(section: Section, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return wrap(section.title, _TITLE, width, bold=True), wrap(section.note, _NOTE, width)


def _texts(title: tuple[str, ...], note: tuple[str, ...], x: float, y: float) -> list[str]:
    """Title and note, one below the other, from the height `y`."""
    bold = {"font_size": _TITLE, "font_weight": 700, "fill": "currentColor"}
    texts = [text_lines("rm-section", title, x, y + 14, _LEADING, **bold)]
    if note:
        texts.append(text_lines("rm-note", note, x, y + len(title) * _LEADING + 12, _NOTE_LEADING, font_size=_NOTE))
    return texts
