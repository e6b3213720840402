"""How a rule is written: a function that finds. Its name is the rule's name, its docstring the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import Generic, NamedTuple, TypeVar

from macros.problems import Level, Position, Problem, Rule

S = TypeVar("S")


class Finding(NamedTuple):
    """What a rule found; the rule makes it a Problem."""

    at: Position
    message: str
    hint: str = ""


Find = Callable[[S], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check(Generic[S]):
    """A rule with the function that finds where it is broken."""

    rule: Rule
    find: Find[S]


def error(find: Find[S]) -> Check[S]:
    """A rule that stops the build."""
    return _check(find, "error")


def warning(find: Find[S]) -> Check[S]:
    """A rule that asks for a second look."""
    return _check(find, "warning")


def note(find: Find[S]) -> Check[S]:
    """A rule that tells what is still to be done, and that may be done later."""
    return _check(find, "note")


def run_checks(checks: Iterable[Check[S]], subject: S) -> Iterator[Problem]:
    """Every problem that the checks find in a subject."""
    for check in checks:
        for at, message, hint in check.find(subject):
            yield Problem(at=at, rule=check.rule, message=message, hint=hint)


def _check(find: Find[S], level: Level) -> Check[S]:
    name = find.__name__.replace("_", "-")
    return Check(Rule(name, level, " ".join(cleandoc(find.__doc__ or "").split())), find)
