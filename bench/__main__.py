"""`python -m bench` measures what the generator costs, prints one table and writes the same as JSON."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from bench.about import about
from bench.lines import OTHERS, Bench, measure_book, measure_check, measure_growth, measure_guide
from bench.measuring import CommandError
from bench.projects import PROJECT
from bench.table import Row, render_json, render_table
from bench.waiting import measure_serve, measure_serve_many, measure_zensical

LINES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "guide": measure_guide,
    "check": measure_check,
    "book": measure_book,
    "growth": measure_growth,
    "serve": measure_serve,
    "serve-many": measure_serve_many,
    "zensical": measure_zensical,
    **OTHERS,
}
RESULT = PROJECT / "build" / "bench.json"


def main() -> int:
    """Measure the lines that are asked for; the exit status is 1 where a bar is not held."""
    options = _parse()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, contextlib.suppress(KeyboardInterrupt):
        bench = Bench(folder=Path(folder), runs=options.runs, patience=options.patience, large=options.large)
        for line in options.only:
            start = perf_counter()
            print(f"measuring {line} ...", file=sys.stderr, flush=True)
            rows += _measure(line, bench)
            print(f"measured in {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
            _write(options.json, rows)
    print(render_table(rows), "", *(f"{name}: {value}" for name, value in about().items()), sep="\n")
    print(f"\nThe same with every run: {options.json}")
    return 1 if any(row.held is False for row in rows) else 0


def _write(file: Path, rows: list[Row]) -> None:
    """Write what has been measured so far: the run takes long, and may be stopped."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render_json(rows, about()), encoding="utf-8")


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what the generator costs.")
    parser.add_argument("--only", nargs="+", choices=LINES, default=tuple(LINES), metavar="LINE", help=", ".join(LINES))
    parser.add_argument("--runs", type=int, default=5, help="how often each thing is measured (5)")
    parser.add_argument("--patience", type=float, default=120, help="seconds after which not again (120)")
    parser.add_argument("--large", type=int, default=4_000, help="lessons of the large guide (4000)")
    parser.add_argument("--json", type=Path, default=RESULT, help="where the result is written (build/bench.json)")
    return parser.parse_args()


def _measure(line: str, bench: Bench) -> list[Row]:
    """The rows of a line, as far as they could be measured."""
    rows: list[Row] = []
    try:
        for row in LINES[line](bench):
            rows.append(row)
    except CommandError as error:
        print(f"\n{error}", file=sys.stderr)
        rows.append(Row(line=line, what=None, failure=str(error).partition("\n")[0]))
    return rows


if __name__ == "__main__":
    sys.exit(main())
