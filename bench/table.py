"""What was measured, for people and as JSON: each thing beside its reference, with their ratio and the bar."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from bench.measuring import Cost, median_cost

Unit = Literal["s CPU", "s", "ms CPU", "KB", "MB"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One thing that was measured: the number that is compared, and what all runs took."""

    name: str
    value: float
    unit: Unit
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What has to hold: of the ratio to the reference, or of the number itself."""

    limit: float
    at_least: bool = False
    of_value: bool = False

    def holds(self, value: float, ratio: float | None) -> bool:
        """Whether it holds; a ratio that could not be measured holds nothing."""
        compared = value if self.of_value else ratio
        return compared is not None and (compared >= self.limit if self.at_least else compared <= self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table; without a bar it only informs, and `failure` stands for what could not be measured."""

    line: str
    what: Side | None
    beside: Side | None = None
    bar: Bar | None = None
    failure: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times its reference the thing is."""
        return self.what.value / self.beside.value if self.what and self.beside else None

    @property
    def held(self) -> bool | None:
        """Whether its bar is held; nothing where it has none."""
        if self.failure:
            return False
        return self.bar.holds(self.what.value, self.ratio) if self.bar and self.what else None


def cpu_side(name: str, costs: Sequence[Cost]) -> Side:
    """A thing that is compared by its seconds of CPU."""
    return Side(name=name, value=median_cost(costs).cpu, unit="s CPU", costs=tuple(costs))


def wall_side(name: str, costs: Sequence[Cost]) -> Side:
    """A thing that is compared by how long somebody waits for it."""
    return Side(name=name, value=median_cost(costs).wall, unit="s", costs=tuple(costs))


def render_table(rows: Iterable[Row]) -> str:
    """The rows as a table in Markdown, whose columns also line up as plain text."""
    head = ("line", "what", "is", "beside", "is", "ratio", "bar", "held")
    lines = [head, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
    )


def render_json(rows: Iterable[Row], about: dict[str, str]) -> str:
    """The rows with every single run, and what they were measured with."""
    return json.dumps({"about": about, "rows": [asdict(row) | _derived(row) for row in rows]}, indent=1) + "\n"


def _derived(row: Row) -> dict[str, float | bool | None]:
    return {"ratio": row.ratio, "held": row.held}


def _cells(row: Row) -> tuple[str, ...]:
    held = {None: "", True: "yes", False: "no"}[row.held]
    if row.what is None:
        return row.line, row.failure, "", "", "", "", "", held
    beside = (row.beside.name, _side(row.beside)) if row.beside else ("", "")
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return row.line, row.what.name, _side(row.what), *beside, ratio, _bar(row.bar, row.what.unit), held


def _side(side: Side) -> str:
    """The number that is compared, then what else was measured, and how often."""
    value = f"{_number(side.value)} {side.unit}"
    if not side.costs:
        return value
    cost = median_cost(side.costs)
    cpu = "" if side.unit == "s CPU" or not cost.cpu else f"{_number(cost.cpu)} s CPU, "
    wall = "" if side.unit == "s" else f"{_number(cost.wall)} s, "
    memory = "" if side.unit == "MB" or not cost.memory else f"{_number(cost.memory)} MB, "
    return f"{value} ({cpu}{wall}{memory}{len(side.costs)} run{'s'[: len(side.costs) != 1]})"


def _bar(bar: Bar | None, unit: Unit) -> str:
    if bar is None:
        return ""
    return f"{'≥' if bar.at_least else '≤'} {bar.limit:,g}{f' {unit}' if bar.of_value else ''}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
