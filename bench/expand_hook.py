"""Hook: writes each page as it is after the macros, and the menu, into the folder that $EXPANDED names.

MkDocs loads this file by its path.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

MENU = "menu.json"


def on_nav(nav: Any, *, config: Any, **_: Any) -> Any:
    """Write the menu that the guide has set."""
    _write(MENU, json.dumps(config.nav))
    return nav


@event_priority(-100)  # behind everything that changes a page
def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Write a page, with what the guide has said of it."""
    about = f"---\n{json.dumps(dict(page.meta))}\n---\n\n" if page.meta else ""
    _write(f"docs/{page.file.src_uri}", about + markdown)
    return markdown


def _write(name: str, text: str) -> None:
    path = Path(os.environ["EXPANDED"]) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
