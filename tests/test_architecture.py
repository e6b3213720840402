"""The core stays pure and small: what a module may import stands in one table."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.building import PROJECT

CORE = {
    "problems": set(),
    "model": {"problems", "rules.shape"},
    "yaml_source": {"problems", "rules.shape", "yaml"},
    "reading": {"model", "problems", "rules.shape", "yaml", "yaml_source"},
    "loading": {"model", "problems", "reading", "yaml_source"},
    "schema": {"model", "reading"},
    "tables": set(),
    "table_source": {"problems", "rules.tables", "sqlglot", "tables"},
    "graph": set(),
    "layering": {"graph"},
    "ordering": {"layering"},
    "aligning": {"layering"},
    "straightening": {"aligning", "layering"},
    "routing": {"layering"},
    "placement": set(),
    "placing": {"aligning", "layering", "ordering", "placement", "routing", "straightening"},
    "column": {"placement"},
    "measuring": set(),
    "svg": {"escaping"},
    "card": {"measuring", "placement", "svg"},
    "section": {"card", "measuring", "placement", "svg"},
    "figure": {"escaping", "svg"},
    "diagram": {"card", "column", "escaping", "figure", "placement", "placing", "section", "svg"},
    "diagrams": {"addresses", "card", "diagram", "graph", "index", "model", "section", "view"},
    "table_card": {"card", "escaping", "measuring", "placement", "svg", "tables"},
    "table_diagram": {
        *("card", "column", "escaping", "figure", "placement", "placing", "svg", "table_card", "tables"),
    },
    "diagram_pages": {"diagram", "diagrams", "escaping", "model", "table_card", "table_diagram", "tables", "view"},
    "index": {"graph", "model"},
    "blocks": {"page"},
    "series": set(),
    "plot": {"escaping", "measuring", "series", "svg"},
    "stacks": set(),
    "flame": {"escaping", "measuring", "stacks", "svg"},
    "drawn_results": {"blocks", "flame", "page", "page_source", "plot", "series"},
    "page": {"problems"},
    "page_source": {"markdown", "markdown_it", "page", "problems"},
    "questions": {"problems"},
    "question_source": {"addresses", "markdown_it", "page_source", "questions"},
    "question_pages": {"escaping", "questions", "view"},
    "question_lists": {"addresses", "escaping", "questions", "view"},
    "question_bank": {"addresses", "escaping"},
    "flashcards": {"index"},
    "escaping": set(),
    "addresses": set(),
    "view": {"addresses", "escaping", "index", "model", "questions", "tables"},
    "topic_pages": {"addresses", "diagram_pages", "escaping", "model", "question_lists", "view"},
    "path_pages": {"escaping", "index", "model", "view"},
    "overview": {"escaping", "model", "path_pages", "view"},
    "macro_table": {
        *("diagram_pages", "overview", "path_pages", "question_lists", "rules.catalogue", "rules.pages", "topic_pages"),
        "wanted",
    },
    "navigation": {"addresses", "escaping", "index", "model"},
    "explaining": {"problems"},
    "rules": set(),
    "rules.shape": {"problems"},
    "rules.tables": {"problems"},
    "rules.checking": {"problems"},
    "rules.roadmap": {"graph", "index", "model", "problems", "rules.checking"},
    "rules.paths": {"model", "problems", "rules.checking"},
    "rules.wording": {"graph", "model", "problems", "rules.checking"},
    "rules.resources": {"model", "rules.checking"},
    "rules.pages": {"addresses", "model", "page", "problems", "questions", "rules.checking", "tables"},
    "rules.content": {
        *("addresses", "page", "problems", "rules.checking", "rules.pages", "rules.resources", "rules.wording"),
    },
    "rules.blocks": {"addresses", "blocks", "drawn_results", "page", "problems", "rules.checking"},
    "rules.anchors": {"index", "page", "problems", "rules.checking", "rules.pages", "view"},
    "rules.questions": {"addresses", "page", "problems", "questions", "rules.checking", "rules.pages"},
    "rules.catalogue": {
        *("escaping", "index", "problems", "view", "rules.checking", "rules.shape", "rules.tables"),
        *(f"rules.{name}" for name in ("anchors", "blocks", "content", "pages", "paths", "questions", "resources")),
        *("rules.roadmap", "rules.wording"),
    },
    "wanted": {"escaping", "view"},
    "skeleton": {"escaping", "model"},
    "site": {"addresses", "index"},
    "structured_data": {"addresses", "escaping", "index", "model", "site"},
    "exporting": {"escaping", "index", "model", "reading", "site"},
    "feed": {"addresses", "escaping", "index", "model", "site"},
    "bundling": {"graph"},
    "search_index": set(),
    "security": set(),
    "theme_html": set(),
    "reader_data": {"addresses", "escaping", "index", "model", "path_pages", "questions"},
}
ADAPTERS = {
    *("", "__main__", "aside", "decks", "files", "history", "keeping", "kept_pages", "kept_search", "mkdocs_env"),
    *("mkdocs_hooks", "new_lesson", "preview", "publishing"),
    *(
        "building",
        "page_reading",
        "reading_ahead",
        "reused",
        "reloading",
        "serving",
        "short_menu",
        "store",
        "unchanged",
    ),
}
IMPURE = {"pathlib", "os", "io", "logging", "subprocess", "time", "random"}

MODULES = sorted((PROJECT / "macros").rglob("*.py"))


def name_of(path: Path) -> str:
    """A module's name below `macros`; a package's own module has the package's name."""
    return ".".join(path.relative_to(PROJECT / "macros").with_suffix("").parts).removesuffix("__init__").rstrip(".")


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.module in ("macros", "macros.rules"):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
            else:
                names.add(node.module or "")
    return names


def test_every_module_has_its_place() -> None:
    assert {name_of(path) for path in MODULES} == CORE.keys() | ADAPTERS


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path) in CORE], ids=name_of)
def test_core_imports_only_what_the_table_allows(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imported(tree)
    ours = {name.removeprefix("macros.") for name in names if name.startswith("macros.")}
    others = {name for name in names if not name.startswith("macros.")}
    foreign = {name.partition(".")[0] for name in others if name.partition(".")[0] not in sys.stdlib_module_names}
    assert ours | foreign == CORE[name_of(path)]
    assert not {name.partition(".")[0] for name in others} & IMPURE
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"print", "open", "input", "eval", "exec"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 260
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 28, f"{node.name} is too long"
            assert node.name != path.stem
