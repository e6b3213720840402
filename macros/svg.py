"""The small parts of an SVG drawing: elements, lines with rounded corners and tips, and lines of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from macros.escaping import escape_html

Point = tuple[float, float]

_RADIUS = 8  # of a line's corners
_TIP = 8  # length of an arrow's tip
_GAP = 1  # between the tip and the box


def element(name: str, attributes: Mapping[str, object], *children: str) -> str:
    """An element; attributes are escaped and left out where they are empty, children stand as they are."""
    written = "".join(f' {key}="{escape_html(_text(value))}"' for key, value in attributes.items() if value != "")
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text_lines(css_class: str, lines: Sequence[str], x: float, y: float, leading: float, **attributes: object) -> str:
    """Lines of text, the first one's baseline at `y`."""
    last = len(lines) - 1
    spans = (  # the space is for those who copy or hear the text
        element("tspan", {"x": x, "y": y + i * leading}, escape_html(line) + (" " if i < last else ""))
        for i, line in enumerate(lines)
    )
    renamed = {key.replace("_", "-"): value for key, value in attributes.items()}
    return element("text", {"class": css_class, **renamed}, *spans)


def line_path(points: Sequence[Point]) -> str:
    """The path of a line with rounded corners that ends where its tip begins."""
    (x, y), *corners = [*points[:-1], _before(points[-2], points[-1], _TIP - 2)]
    path = f"M{_text(x)} {_text(y)}"
    for i, corner in enumerate(corners[:-1]):
        before, after = (points[i], corners[i + 1])
        radius = min(_RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _before(before, corner, radius), _before(after, corner, radius)
        path += f"L{_pair(start)}Q{_pair(corner)} {_pair(end)}"
    return f"{path}L{_pair(corners[-1])}"


def tip_path(points: Sequence[Point]) -> str:
    """The path of the tip at a line's end."""
    end = _before(points[-2], points[-1], _GAP)
    x, y = _before(points[-2], points[-1], _TIP)
    if points[-2][0] == points[-1][0]:
        return f"M{_pair((x - 4.5, y))}L{_pair(end)}L{_pair((x + 4.5, y))}Z"
    return f"M{_pair((x, y - 4.5))}L{_pair(end)}L{_pair((x, y + 4.5))}Z"


def _before(start: Point, end: Point, distance: float) -> Point:
    """The point at a distance from the end of a line."""
    length = _length(start, end)
    share = distance / length if length else 0
    return end[0] - (end[0] - start[0]) * share, end[1] - (end[1] - start[1]) * share


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])  # lines run along the axes


def _pair(point: Point) -> str:
    return f"{_text(point[0])} {_text(point[1])}"


def _text(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)
