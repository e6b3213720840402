"""A built page to the tree of its article: what only a screen can use is taken out, what is folded is unfolded."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlComment, HtmlElement

# What a reader of paper can do nothing with.
_TAGS = frozenset({"script", "style"})
_CLASSES = frozenset({"headerlink", "footnote-backref", "rm-slot", "rm-scripted", "rm-narrow", "rm-decks"})
# The parser of lxml.html asks Python for the class of an element each time that one is looked at.
_PARSER = etree.HTMLParser()
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))


def read_article(page: str) -> HtmlElement:
    """The article of a built page, as a `div` of plain HTML."""
    start = page.index(">", page.index("<article")) + 1
    inside = page[start : page.index("</article>", start)]
    article: HtmlElement = html.fragment_fromstring(f"<div>{inside.lstrip()}</div>", parser=_PARSER)
    article.getparent().remove(article)
    for element in list(article.iter()):
        if _is_for_screens(element):
            remove(element)
    for details in list(article.iter("details")):
        _unfold(details)
    for tabs in list(article.iter("div")):
        if has_class(tabs, "tabbed-set"):
            _unroll(tabs)
    return article


def classes(element: HtmlElement) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def has_class(element: HtmlElement, name: str) -> bool:
    """Whether an element has a class."""
    return name in classes(element)


def find_class(element: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Every element below this one that has a class."""
    return (each for each in element.iter("*") if name in each.get("class", "") and has_class(each, name))


def words(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def remove(element: HtmlElement) -> None:
    """Take an element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def new(tag: str, text: str = "", *children: HtmlElement, **attributes: str) -> HtmlElement:
    """A new element; underscores in the names of attributes stand for hyphens, one at the end for none."""
    written = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element: HtmlElement = _PARSER.makeelement(tag, written)
    element.text = text
    element.extend(children)
    return element


def _is_for_screens(element: HtmlElement) -> bool:
    """Whether an element (or a comment) has no place in a book."""
    if not isinstance(element.tag, str) or element.tag in _TAGS or element.get("type") == "radio":
        return True
    return not _CLASSES.isdisjoint(classes(element))


def _unfold(details: HtmlElement) -> None:
    """A folded block becomes a box with its title."""
    details.tag = "div"
    details.set("class", f"admonition folded {details.get('class') or 'note'}")
    for summary in details.iterchildren("summary"):
        summary.tag = "p"
        summary.set("class", "admonition-title")


def _unroll(tabs: HtmlElement) -> None:
    """Tabs become blocks one after the other, each below its title."""
    titles = [words(label) for label in tabs.iter("label")]
    blocks = list(find_class(tabs, "tabbed-block"))
    for title, block in zip(titles, blocks, strict=True):
        block.insert(0, new("p", title, class_="tab-title"))
    for labels in list(find_class(tabs, "tabbed-labels")):
        remove(labels)
