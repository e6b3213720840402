"""Turns a lesson into what every generator takes: the same words, headings, lists, tables and blocks of code."""

from __future__ import annotations

import re
from textwrap import dedent

_MACRO = re.compile(r"^\{\{ .* \}\}\n", re.MULTILINE)
_ID = re.compile(r" \{ #[\w-]+ \}$", re.MULTILINE)
_FOLDED = re.compile(r'^\?\?\? \w+ "(?P<title>.*)"\n(?P<inside>(?:(?: {4}.*)?\n)*)', re.MULTILINE)
_FENCE = re.compile(r'^```(?P<language>\w+) title=".*"$', re.MULTILINE)
_TITLE = re.compile(r"\A# (?P<title>.*)\n+")


def plain_markdown(text: str) -> str:
    """A page of ours without macros, ids and folded blocks."""
    text = _FOLDED.sub(lambda found: f"**{found['title']}**\n\n{dedent(found['inside'])}", text)
    return _FENCE.sub(r"```\g<language>", _ID.sub("", _MACRO.sub("", text)))


def titled_markdown(text: str) -> str:
    """The same with its title in front of the page, where Starlight wants it."""
    return _TITLE.sub(lambda found: f"---\ntitle: {found['title']}\n---\n\n", plain_markdown(text))


def sphinx_markdown(text: str, name: str) -> str:
    """The same with what Sphinx makes its menu from: a page says which pages are below it."""
    below = {"index.md": "topics/*/index", "topics": "lesson-*"}
    inside = below["index.md"] if name == "index.md" else below["topics"] if name.endswith("/index.md") else ""
    menu = f"\n```{{toctree}}\n:glob:\n:hidden:\n\n{inside}\n```\n" if inside else ""
    return plain_markdown(text) + menu
