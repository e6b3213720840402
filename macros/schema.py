"""The JSON Schema of roadmap.yaml, derived from the same records that are read from it."""

from __future__ import annotations

import json
from dataclasses import MISSING, is_dataclass
from inspect import getdoc
from typing import Annotated, Any, Literal, get_args, get_origin

from macros.model import Range, Roadmap
from macros.reading import keys_of

_RANGE = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    "minItems": 2,
    "maxItems": 2,
}


def render_schema() -> str:
    """The schema, in the 2020-12 dialect, as JSON text."""
    records: dict[str, Any] = {}
    _record(Roadmap, records)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A roadmap",
        "$ref": "#/$defs/Roadmap",
        "$defs": records,
    }
    return json.dumps(schema, indent=2) + "\n"


def render_export_schema() -> str:
    """The schema of roadmap.json, which holds a roadmap, the pages of its entries, and what each lesson unlocks."""
    records: dict[str, Any] = {}
    roadmap = _record(Roadmap, records)
    page = {"type": "object", "additionalProperties": {"type": "string", "format": "uri-reference"}}
    kinds = ("topics", "lessons", "paths", "projects")
    properties = {
        "$schema": {"type": "string"},
        "name": {"type": "string"},
        "url": {"type": "string", "description": "The site's address; empty where it was not known."},
        "license": {"type": "string"},
        "roadmap": roadmap,
        "pages": {"type": "object", "properties": dict.fromkeys(kinds, page), "required": list(kinds)},
        "unlocks": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A roadmap with its pages",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": records,
    }
    return json.dumps(schema, indent=2) + "\n"


def _record(record: type, records: dict[str, Any]) -> dict[str, Any]:
    name = record.__name__
    if name not in records:
        records[name] = {}
        keys = keys_of(record)
        records[name] = {
            "type": "object",
            "description": getdoc(record),
            "properties": {key: _property(field.metadata, hint, records) for key, (field, hint) in keys.items()},
            "required": [key for key, (field, _) in keys.items() if field.default is MISSING],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _property(metadata: Any, hint: Any, records: dict[str, Any]) -> dict[str, Any]:
    schema = _type(hint, records) | {"description": f"It {metadata['about']}."}
    return schema | {"minItems": metadata["least"]} if metadata["least"] else schema


def _type(hint: Any, records: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0], records)}
    if get_origin(hint) is Annotated:
        return {"type": "string", "pattern": f"^(?:{get_args(hint)[1].pattern})$"}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if hint is Range:
        return _RANGE
    if is_dataclass(hint):
        return _record(hint, records)  # type: ignore[arg-type]
    return {"type": {int: "integer", bool: "boolean"}[hint]} | ({"minimum": 0} if hint is int else {})
