"""The frame of every diagram: a figure that holds a wide and a narrow drawing in SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.escaping import escape_html
from macros.svg import element

Size = Literal["wide", "narrow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What a diagram is called and what it shows; `name` makes its ids, and `role` says how it is read out.

    A group is read part by part, a picture (`img`) by its description alone.
    """

    name: str
    title: str
    description: str
    role: Literal["group", "img"] = "group"


def render_figure(kind: str, *drawings: str) -> str:
    """The figure, in one block of HTML without an empty line."""
    return f'<figure class="rm-figure rm-{kind}" data-search-exclude>\n{"".join(drawings)}</figure>'


def render_drawing(caption: Caption, size: Size, frame: tuple[int, int, int, int], parts: Sequence[str]) -> str:
    """The drawing of a diagram for a size of screen; `frame` is its left, top, right and bottom."""
    left, top, right, bottom = frame
    name = f"rm-{caption.name}-{size}"
    attributes = {
        "class": f"rm-diagram rm-{size}",
        "id": name,
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "viewBox": f"{left} {top} {right - left} {bottom - top}",
        "width": right - left,
        "height": bottom - top,
        "role": caption.role,
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-description",
        "font-family": "system-ui, sans-serif",
    }
    title = element("title", {"id": f"{name}-title"}, escape_html(caption.title))
    description = element("desc", {"id": f"{name}-description"}, escape_html(caption.description))
    return element("svg", attributes, *on_lines([title, description, *parts])) + "\n"


def on_lines(parts: Iterable[str]) -> Iterator[str]:
    """A line for each part that is not empty, so that a difference between two drawings can be read."""
    for part in parts:
        if part:
            yield f"\n{part}"
