"""ES modules to one classic script: browsers load modules over http only, and the guide also works from a disk.

Style sheets to one, too: a page waits for every sheet before it shows anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from macros.graph import find_cycle

_TABLE = "guideModules"  # where the scripts of a page find each other's modules
_IMPORT = re.compile(r'import \{(?P<names>[\w, ]+)\} from "\./(?P<module>[\w-]+)\.js";')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_EXPORT = re.compile(r"export (?=(?:async )?(?:function|const) (?P<name>\w+))")


def bundle_modules(modules: Mapping[str, str], entries: Iterable[str]) -> dict[str, str]:
    """For each entry a script that runs it and what it imports, in that order; `modules` are texts by name.

    A script leaves out what the ones before it hold: it is loaded after them. Raises ValueError for a module that no
    entry imports, and for another form than `import {a} from "./b.js";` and `export const a`.
    """
    edges = {name: [match["module"] for match in _IMPORT.finditer(text)] for name, text in sorted(modules.items())}
    if unknown := {wanted for needed in edges.values() for wanted in needed} - modules.keys():
        raise ValueError(f"there is no module {', '.join(sorted(unknown))}.js")
    if cycle := find_cycle(edges):
        raise ValueError(f"these modules import each other: {', '.join(cycle)}")
    left = list(TopologicalSorter(edges).static_order())
    scripts = {}
    for entry in entries:
        needed = _reach(entry, edges)
        parts = (_as_function(name, modules[name]) for name in left if name in needed)
        scripts[entry] = (
            f'(() => {{\n"use strict";\nconst modules = globalThis.{_TABLE} ??= {{}};\n{"".join(parts)}}})();\n'
        )
        left = [name for name in left if name not in needed]
    if left:
        raise ValueError(f"nothing imports {', '.join(left)}.js")
    return scripts


def join_styles(sheets: Iterable[str]) -> str:
    """One style sheet that says what these say in their order, without indentation and comments."""
    lines = (line.strip() for sheet in sheets for line in _COMMENT.sub("", sheet).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _reach(entry: str, edges: Mapping[str, list[str]]) -> set[str]:
    """A module and everything that it imports, directly or not."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += edges[name]
    return found


def _as_function(name: str, text: str) -> str:
    return f"modules.{_variable(name)} = (() => {{\n{_as_function_body(name, text)}}})();\n"


def _as_function_body(name: str, text: str) -> str:
    exports: list[str] = []
    body = "".join(f"{line}\n" for line in _lines(name, text, exports))
    return f"{body}return {{{', '.join(exports)}}};\n"


def _lines(name: str, text: str, exports: list[str]) -> Iterator[str]:
    """The module's lines in a function, without indentation and comments, which readers need not load."""
    for number, line in enumerate((line.strip() for line in text.splitlines()), start=1):
        if not line or line.startswith("//"):
            continue
        if line.replace('"`"', "").count("`") % 2:
            raise ValueError(f"{name}.js:{number}: a template literal must end on its line")
        if imported := _IMPORT.fullmatch(line):
            yield f"const {{{imported['names']}}} = modules.{_variable(imported['module'])};"
        elif exported := _EXPORT.match(line):
            exports.append(exported["name"])
            yield line[exported.end() :]
        elif line.startswith(("import ", "export ")):
            raise ValueError(f"{name}.js:{number}: '{line}' is a form that the bundle does not know")
        else:
            yield line


def _variable(module: str) -> str:
    return module.replace("-", "_")
