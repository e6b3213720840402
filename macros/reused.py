"""Adapter: lets pages share what MkDocs 1.6 and PyMdown Extensions make anew for each page or block of code.

Making a converter, a lexer or a formatter takes about as long as using it. Where a version has other names for them,
it goes on making its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import markdown
import pymdownx.highlight
from mkdocs.structure import pages


@contextmanager
def shared_parts() -> Iterator[None]:
    """Within it, what renders pages is made once."""
    before = [(module, name, getattr(module, name)) for module, name in _SHARED if hasattr(module, name)]
    for module, name, _ in before:
        setattr(module, name, _SHARED[module, name])
    try:
        yield
    finally:
        for module, name, theirs in before:
            setattr(module, name, theirs)


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same maker, which gives what it gave before for the same arguments."""
    made: dict[str, Any] = {}

    def give(*arguments: Any, **options: Any) -> Any:
        key = repr((arguments, sorted(options.items())))
        if key not in made:
            made[key] = make(*arguments, **options)
        return made[key]

    return give


_make_converter = _once(markdown.Markdown)


def _converter(**options: Any) -> Any:
    """A converter as new; MkDocs replaces its own parts in it for each page."""
    converter = _make_converter(**options)
    converter.toc_tokens = []  # resetting leaves those of the page before, and an empty page makes none
    return converter.reset()


_SHARED: dict[tuple[Any, str], Any] = {
    (pages, "markdown"): SimpleNamespace(Markdown=_converter),
    (pymdownx.highlight, "get_lexer_by_name"): _once(pymdownx.highlight.get_lexer_by_name),
    (pymdownx.highlight, "BlockHtmlFormatter"): _once(pymdownx.highlight.BlockHtmlFormatter),
    (pymdownx.highlight, "InlineHtmlFormatter"): _once(pymdownx.highlight.InlineHtmlFormatter),
}
