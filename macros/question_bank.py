"""Built pages to the questions that other pages ask: scripts for review and placement, and flashcards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from macros import addresses
from macros.escaping import escape_script

_QUESTION = re.compile(
    r'<section class="rm-question"[^>]* data-question="(?P<key>[^"]+)"[^>]*>.*?</section>', re.DOTALL
)
_TAG = re.compile(r"<[a-z][^<>]*>")
_LINK = re.compile(r' (?P<name>href|src)="(?P<target>[^"]*)"')
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
_ID = re.compile(r' id="[^"]*"')


def find_questions(html: str, page: str) -> dict[str, str]:
    """The questions on a built page by key, as HTML with links from the site's root; `page` is the page's source."""
    return {match["key"]: _take_out(match[0], page) for match in _QUESTION.finditer(html)}


def render_bank(topic: str, questions: Mapping[str, str]) -> str:
    """A script that adds a topic's questions to `questionBank`."""
    return f"(globalThis.questionBank ??= {{}})[{escape_script(topic)}] = {escape_script(questions)};\n"


def _take_out(html: str, page: str) -> str:
    """A question without what only holds on its own page: anchors, and links that begin there."""

    def from_root(match: re.Match[str]) -> str:
        return f' {match["name"]}="{addresses.from_root(match["target"], page)}"'

    return _in_tags(_PERMALINK.sub("", html), lambda tag: _LINK.sub(from_root, _ID.sub("", tag)))


def _in_tags(html: str, change: Callable[[str], str]) -> str:
    return _TAG.sub(lambda match: change(match[0]), html)
