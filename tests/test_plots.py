"""Plots: what stands in columns is drawn, every point within its frame and no name upon another."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.plot import render_plot
from macros.plot_pages import render_plots
from macros.series import Series, power_ticks, read_series, round_ticks, short

COUNTS = "n linear binary\n10 10 4\n1,000 1000 10\n"


def test_series_are_read() -> None:
    series = read_series(COUNTS)
    assert series.names == ("n", "linear", "binary")
    assert series.curve(2) == [(10, 4), (1000, 10)]


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), min_size=1))
def test_round_ticks_reach_past_all_numbers(numbers: list[float]) -> None:
    ticks = round_ticks(numbers)
    assert ticks[0] <= min(*numbers, 0.0) + 1e-9
    assert ticks[-1] >= max(*numbers, 0.0) - 1e-9
    assert 2 <= len(ticks) <= 8


@given(st.lists(st.floats(1e-6, 1e12), min_size=1))
def test_power_ticks_reach_past_all_numbers(numbers: list[float]) -> None:
    ticks = power_ticks(numbers)
    assert ticks[0] <= min(numbers) * 1.000001
    assert ticks[-1] >= max(numbers) / 1.000001
    assert all(math.isclose(b / a, 10) for a, b in pairwise(ticks))


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (250, "250"), (1000, "1k"), (1.5e6, "1.5M"), (0.25, "0.25")])
def test_numbers_of_an_axis_are_short(number: float, shown: str) -> None:
    assert short(number) == shown


NAMES = st.sampled_from(["linear", "n log n", "binary search", "a<b"]).map(lambda name: name.replace(" ", "-"))
ROWS = st.lists(st.tuples(*[st.floats(0.01, 1e7)] * 3), min_size=2, max_size=40)


@given(ROWS, NAMES, NAMES, st.booleans())
def test_everything_is_drawn_within_the_frame(
    rows: list[tuple[float, ...]], first: str, second: str, logarithmic: bool
) -> None:
    series = Series(names=("n", first, second), rows=tuple(rows))
    svg = render_plot(series, "Rising", logarithmic=logarithmic)
    drawing = ET.fromstring(svg)
    for path in drawing.iter("path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
        assert len(numbers) == 2 * len(rows)
        assert all(0 <= x <= 400 for x in numbers[::2])
        assert all(0 <= y <= 240 for y in numbers[1::2])
    names = [text for text in drawing.iter("text") if text.attrib["class"] == "rm-curve-name"]
    (upper, lower) = sorted(float(text[0].attrib["y"]) for text in names)
    assert lower - upper >= 14.9
    assert upper > 0


PAGE = f'Before.\n\n```python\nprint(1)\n```\n\n```text title="Plot: Steps (logarithmic)"\n{COUNTS}```\n\nAfter.\n'


def test_a_page_shows_the_numbers_and_the_curves() -> None:
    shown = render_plots(PAGE, "page.md")
    assert f'```text title="Result"\n{COUNTS}```\n\n<figure' in shown
    assert 'aria-label="Steps: curves of the numbers above"' in shown
    assert "<figcaption>Steps</figcaption>" in shown
    assert render_plots(PAGE.replace("Plot: ", "No plot: "), "page.md") == PAGE.replace("Plot: ", "No plot: ")
