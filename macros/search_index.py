"""The theme's search index, cut to what is worth finding, with weights that put lessons first."""

from __future__ import annotations

import json
import re
from collections.abc import Set
from typing import Any

_TITLE_WEIGHT = 10  # with the theme's 1,000, one word in a heading beats a lesson that has all of them
_LIST_WEIGHT = 0.2  # of pages that list what topics and lessons explain
_POINTERS = {"check-yourself", "lessons", "next", "resources"}  # sections that only name what stands elsewhere
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


def trim_index(text: str, questions: Set[str]) -> str:
    """The index (JSON) without code, which prose explains, and without questions, given by their addresses."""
    index = json.loads(text)
    index["config"]["fields"]["title"]["boost"] = _TITLE_WEIGHT
    index["docs"] = [_trim(part) for part in index["docs"] if _is_worth_finding(part["location"], questions)]
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _is_worth_finding(location: str, questions: Set[str]) -> bool:
    pointer = _in_topics(location) and location.partition("#")[2] in _POINTERS
    return location not in questions and not pointer


def _trim(part: dict[str, Any]) -> dict[str, Any]:
    weight = {} if _in_topics(part["location"]) else {"boost": _LIST_WEIGHT}
    return part | {"text": _CODE.sub("", part["text"])} | weight


def _in_topics(location: str) -> bool:
    return location.startswith("topics/")
