"""Adapter: `python -m macros` checks the guide and prints what is wrong."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path

from macros import explaining
from macros.files import load_guide, sources
from macros.problems import Problem, RoadmapError
from macros.reading_ahead import read_ahead
from macros.rules.catalogue import RULES
from macros.schema import render_schema
from macros.store import Store

FORMATS = ("people", "github", "json", "sarif")
FINE, PROBLEMS, COULD_NOT_RUN = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Check the guide in a folder; the exit status is 0, 1 for problems, or 2 where nothing could be checked."""
    options = _parse(arguments)
    if options.schema:
        print(render_schema(), end="")
        return FINE
    gc.disable()  # a run is short, and all that it makes is needed to its end
    root = Path(options.folder)
    if not root.is_dir():
        print(f"{root} is not a folder: name the one that holds roadmap.yaml.", file=sys.stderr)
        return COULD_NOT_RUN
    try:
        store = Store(root)
        read_ahead(root, store)
        guide = load_guide(root, store)
    except RoadmapError as error:
        _print(error.problems, options.format, root)
        return PROBLEMS
    _print(guide.warnings, options.format, root)
    sound = all(problem.rule.level == "note" for problem in guide.warnings)
    if options.format == "people" and sound:
        print(f"{len(guide.index.topics)} topics, {len(guide.index.lessons)} lessons: no problems found.")
    return FINE if sound or not options.strict else PROBLEMS


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check roadmap.yaml and the pages in docs/.")
    parser.add_argument("folder", nargs="?", default=".", help="the folder that holds roadmap.yaml (this one)")
    parser.add_argument("--format", choices=FORMATS, default="people", help="how problems are printed (for people)")
    parser.add_argument("--strict", action="store_true", help="count warnings as problems")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of roadmap.yaml instead")
    return parser.parse_args(arguments)


def _print(problems: tuple[Problem, ...], form: str, root: Path) -> None:
    if form == "json":
        print(explaining.explain_as_json(problems))
    elif form == "sarif":
        print(explaining.explain_as_sarif(problems, RULES))
    elif problems and form == "github":
        print(explaining.explain_for_github(problems))
    elif problems:
        color = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        print(explaining.explain_for_people(problems, sources(root, problems), color=color), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
