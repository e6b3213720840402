"""Columns of numbers as text to series, and the round numbers between which an axis runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 200  # points of a series


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Curves over one column: `names[0]` names the abscissa, each row holds a number for each name."""

    names: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]

    def curve(self, column: int) -> list[tuple[float, float]]:
        """The points of a column."""
        return [(row[0], row[column]) for row in self.rows]


def read_series(text: str) -> Series:
    """The series in a text: a line of names, then a line of as many numbers for each point.

    Raises ValueError with a sentence on what is wrong.
    """
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not 3 <= len(lines) <= LONGEST + 1:
        raise ValueError(f"a curve has 2 to {LONGEST} points, and this one has {max(len(lines) - 1, 0)}")
    names, *rows = lines
    if not 2 <= len(names) <= 5:
        raise ValueError(f"a plot has 2 to 5 columns, and this one has {len(names)}")
    for row in rows:
        if len(row) != len(names):
            raise ValueError(f"'{' '.join(row)}' has {len(row)} columns, the line of names has {len(names)}")
    return Series(names=tuple(names), rows=tuple(tuple(_number(text) for text in row) for row in rows))


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        raise ValueError(f"'{text}' is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"'{text}' cannot be drawn")
    return number


def round_ticks(numbers: Sequence[float], most: int = 5) -> list[float]:
    """Round numbers in equal steps, 0 among them, that reach past all of some numbers; there are about `most` steps."""
    top, bottom = max(*numbers, 0.0), min(*numbers, 0.0)
    top = top if top > bottom else 1.0
    span = top - bottom
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if span / (power * factor) <= most)
    return [round(step * i, 10) for i in range(math.floor(bottom / step), math.ceil(top / step) + 1)]


def power_ticks(numbers: Sequence[float]) -> list[float]:
    """The powers of ten that reach past all of some positive numbers."""
    low, high = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def short(number: float) -> str:
    """A number as an axis shows it: 1500000 as 1.5M."""
    for unit, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(number) >= unit:
            return f"{number / unit:g}{letter}"
    return f"{number:g}"
