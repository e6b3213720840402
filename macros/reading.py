"""YAML nodes to records: a record's fields say what is read, so that there is one description of the shape."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from macros.model import Form, Marks, Range
from macros.problems import Position, Problem, Rule, did_you_mean
from macros.rules import shape as shape_rules
from macros.yaml_source import position


class Record(Protocol):
    """A record of the model: a dataclass that keeps the marks of its source."""

    def __init__(self, *, marks: Marks, **values: Any) -> None: ...


R = TypeVar("R", bound=Record)


# What a plain scalar means in the core schema of YAML 1.2, which editors check with.
_NOT_TEXT = re.compile(
    r"(?P<number>[-+]?(\d+|\d*\.\d+|\d+\.\d*)([eE][-+]?\d+)?)|(?P<boolean>true|false)|(?P<nothing>null|~|)"
)


@cache
def keys_of(record: type) -> dict[str, tuple[Field[Any], Any]]:
    """The keys that a record is read from, each with its field and the type of its value."""
    hints = get_type_hints(record, include_extras=True)
    return {f.name: (f, _without_none(hints[f.name])) for f in fields(record) if "about" in f.metadata}


class Reader:
    """Reads records and collects every problem of shape on the way; what could not be read becomes None."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def record(self, record: type[R], node: yaml.Node) -> R | None:
        """A record from a mapping."""
        name = _words(record)
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, shape_rules.WRONG_TYPE, f"{name} must be a mapping of keys to values, not {_kind(node)}")
            return None
        known = keys_of(record)
        found = {key.value: value for key, value in node.value}
        before = len(self.problems)
        for key, _ in node.value:
            if key.value not in known:
                hint = did_you_mean(key.value, known) or f"{name} has the keys {', '.join(known)}"
                self._wrong(key, shape_rules.UNKNOWN_KEY, f"{name} has no key '{key.value}'", hint)
        values = {key: self._value(hint, found[key], key, f) for key, (f, hint) in known.items() if key in found}
        for key, (f, _) in known.items():
            if f.default is MISSING and key not in found:
                self._wrong(
                    node,
                    f.metadata["if_missing"],
                    f"{name} has no '{key}'",
                    f"add '{key}:', which {f.metadata['about']}",
                )
        if len(self.problems) > before:
            return None
        return record(**values, marks=self._marks(node))

    def _value(self, hint: Any, node: yaml.Node, key: str, f: Field[Any]) -> Any:
        """The value of a key, after what its type says."""
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], node, key, f)
        if get_origin(hint) is Annotated:
            return self._text(get_args(hint)[1], node, key, f)
        if get_origin(hint) is Literal:
            return self._choice(get_args(hint), node, key)
        if hint is Range:
            return self._range(node, key)
        if hint is bool or hint is int:
            return self._plain(hint, node, key, f)
        if is_dataclass(hint):
            return self.record(hint, node)  # type: ignore[arg-type]
        raise TypeError(f"no rule to read {hint} for '{key}'")

    def _list(self, item: Any, node: yaml.Node, key: str, f: Field[Any]) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            message = f"'{key}' must be a list, not {_kind(node)}"
            self._wrong(node, shape_rules.WRONG_TYPE, message, f"it {f.metadata['about']}")
            return None
        if len(node.value) < f.metadata["least"]:
            self._wrong(node, shape_rules.EMPTY_LIST, f"'{key}' is empty", f"it {f.metadata['about']}")
            return None
        return tuple(self._value(item, each, key, f) for each in node.value)

    def _text(self, form: Form, node: yaml.Node, key: str, f: Field[Any]) -> str | None:
        if _kind(node) != "text":
            message = f"'{key}' must be text, not {_kind(node)}"
            hint = f"it {f.metadata['about']}; quote text that looks like a number"
            self._wrong(node, shape_rules.WRONG_TYPE, message, hint)
            return None
        if not re.fullmatch(form.pattern, node.value):
            self._wrong(
                node,
                shape_rules.WRONG_FORM,
                f"'{key}' is '{node.value}', which is not {form.words}",
                f"it {f.metadata['about']}",
            )
            return None
        return str(node.value)

    def _choice(self, choices: tuple[str, ...], node: yaml.Node, key: str) -> str | None:
        if _kind(node) == "text" and node.value in choices:
            return str(node.value)
        written = f"'{node.value}'" if isinstance(node, yaml.ScalarNode) else _kind(node)
        message = f"'{key}' is {written}, which is not one of {', '.join(choices)}"
        hint = did_you_mean(node.value, choices) if isinstance(node, yaml.ScalarNode) else ""
        self._wrong(node, shape_rules.UNKNOWN_CHOICE, message, hint)
        return None

    def _range(self, node: yaml.Node, key: str) -> Range | None:
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        if len(items) != 2 or any(not _is_whole(item) for item in items):
            message = f"'{key}' must be two whole numbers, low and high"
            self._wrong(node, shape_rules.WRONG_TYPE, message, "write it as [30, 45]")
            return None
        return Range(int(items[0].value), int(items[1].value))

    def _plain(self, wanted: type, node: yaml.Node, key: str, f: Field[Any]) -> int | bool | None:
        if wanted is int and _is_whole(node):
            return int(node.value)
        if wanted is bool and _kind(node) == "a boolean":
            return bool(node.value == "true")
        words = "a whole number" if wanted is int else "true or false"
        self._wrong(
            node, shape_rules.WRONG_TYPE, f"'{key}' must be {words}, not {_kind(node)}", f"it {f.metadata['about']}"
        )
        return None

    def _marks(self, node: yaml.MappingNode) -> Marks:
        values: dict[tuple[str | int, ...], Position] = {}
        for key, value in node.value:
            values[(key.value,)] = position(value, self.file)
            if isinstance(value, yaml.SequenceNode):
                values |= {(key.value, i): position(item, self.file) for i, item in enumerate(value.value)}
        return Marks(record=position(node, self.file), values=values)

    def _wrong(self, node: yaml.Node, rule: Rule, message: str, hint: str = "") -> None:
        self.problems.append(Problem(at=position(node, self.file), rule=rule, message=message, hint=hint))


def _without_none(hint: Any) -> Any:
    """`X` for `X | None`: such a key may be missing, but not empty."""
    return get_args(hint)[0] if get_origin(hint) in (UnionType, Union) else hint


def _kind(node: yaml.Node) -> str:
    """What a node is, in words."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    match = None if getattr(node, "style", None) else _NOT_TEXT.fullmatch(node.value)
    kind = match.lastgroup if match else "text"
    return {"number": "a number", "boolean": "a boolean", "nothing": "empty"}.get(kind or "", "text")


def _is_whole(node: yaml.Node) -> bool:
    return _kind(node) == "a number" and bool(re.fullmatch(r"\d{1,9}", node.value))


def _words(record: type) -> str:
    """A record's name as a contributor would say it: `LearningPath` is "a learning path"."""
    name = re.sub(r"(?<=.)([A-Z])", r" \1", record.__name__).lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
