"""The Content-Security-Policy of a built page: what a browser may load and run for it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'

# How tables in Markdown align a column: the only style attributes of a page.
_ALIGNMENTS = tuple(f"text-align: {side};" for side in ("left", "center", "right"))


def add_policy(html: str) -> str:
    """The page with its policy, which stands before everything that it governs.

    Raises ValueError for a page without the theme's declaration of UTF-8, behind which it is put.
    """
    if _CHARSET not in html:
        raise ValueError(f"there is no {_CHARSET}, behind which the policy of the page belongs")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(html)}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n      {meta}", 1)


def _policy(html: str) -> str:
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_hashes(_SCRIPT.findall(html))],  # the theme sets the colors before anything is drawn
        "style-src": ["'self'", "'unsafe-hashes'", *_hashes((*_ALIGNMENTS, *_STYLE.findall(html)))],  # a drawing's own
        "img-src": ["'self'", "data:"],  # the icons in the theme's style sheet
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hashes(texts: Iterable[str]) -> list[str]:
    """The texts as a policy names them, each once."""
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))
