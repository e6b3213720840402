"""Plots: what stands in columns is drawn, every point within its frame and no name upon another."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.drawn_results import render_drawings
from macros.plot import render_plot
from macros.series import Series, power_ticks, read_series, round_ticks, short
from macros.stacks import find_frames, read_stacks

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
    shown = render_drawings(PAGE, "page.md")
    assert f'```text title="Result"\n{COUNTS}```\n\n<figure' in shown
    assert 'aria-label="Steps: curves of the numbers above"' in shown
    assert "<figcaption>Steps</figcaption>" in shown
    assert render_drawings(PAGE.replace("Plot: ", "No plot: "), "page.md") == PAGE.replace("Plot: ", "No plot: ")


STACKS = "main;report;total 30\nmain;report 10\nmain;send<mail> 60\n"


def test_frames_are_as_wide_as_what_runs_through_them() -> None:
    frames = {frame.name: (frame.depth, frame.start, frame.count) for frame in find_frames(read_stacks(STACKS))}
    assert frames == {"main": (0, 0, 100), "report": (1, 0, 40), "total": (2, 0, 30), "send<mail>": (1, 40, 60)}


NAMES_OF_STACK = st.lists(st.sampled_from(["main", "read", "a long name of a function", "x"]), min_size=1, max_size=5)


@given(st.lists(st.tuples(NAMES_OF_STACK.map(tuple), st.integers(1, 99)), min_size=1, max_size=20))
def test_no_frame_reaches_past_its_caller(stacks: list[tuple[tuple[str, ...], float]]) -> None:
    frames = find_frames(stacks)
    whole = sum(count for _, count in stacks)
    assert sum(frame.count for frame in frames if frame.depth == 0) == whole
    for frame in frames:
        assert frame.start + frame.count <= whole
        others = [other for other in frames if other.depth == frame.depth and other.start > frame.start]
        assert all(other.start >= frame.start + frame.count for other in others)


def test_a_page_shows_the_stacks_and_the_flames() -> None:
    shown = render_drawings(f'```text title="Flame: Time"\n{STACKS}```\n', "page.md")
    assert f'```text title="Result"\n{STACKS}```\n\n<figure' in shown
    assert "<title>send&lt;mail&gt;: 60 of 100</title>" in shown
    assert shown.count("<rect") == 4
