"""Problems as text: for people, for GitHub's pull requests, and for tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from macros.problems import Problem, Rule

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m", "at": "\x1b[1m", "faint": "\x1b[2m"}

_GITHUB = {"note": "notice"}  # its own word for it


def explain_for_people(problems: Sequence[Problem], sources: Mapping[str, str], *, color: bool = False) -> str:
    """Every problem with its place, its line of the source and what to do; `sources` are texts by file."""
    lines = {file: text.split("\n") for file, text in sources.items()}
    parts = [_explain(problem, lines.get(problem.at.file, []), color) for problem in problems]
    return "\n\n".join([*parts, _total(problems)])


def explain_for_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows at the lines of a pull request."""
    return "\n".join(map(_command, problems))


def explain_as_json(problems: Iterable[Problem]) -> str:
    """A JSON list with an object for each problem."""
    return json.dumps([_record(problem) for problem in problems], indent=2, ensure_ascii=True)


def explain_as_sarif(problems: Sequence[Problem], rules: Iterable[Rule]) -> str:
    """A log in the form of SARIF 2.1.0, which code scanning tools read."""
    run = {
        "tool": {"driver": {"name": "roadmap-check", "rules": [_sarif_rule(rule) for rule in rules]}},
        "results": [_sarif_result(problem) for problem in problems],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=True)


def _command(problem: Problem) -> str:
    at, rule = problem.at, problem.rule
    place = f"file={_property(at.file)},line={at.line},col={at.column},title={_property(rule.name)}"
    return f"::{_GITHUB.get(rule.level, rule.level)} {place}::{_data(_advice(problem))}"


def _explain(problem: Problem, lines: Sequence[str], color: bool) -> str:
    def paint(name: str, text: str) -> str:
        return f"{_COLORS[name]}{text}\x1b[0m" if color else text

    at, level = problem.at, problem.rule.level
    place = paint("at", f"{at.file}:{at.line}:{at.column}:")
    text = [f"{place} {paint(level, f'{level}:')} {problem.message} {paint('faint', f'[{problem.rule.name}]')}"]
    if at.line <= len(lines):
        line = _printable(lines[at.line - 1])
        before = max(0, min(at.column - 1, len(line)) - 100)  # a long line is shown around the place
        text += [f"    {line[before : before + 160]}", f"    {' ' * (at.column - 1 - before)}{paint(level, '^')}"]
    if problem.hint:
        text.append(f"  hint: {problem.hint}")
    text.append(paint("faint", f"  why: {problem.rule.why}"))
    return "\n".join(text)


def _printable(line: str) -> str:
    return "".join(character if character.isprintable() else " " for character in line)


def _total(problems: Iterable[Problem]) -> str:
    levels: list[str] = [problem.rule.level for problem in problems]
    kinds = ("error", "warning", "note")
    counts = [f"{n} {level}{'' if n == 1 else 's'}" for level in kinds if (n := levels.count(level))]
    found = f"{', '.join(counts[:-1])}{' and ' if counts[1:] else ''}{counts[-1]} found."
    mend = "Nothing has to be mended." if set(levels) == {"note"} else "Mend each, then run the command again."
    return f"{found} {mend.replace('each', 'each but the notes') if 'note' in levels else mend}"


def _advice(problem: Problem) -> str:
    return f"{problem.message}\n{problem.hint}" if problem.hint else problem.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _record(problem: Problem) -> dict[str, Any]:
    at, rule = problem.at, problem.rule
    place = {"file": at.file, "line": at.line, "column": at.column}
    return place | {
        "rule": rule.name,
        "level": rule.level,
        "message": problem.message,
        "hint": problem.hint,
        "why": rule.why,
    }


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {"id": rule.name, "shortDescription": {"text": rule.why}, "defaultConfiguration": {"level": rule.level}}


def _sarif_result(problem: Problem) -> dict[str, Any]:
    region = {"startLine": problem.at.line, "startColumn": problem.at.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": problem.at.file}, "region": region}}
    message = {"text": _advice(problem)}
    return {"ruleId": problem.rule.name, "level": problem.rule.level, "message": message, "locations": [location]}
