"""Adapter: `python -m macros.new_lesson sql/joins` begins the page of a lesson that is in roadmap.yaml."""

from __future__ import annotations

import sys
from pathlib import Path

from macros import addresses
from macros.explaining import explain_for_people
from macros.files import DOCS, ROADMAP, load_lessons, sources
from macros.problems import RoadmapError, did_you_mean
from macros.skeleton import render_skeleton


def main(arguments: list[str]) -> int:
    """Write the page; the exit status is 1 where there is no such lesson, or a page already."""
    root = Path()
    if len(arguments) != 1 or not arguments[0]:
        return _stop("Name a lesson of roadmap.yaml: make lesson id=sql/joins")
    key = arguments[0]
    try:
        lessons = load_lessons(root)
    except RoadmapError as error:
        return _stop(explain_for_people(error.problems, sources(root, error.problems)))
    if key not in lessons:
        hint = did_you_mean(key, lessons) or f"add the lesson to {ROADMAP} first"
        return _stop(f"{ROADMAP} has no lesson '{key}': {hint}")
    page = root / DOCS / addresses.lesson_page(key)
    if page.exists():
        return _stop(f"{page} is there already: edit it.")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render_skeleton(lessons[key]), encoding="utf-8")
    print(f"{page} is begun. Replace each TODO; `make check` names those that are left.")
    return 0


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
