"""Divisions as pages of an EPUB: the same trees in XHTML, with drawings and pictures in files of their own."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from book.articles import classes, find_class, has_class, new, remove
from book.checking import picture_path
from book.code import Line, read_code
from book.drawing import read_drawing
from book.records import Division

_KEPT = frozenset({"id", "class", "href", "src", "alt", "title", "colspan", "rowspan", "start", "type", "lang"})
_LOOKS = frozenset({"admonition", "admonition-title", "answer", "code", "code-title", "lead", "facts", "checklist"})
_RENAMED = {"rm-lead": "lead", "rm-label": "label", "rm-facts": "facts", "rm-checklist": "checklist"}
_ALIGN = re.compile(r"text-align:\s*(center|right)")
_FONT = "sans-serif"


@dataclass(slots=True)
class XhtmlWriter:
    """Writes divisions as pages, and collects their drawings and the paths of their pictures on the way.

    `pages` says which file an anchor of the book stands in.
    """

    pages: Mapping[str, str]
    drawings: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def write_division(self, division: Division) -> str:
        """A page with the division's title and body."""
        body = copy.deepcopy(division.body)
        self._shape(body, division.page)
        body.tag = "section"
        body.set("id", division.anchor)
        body.insert(0, new("h1", division.title))
        return page(division.title, _serialize(body))

    def _shape(self, body: HtmlElement, source: str) -> None:
        """Turn what only a browser with the site's styles shows well into what every reader shows."""
        for notes in list(find_class(body, "footnote")):
            _free_notes(notes)
        for block in [each for each in body.iter("div") if has_class(each, "highlight")]:
            _replace(block, _code(block))
        for svg in list(body.iter("svg")):
            _replace(svg, self._drawing(svg))
        for picture in body.iter("img"):
            if not (picture.get("src") or "").startswith("drawings/"):
                self._picture(picture, source)
        for element in body.iter():
            self._clean(element)

    def _drawing(self, svg: HtmlElement) -> HtmlElement:
        drawing = read_drawing(svg, _FONT)
        name = f"drawings/{svg.get('id') or len(self.drawings)}.svg"
        self.drawings[name] = drawing.svg
        return new("img", src=name, alt=drawing.alt, class_="drawing")

    def _picture(self, picture: HtmlElement, source: str) -> None:
        path = picture_path(source, picture)
        name = f"pictures/{path.replace('/', '-')}"
        self.pictures[name] = path
        picture.set("src", name)

    def _clean(self, element: HtmlElement) -> None:
        if element.tag == "ol" and has_class(element, "rm-choices"):
            element.set("type", "A")
        if has_class(element, "footnote-ref"):
            element.set("epub-type", "noteref")
        if element.tag == "li" and (element.get("data-outcome") or element.get("data-milestone")):
            box = new("span", "☐ ", class_="box")
            box.tail, element.text = element.text, None
            element.insert(0, box)
        if (href := element.get("href", "")).startswith("#"):
            element.set("href", self.pages[href[1:]] + href)
        align = _ALIGN.search(element.get("style", ""))
        names = [_RENAMED.get(name, name) for name in classes(element)] + ([align[1]] if align else [])
        for name in list(element.attrib):
            if name not in _KEPT and name != "epub-type":
                del element.attrib[name]
        if names:
            element.set("class", " ".join(names))


def page(title: str, body: str, head: str = "") -> str:
    """A whole page of XHTML."""
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        ' lang="en" xml:lang="en">\n'
        f'<head><title>{escaped}</title><link rel="stylesheet" href="book.css"/>{head}</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _serialize(element: HtmlElement) -> str:
    text = etree.tostring(element, encoding="unicode", method="xml")
    return re.sub(r'\bepub-type="', 'epub:type="', text)


def _replace(old: HtmlElement, element: HtmlElement) -> None:
    element.tail, old.tail = old.tail, None
    old.getparent().replace(old, element)


def _free_notes(notes: HtmlElement) -> None:
    """A list of footnotes becomes notes that readers show beside the text."""
    for item in list(notes.iter("li")):
        item.tag = "aside"
        item.set("epub-type", "footnote")
        item.tail = None
        notes.addprevious(item)
    remove(notes)


def _code(block: HtmlElement) -> HtmlElement:
    code = read_code(block)
    inside = new("code", class_=f"language-{code.language}")
    for line in code.lines:
        _append(inside, line)
    title = [new("p", code.title, class_="code-title")] if code.title else []
    return new("div", "", *title, new("pre", "", inside), class_="code")


def _append(code: HtmlElement, line: Line) -> None:
    """Add a line of tokens and its end to a `code`."""
    for look, text in (*line, ("", "\n")):
        if look:
            code.append(new("span", text, class_=look))
        elif len(code):
            code[-1].tail = (code[-1].tail or "") + text
        else:
            code.text = (code.text or "") + text
