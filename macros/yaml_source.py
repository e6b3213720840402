"""YAML text to nodes that know their place; what YAML allows and the roadmap does not is a problem here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from macros.problems import Position, Problem, RoadmapError, Rule
from macros.rules import shape as shape_rules

# libyaml's parser is about ten times as fast; some platforms' wheels lack it.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB = re.compile(r"^ *\t", re.MULTILINE)


def compose(text: str, file: str) -> yaml.Node:
    """The root node of a YAML document; raises RoadmapError for text that is not one plain document."""
    _raise_if_any(_find_character_problems(text, file))
    composer = _Composer(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise RoadmapError([*composer.problems, _syntax_problem(error, file)]) from None
    _raise_if_any(composer.problems)
    if composer.root is None:
        raise RoadmapError([Problem(at=_start(file), rule=shape_rules.EMPTY_FILE, message="the file is empty")])
    return composer.root


def position(node: Any, file: str) -> Position:
    """Where a node, or the event that it is made from, begins."""
    return Position(file=file, line=node.start_mark.line + 1, column=node.start_mark.column + 1)


class _Composer:
    """Builds nodes from events without recursion, so that no depth of nesting can exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: yaml.Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[yaml.CollectionNode, list[yaml.Node]]] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Go on with the next event; raises RoadmapError where going on makes no sense."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(
                    event, shape_rules.SEVERAL_DOCUMENTS, "a second document begins here", "remove the line '---'"
                )
        elif isinstance(event, yaml.AliasEvent):
            self._wrong(event, shape_rules.ALIAS, f"the alias '*{event.anchor}' is used here", "write the value out")
            self._add(_scalar(event, ""))
        elif isinstance(event, yaml.NodeEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            node, children = self._open.pop()
            if isinstance(node, yaml.MappingNode):
                node.value = list(zip(children[::2], children[1::2], strict=True))
                self.problems += _find_key_problems(node, self.file)
            else:
                node.value = children

    def _begin(self, event: Any) -> None:
        if event.anchor is not None:
            self._wrong(event, shape_rules.ALIAS, f"the anchor '&{event.anchor}' is set here", "remove it")
        if getattr(event, "tag", None) not in (None, "!"):
            self._wrong(event, shape_rules.YAML_TAG, f"the tag '{event.tag}' stands here", "remove it")
        if isinstance(event, yaml.ScalarEvent):
            self._add(_scalar(event, event.value, event.style))
            return
        kind = yaml.MappingNode if isinstance(event, yaml.MappingStartEvent) else yaml.SequenceNode
        node = kind("", [], event.start_mark, event.end_mark)
        self._add(node)
        self._open.append((node, []))
        if len(self._open) > _DEEPEST:
            self._stop(event, shape_rules.NESTED_TOO_DEEP, f"this is nested more than {_DEEPEST} levels deep")

    def _add(self, node: yaml.Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _wrong(self, event: Any, rule: Rule, message: str, hint: str = "") -> None:
        self.problems.append(Problem(at=position(event, self.file), rule=rule, message=message, hint=hint))

    def _stop(self, event: Any, rule: Rule, message: str, hint: str = "") -> None:
        self._wrong(event, rule, message, hint)
        raise RoadmapError(self.problems)


def _scalar(event: Any, value: str, style: str | None = None) -> yaml.ScalarNode:
    return yaml.ScalarNode("", value, event.start_mark, event.end_mark, style=style)


def _raise_if_any(problems: Iterator[Problem] | list[Problem]) -> None:
    if found := list(problems):
        raise RoadmapError(found)


def _start(file: str) -> Position:
    return Position(file=file, line=1, column=1)


def _syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    at = Position(file=file, line=mark.line + 1, column=mark.column + 1) if mark else _start(file)
    words = ", ".join(words for words in (error.context, error.problem) if words)
    hint = "check the indentation, and quote text that holds ': ' or begins with a special character"
    return Problem(at=at, rule=shape_rules.YAML_SYNTAX, message=f"this is not YAML: {words}", hint=hint)


def _find_character_problems(text: str, file: str) -> Iterator[Problem]:
    for match in _FORBIDDEN.finditer(text):
        message = f"the character U+{ord(match[0]):04X} cannot stand in YAML"
        at = _position_of_offset(text, match.start(), file)
        yield Problem(at=at, rule=shape_rules.CONTROL_CHARACTER, message=message, hint="remove it")
        return  # a binary file has thousands
    for match in _TAB.finditer(text):
        at = _position_of_offset(text, match.end() - 1, file)
        yield Problem(at=at, rule=shape_rules.TAB, message="this line is indented with a tab", hint="use spaces")


def _position_of_offset(text: str, offset: int, file: str) -> Position:
    return Position(file=file, line=text.count("\n", 0, offset) + 1, column=offset - text.rfind("\n", 0, offset))


def _find_key_problems(node: yaml.MappingNode, file: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        at = position(key, file)
        if not isinstance(key, yaml.ScalarNode):
            message = "a key must be a word, not a list or a mapping"
            yield Problem(
                at=at,
                rule=shape_rules.COMPLEX_KEY,
                message=message,
                hint="text with a leading '[', '{' or '? ' needs quotes",
            )
        elif key.value == "<<":
            message = "the merge key '<<' stands here"
            yield Problem(at=at, rule=shape_rules.MERGE_KEY, message=message, hint="write the keys out")
        elif key.value in first:
            message = f"the key '{key.value}' stands here a second time"
            hint = f"the first is in line {first[key.value]}: keep one of them"
            yield Problem(at=at, rule=shape_rules.DUPLICATE_KEY, message=message, hint=hint)
        else:
            first[key.value] = at.line
