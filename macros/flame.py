"""A flame picture in SVG, drawn while the site is built: below a function stand those that it called."""

from __future__ import annotations

from collections.abc import Iterator

from macros.escaping import escape_html
from macros.measuring import text_width
from macros.stacks import Frame, find_frames, read_stacks
from macros.svg import element, text_lines

_WIDTH = 400
_ROW, _SIZE = 24, 12
_SHADES = 4  # neighbors differ


def render_flame(text: str, caption: str) -> str:
    """A figure with a box for each function, as wide as its share; raises ValueError for text that is no stacks."""
    frames = find_frames(read_stacks(text))
    whole = sum(frame.count for frame in frames if frame.depth == 0)
    height = _ROW * (max(frame.depth for frame in frames) + 1)
    drawing = {"class": "rm-plot rm-flame", "viewBox": f"0 0 {_WIDTH} {height}", "width": _WIDTH, "height": height}
    about = {"role": "img", "aria-label": f"{caption}: the stacks above as boxes", "font-size": _SIZE}
    boxes = (part for i, frame in enumerate(frames) for part in _box(frame, whole, i % _SHADES))
    legend = element("figcaption", {}, escape_html(caption))
    return element("figure", {"class": "rm-plotted"}, element("svg", drawing | about, *boxes), legend)


def _box(frame: Frame, whole: float, shade: int) -> Iterator[str]:
    x, width = frame.start / whole * _WIDTH, frame.count / whole * _WIDTH
    y = frame.depth * _ROW
    place = {"x": x, "y": y + 0.5, "width": max(width - 1, 0.5), "height": _ROW - 1, "rx": 3}
    title = element("title", {}, escape_html(f"{frame.name}: {frame.count:g} of {whole:g}"))
    yield element("rect", {"class": f"rm-frame-{shade}", "fill": "#f3e3c8", **place}, title)
    if name := _fitting(frame.name, width - 8):
        yield text_lines("rm-flame-name", [name], x + 4, y + 16, 0)


def _fitting(name: str, room: float) -> str:
    """As much of a name as there is room for; nothing where that would be no help."""
    if text_width(name, _SIZE) <= room:
        return name
    while name and text_width(f"{name}…", _SIZE) > room:
        name = name[:-1]
    return f"{name}…" if len(name) > 1 else ""
