"""Series as curves in SVG, drawn while the site is built."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from macros.escaping import escape_html
from macros.measuring import text_width
from macros.series import Series, power_ticks, round_ticks, short
from macros.svg import Point, element, text_lines

_WIDTH, _HEIGHT = 400, 240
_TOP, _BOTTOM = 10, 38  # above and below the curves
_SIZE, _LEADING = 12, 15
_COLORS = ("#00716a", "#ad2359", "#4051b5", "#8f5400")  # of paper; a style sheet replaces them on the screen
_DASHES = ("", "7 4", "2 3", "10 3 2 3")  # curves differ by more than their color


@dataclass(frozen=True, slots=True)
class _Axis:
    """Round numbers, and where each number stands on the drawing."""

    ticks: Sequence[float]
    place: Callable[[float], float]


def render_plot(series: Series, caption: str, *, logarithmic: bool) -> str:
    """A figure with a curve for each column but the first, for a page that shows the numbers beside it.

    Raises ValueError where a logarithmic axis would have to show zero or less.
    """
    numbers = [number for row in series.rows for number in row[1:]]
    if (logarithmic and min(row[0] for row in series.rows) <= 0) or (logarithmic and min(numbers) <= 0):
        raise ValueError("a logarithmic axis has no place for zero and less")
    find_ticks = power_ticks if logarithmic else round_ticks
    left = 8 + max(text_width(short(tick), _SIZE) for tick in find_ticks(numbers))
    right = _WIDTH - 8 - max(text_width(name, _SIZE) for name in series.names[1:])
    across = _axis(find_ticks([row[0] for row in series.rows]), left, right, logarithmic=logarithmic)
    down = _axis(find_ticks(numbers), _HEIGHT - _BOTTOM, _TOP, logarithmic=logarithmic)
    parts = [*_grid(across, down, left, right), *_name_of_abscissa(series.names[0], (left + right) / 2)]
    parts += _curves(series, across, down, right)
    drawing = {"class": "rm-plot", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "width": _WIDTH, "height": _HEIGHT}
    about = {"role": "img", "aria-label": f"{caption}: curves of the numbers above", "font-size": _SIZE}
    legend = element("figcaption", {}, escape_html(caption))
    return element("figure", {"class": "rm-plotted"}, element("svg", drawing | about, *parts), legend)


def _axis(ticks: Sequence[float], start: float, end: float, *, logarithmic: bool) -> _Axis:
    scale: Callable[[float], float] = math.log10 if logarithmic else float
    first, last = scale(ticks[0]), scale(ticks[-1])
    return _Axis(ticks, lambda number: start + (scale(number) - first) / (last - first) * (end - start))


def _grid(across: _Axis, down: _Axis, left: float, right: float) -> Iterator[str]:
    bottom = _HEIGHT - _BOTTOM
    for tick in down.ticks:
        y = down.place(tick)
        yield element("line", {"class": "rm-grid", "x1": left, "x2": right, "y1": y, "y2": y, "stroke": "#d5dedc"})
        yield text_lines("rm-tick", [short(tick)], left - 5, y + 4, 0, text_anchor="end")
    room = -math.inf
    for tick in across.ticks:  # a number that would touch the one before it is left out
        x, half = across.place(tick), text_width(short(tick), _SIZE) / 2
        if x - half > room:
            yield text_lines("rm-tick", [short(tick)], x, bottom + 16, 0, text_anchor="middle")
            room = x + half + 4


def _name_of_abscissa(name: str, middle: float) -> Iterator[str]:
    yield text_lines("rm-tick", [name], middle, _HEIGHT - 6, 0, text_anchor="middle")


def _curves(series: Series, across: _Axis, down: _Axis, right: float) -> Iterator[str]:
    ends = [down.place(number) for number in series.rows[-1][1:]]
    for i, y in enumerate(_apart(ends)):
        points = [(across.place(x), down.place(number)) for x, number in series.curve(i + 1)]
        line = {"d": _line(points), "fill": "none", "stroke": "currentColor", "stroke-dasharray": _DASHES[i]}
        dots = [element("circle", {"cx": x, "cy": y, "r": 2.5, "fill": "currentColor"}) for x, y in points]
        name = text_lines("rm-curve-name", [series.names[i + 1]], right + 6, y + 4, 0, fill="currentColor")
        drawn = (element("path", line | {"stroke-width": 2}), *(dots if len(points) <= 20 else ()), name)
        yield element("g", {"class": f"rm-curve rm-curve-{i}", "color": _COLORS[i]}, *drawn)


def _apart(ends: Sequence[float]) -> list[float]:
    """Where names stand, each as near to its curve's end as the others leave room for."""
    places = [0.0] * len(ends)
    from_below = sorted(range(len(ends)), key=lambda i: -ends[i])
    room = _HEIGHT - _BOTTOM + 0.0
    for i in from_below:
        places[i] = min(ends[i], room)
        room = places[i] - _LEADING
    room = _TOP + 0.0
    for i in reversed(from_below):
        places[i] = max(places[i], room)
        room = places[i] + _LEADING
    return places


def _line(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
