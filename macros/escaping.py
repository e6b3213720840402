"""The only place where text of the roadmap is escaped on its way out."""

from __future__ import annotations

import html
import json
import re
from typing import Any

_CODE = re.compile(r"(`[^`]+`)")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^=+]")
_SPAN = re.compile(
    r"(?P<fence>^ *(?P<mark>```+|~~~+).*?^ *(?P=mark) *$)|(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_MARKED = re.compile(r"[^\w\s{}%]|_")  # braces may be a macro's
_SCRIPT = re.compile("[<>&\u2028\u2029]")
_BRACKET = re.compile(r"[\\\[\]<>]")
_LEADING = re.compile(r"^(?:[#:!-]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Text for a line of Markdown: everything stands for itself but `code` in backticks."""
    parts = _CODE.split(text)
    return "".join(part if i % 2 else _escape_plain(part, first=i == 0) for i, part in enumerate(parts))


def escape_link_text(text: str) -> str:
    """Text for a line of Markdown that is read as it stands: only what could end a link or begin a tag is escaped."""
    parts = _CODE.split(text)
    return "".join(part if i % 2 else _BRACKET.sub(r"\\\g<0>", part) for i, part in enumerate(parts))


def escape_tags_in_code(markdown: str) -> str:
    """Markdown that is put inside an HTML element: a tag in `code`, which would end the element, becomes text."""
    return _SPAN.sub(_code_as_html, markdown)


def escape_html(text: str) -> str:
    """Text for HTML, between tags or in a quoted attribute, with the backticks of `code` left out."""
    return html.escape(text.replace("`", ""))


def escape_script(value: Any) -> str:
    """A value as a literal for a script, without a character that could end the script or a line of it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _escape_plain(text: str, *, first: bool) -> str:
    escaped = _SPECIAL.sub(_entity, text)
    if first:  # a list, a heading or a definition begins with its first character
        escaped = _LEADING.sub(lambda match: _entity(match) + match[0][1:], escaped)
    return escaped


def _code_as_html(match: re.Match[str]) -> str:
    code = match["code"]
    if match["fence"] or "<" not in code:
        return match[0]
    return f"<code>{_MARKED.sub(_entity, code.strip())}</code>"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0][0])};"
