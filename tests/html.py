"""What the tests look at in a built page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit


@dataclass
class PageText(HTMLParser):
    """The links, anchors and words of a page, and the words of its <article> alone."""

    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    menu: list[str] = field(default_factory=list)
    article: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("article", "nav"):
            self._open.append(tag)
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "a" and (href := values.get("href") or values.get("xlink:href")):
            self.links.append(href)
            if "nav" in self._open:
                self.menu.append(href)
        elif tag in ("link", "script", "img", "source", "iframe"):
            asset = values.get("src") or values.get("href")
            if asset and values.get("rel") not in ("canonical", "prev", "next"):
                self.assets.append(asset)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("article", "nav"):
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if "article" in self._open:
            self.article.append(data)

    @property
    def anchors(self) -> set[str]:
        """Where a link can lead to within the page."""
        return set(self.ids)

    @property
    def words(self) -> str:
        """The text of the article on one line."""
        return re.sub(r"\s+", " ", "".join(self.article))


@cache
def read_page(path: Path) -> PageText:
    """A page of a site, parsed once."""
    page = PageText()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def target_of(link: str, page: Path) -> tuple[Path, str] | None:
    """The file and the anchor that a relative link of a page leads to; nothing for other hosts."""
    url, anchor = urldefrag(urljoin(page.as_uri(), link))
    if urlsplit(url).scheme != "file":
        return None
    return Path(unquote(urlsplit(url).path)), unquote(anchor)
