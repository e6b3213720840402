"""What the tests measured, for the table at the end of a run: each figure beside its bar."""

from __future__ import annotations

from collections.abc import Iterator

_ROWS: dict[str, tuple[str, str]] = {}


def take_figures() -> dict[str, tuple[str, str]]:
    """What was measured so far; tests that run side by side each have a part."""
    return _ROWS


def add_figures(rows: dict[str, tuple[str, str]]) -> None:
    """Join what tests in another process measured."""
    _ROWS.update({name: (value, bar) for name, (value, bar) in rows.items()})


def figure(name: str, value: object, bar: object) -> None:
    """Show a measured value and its bar (with their units) at the end of the run; who measures also asserts."""
    _ROWS[name] = (str(value), str(bar))


def figure_lines() -> Iterator[str]:
    """The table of everything measured, in the order of names; nothing where nothing was."""
    rows = [("measured", "value", "bar"), *((name, *row) for name, row in sorted(_ROWS.items()))]
    if not _ROWS:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, value, bar in rows:
        yield f"{name:{widths[0]}}  {value:>{widths[1]}}  {bar}"
