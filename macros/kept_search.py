"""Adapter: the search index of Material for MkDocs, which takes apart only pages that are not as they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from material.plugins.search.plugin import SearchIndex

Entries = tuple[dict[str, Any], ...]

_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_COLOR = re.compile(r"</?span\b[^>]*>")
_LEFT_OUT = re.compile(r"(<figure\b[^>]* data-search-exclude>).*?(</figure>)", re.DOTALL)


class IndexOfKept(SearchIndex):  # type: ignore[misc]  # the theme has no types
    """A search index; `recall` gives a page's entries where they are known, `keep` learns those that were made."""

    def __init__(
        self, config: Any, recall: Callable[[Any], Entries | None], keep: Callable[[Any, Entries], None]
    ) -> None:
        super().__init__(**config)
        self._recall = recall
        self._keep = keep

    def add_entry_from_context(self, page: Any) -> None:
        """Add a page's sections to the index."""
        known = self._recall(page)
        if known is not None:
            self.entries.extend(known)
            return
        before, html = len(self.entries), page.content
        page.content = without_marks_of_code(html)
        super().add_entry_from_context(page)
        page.content = html
        self._keep(page, tuple(self.entries[before:]))


def without_marks_of_code(html: str) -> str:
    """A page with the same sections: without the colors of its code and the inside of its figures, most of its tags."""
    return _CODE.sub(lambda match: _COLOR.sub("", match[0]), _LEFT_OUT.sub(r"\1\2", html))
