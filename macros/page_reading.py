"""Adapter: a page's text to what the guide needs of it, with the parser of the macros plugin, which is Jinja."""

from __future__ import annotations

import jinja2
from jinja2 import nodes

from macros.page import MacroCall
from macros.page_source import Source, read_page
from macros.problems import Position, Problem, RoadmapError
from macros.question_source import read_questions
from macros.rules import shape
from macros.rules.blocks import has_exercise
from macros.rules.catalogue import PAGE_CHECKS
from macros.rules.checking import run_checks
from macros.rules.pages import Reading


def read_text(text: str, file: str, path: str) -> Reading:
    """What a page's text holds; `file` is its name in messages, `path` its path below docs/."""
    source = Source(text, file)  # taken apart once for both
    page = read_page(source, path, _macro_calls(text, file))
    return Reading(
        outline=page.outline,
        questions=read_questions(source, path),
        has_exercise=has_exercise(page),
        found=tuple(run_checks(PAGE_CHECKS, page)),
    )


def _macro_calls(text: str, file: str) -> tuple[MacroCall, ...]:
    try:
        tree = jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        at = Position(file=file, line=error.lineno, column=1)
        message = f"this macro call cannot be read: {error.message}"
        hint = 'a macro is called as {{ name("id") }}; put {% raw %} and {% endraw %} around braces that are text'
        raise RoadmapError([Problem(at=at, rule=shape.MACRO_SYNTAX, message=message, hint=hint)]) from None
    lines = text.split("\n")
    calls = []
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            arguments = tuple(_text(argument) for argument in call.args)
            column = lines[call.lineno - 1].find(call.node.name) + 1
            at = Position(file=file, line=call.lineno, column=max(column, 1))
            calls.append(MacroCall(name=call.node.name, arguments=arguments, at=at))
    return tuple(calls)


def _text(argument: nodes.Expr) -> str | None:
    return argument.value if isinstance(argument, nodes.Const) and isinstance(argument.value, str) else None
