"""The book's core stays as pure and small as the guide's: what a module of `book` may import stands in one table."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.building import PROJECT
from tests.test_architecture import IMPURE, imported

CORE = {
    "articles": {"lxml"},
    "code": {"book.articles", "lxml"},
    "drawing": {"book.articles", "lxml"},
    "records": {"book.drawing", "lxml"},
    "rules": {"macros.problems"},
    "anchors": {"book.records", "book.rules", "lxml", "macros.problems"},
    "answers": {"book.anchors", "book.articles", "book.code", "book.records", "lxml"},
    "assembling": {
        *("book.anchors", "book.answers", "book.articles", "book.records"),
        *("lxml", "macros.addresses", "macros.index", "macros.model"),
    },
    "checking": {"book.articles", "book.records", "book.rules", "lxml", "macros.problems"},
    "terms": {"book.articles", "book.records", "lxml"},
    "making": {
        *("book.anchors", "book.articles", "book.assembling", "book.checking", "book.drawing", "book.records"),
        *("book.terms", "macros.index", "macros.problems"),
    },
    "typst_text": set(),
    "typst_code": {"book.code", "book.typst_text"},
    "typst_table": {"book.typst_text", "lxml"},
    "typst_writer": {
        *("book.articles", "book.checking", "book.code", "book.drawing", "book.records"),
        *("book.typst_code", "book.typst_table", "book.typst_text", "lxml"),
    },
    "typst_book": {"book.assembling", "book.records", "book.typst_text", "book.typst_writer"},
    "xhtml": {"book.articles", "book.checking", "book.code", "book.drawing", "book.records", "lxml"},
    "epub": {"book.assembling", "book.records", "book.xhtml"},
}
ADAPTERS = {"__init__", "__main__", "files", "forms", "packing", "processes", "typesetting", "writing"}

MODULES = sorted((PROJECT / "book").glob("*.py"))


def test_every_module_has_its_place() -> None:
    assert {path.stem for path in MODULES} == CORE.keys() | ADAPTERS


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem in CORE], ids=lambda path: path.stem)
def test_core_imports_only_what_the_table_allows(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imported(tree)
    ours = {name for name in names if name.startswith(("book.", "macros."))}
    foreign = {name.partition(".")[0] for name in names - ours} - sys.stdlib_module_names
    assert ours | foreign == CORE[path.stem]
    assert not {name.partition(".")[0] for name in names - ours} & IMPURE
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"print", "open", "input", "eval", "exec"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 260
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 28, f"{node.name} is too long"
            assert node.name != path.stem
