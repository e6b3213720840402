"""All rules there are, and the order in which a guide is held to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from macros.escaping import escape_markdown
from macros.index import Index, index_roadmap
from macros.problems import Problem, Rule, raise_errors
from macros.rules import anchors, blocks, content, pages, paths, questions, resources, roadmap, wording
from macros.rules.anchors import Anchors, Rendered
from macros.rules.checking import run_checks
from macros.rules.pages import Guide
from macros.rules.shape import SHAPE_RULES
from macros.rules.tables import TABLE_RULES
from macros.view import View

ROADMAP_CHECKS = (*roadmap.CHECKS, *paths.CHECKS, *wording.CHECKS, *resources.CHECKS)
PAGE_CHECKS = (*content.CHECKS, *blocks.CHECKS)
GUIDE_CHECKS = (*pages.CHECKS, *content.GUIDE_CHECKS, *questions.CHECKS)
RULES: tuple[Rule, ...] = (
    *SHAPE_RULES,
    *TABLE_RULES,
    *(check.rule for check in ROADMAP_CHECKS),
    *(check.rule for check in GUIDE_CHECKS),
    *(check.rule for check in PAGE_CHECKS),
    *(check.rule for check in anchors.CHECKS),
)

_SECTIONS: tuple[tuple[str, Iterable[Rule]], ...] = (
    ("The shape of the files", SHAPE_RULES),
    ("What the roadmap refers to", [check.rule for check in roadmap.CHECKS]),
    ("Learning paths", [check.rule for check in paths.CHECKS]),
    ("The words of the roadmap", [check.rule for check in wording.CHECKS]),
    ("Resources", [check.rule for check in resources.CHECKS]),
    ("Pages and their entries", [check.rule for check in (*pages.CHECKS, *anchors.CHECKS)]),
    ("The tables of the database", TABLE_RULES),
    ("What stands in a page", [check.rule for check in (*content.GUIDE_CHECKS, *content.CHECKS)]),
    ("Blocks of code", [check.rule for check in blocks.CHECKS]),
    ("Questions", [check.rule for check in questions.CHECKS]),
)


def check_guide(guide: Guide, render_anchors: Callable[[Index], Rendered]) -> tuple[Index, tuple[Problem, ...]]:
    """The look-ups of a guide and its warnings; raises RoadmapError with every problem where there is an error."""
    found = [*guide.found, *run_checks(ROADMAP_CHECKS, guide.roadmap), *run_checks(GUIDE_CHECKS, guide)]
    problems = raise_errors(found)
    index = index_roadmap(guide.roadmap)
    return index, raise_errors([*problems, *run_checks(anchors.CHECKS, Anchors(guide, render_anchors(index)))])


def render_rule_list(view: View) -> str:
    """Every rule that this guide can break, with its level and its reason, for the contributors' pages."""
    sections = (section for section in _SECTIONS if view.tables or section[1] is not TABLE_RULES)
    return "\n\n".join(f"## {title}\n\n{_table(rules)}" for title, rules in sections)


def _table(rules: Iterable[Rule]) -> str:
    rows = "\n".join(f"| `{rule.name}` | {rule.level} | {escape_markdown(rule.why)} |" for rule in rules)
    return f"| rule | level | why |\n|---|---|---|\n{rows}"
