"""Divisions as Typst markup: one function for each kind of element; `book.typ` says how each looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from book.articles import classes, find_class, has_class, words
from book.checking import picture_path
from book.code import read_code, read_title
from book.drawing import Drawing, read_drawing
from book.records import Division
from book.typst_code import RESULT, TEXT_WIDTH, render_code
from book.typst_table import render_table
from book.typst_text import array, breakable, call, content, markup, string

LEVELS = {"front": 1, "part": 1, "chapter": 2, "section": 3, "answers": 4}
_FONT = "Source Sans Pro"
_WRAPPED = {"em": "emph", "i": "emph", "strong": "strong", "b": "strong", "sub": "sub", "sup": "super"}
_WRAPPED |= {
    "del": "strike",
    "s": "strike",
    "kbd": "key",
    "mark": "highlight",
    "q": "quoted",
    "dfn": "emph",
    "figcaption": "caption",
}
_INSET_OF_BOX, _INSET_OF_LIST = 26.5, 20.0  # what they take from the measure, in points


@dataclass(slots=True)
class TypstWriter:
    """Writes divisions, and collects their drawings by file name, and the paths of their pictures, on the way."""

    drawings: dict[str, str] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    _level: int = 0
    _page: str = ""
    _measure: float = TEXT_WIDTH
    _notes: dict[str, HtmlElement] = field(default_factory=dict)

    def write_division(self, division: Division) -> str:
        """A division without those below it, as a file that book.typ includes."""
        self._level = LEVELS[division.kind]
        self._page = division.page
        self._notes = {item.get("id", ""): item for note in find_class(division.body, "footnote") for item in note[-1]}
        title = call(division.kind, content(markup(division.title)), string(division.anchor))
        return f'#import "/book.typ": *\n{title}\n\n{self._children(division.body)}\n'

    def _children(self, element: HtmlElement) -> str:
        parts = [_mark(element), markup(element.text or "")]
        for child in element:
            parts += [self._element(child), markup(child.tail or "")]
        return "".join(parts)

    def _element(self, element: HtmlElement) -> str:
        write = _WRITERS.get(str(element.tag))
        return write(self, element) if write else self._wrap(element)

    def _wrap(self, element: HtmlElement) -> str:
        """An element that only changes how its words look, or nothing at all."""
        name = _WRAPPED.get(str(element.tag))
        inside = self._children(element)
        if element.tag == "sup" and next(find_class(element, "footnote-ref"), None) is not None:
            return inside
        return call(name, content(inside)) if name and inside.strip() else inside

    def _paragraph(self, element: HtmlElement) -> str:
        look = next(
            (
                name
                for name in ("rm-lead", "rm-label", "tab-title", "question", "to-answer")
                if has_class(element, name)
            ),
            "",
        )
        inside = self._children(element)
        return f"\n\n{call(look, content(inside)) if look else inside}\n\n"

    def _heading(self, element: HtmlElement) -> str:
        level = str(self._level + int(str(element.tag)[1]) - 1)
        inside = self._children(element)
        return f"\n\n{call('part-heading', level, content(inside), string(element.get('id', '')))}\n\n"

    def _link(self, element: HtmlElement) -> str:
        href, inside = element.get("href", ""), self._children(element)
        if has_class(element, "footnote-ref"):
            return self._footnote(href)
        if any(has_class(each, "rm-resources") for each in element.iterancestors()):
            return call("strong", content(inside))
        if href.startswith("#"):
            return call("inner", content(inside), string(href[1:]))
        return call("outer", content(inside), string(href), string(breakable(href))) if href else inside

    def _footnote(self, href: str) -> str:
        """The note itself where it is first referred to, later its number."""
        anchor = href.removeprefix("#")
        note = self._notes.pop(anchor, None)
        if note is None:
            return call("note-again", string(anchor))
        paragraphs = (self._children(child) for child in note)
        return call("note", content("#parbreak();".join(paragraphs)), string(anchor))

    def _list(self, element: HtmlElement) -> str:
        self._measure -= _INSET_OF_LIST
        items = [content(self._children(item)) for item in element.iterchildren("li")]
        self._measure += _INSET_OF_LIST
        if element.tag == "ol":
            start = element.get("start", "1")
            name = "choices" if has_class(element, "rm-choices") else "enum"
            return f"\n\n{call(name, f'start: {start}', *items)}\n\n"
        return f"\n\n{call('chapters' if has_class(element, 'chapters') else 'list', *items)}\n\n"

    def _checklist(self, element: HtmlElement) -> str:
        items = (
            array([string(item.get("data-outcome") or item.get("data-milestone")), content(self._children(item))])
            for item in element.iter("li")
        )
        return f"\n\n{call('checklist', *items)}\n\n"

    def _definitions(self, element: HtmlElement) -> str:
        pairs: list[list[str]] = []
        for child in element.iterchildren("dt", "dd"):
            if child.tag == "dt":
                pairs.append([self._children(child), ""])
            elif pairs:
                pairs[-1][1] += self._children(child)
        return f"\n\n{call('terms', *(f'terms.item({content(term)}, {content(text)})' for term, text in pairs))}\n\n"

    def _block(self, element: HtmlElement) -> str:
        """A `div` or another box: what it means stands in its class."""
        kinds = classes(element)
        for name, write in _BOXES.items():
            if name in kinds:
                return write(self, element)
        return f"\n\n{self._children(element)}\n\n"

    def _admonition(self, element: HtmlElement) -> str:
        kind = next((name for name in classes(element) if name not in ("admonition", "folded")), "note")
        title, rest = "", []
        self._measure -= _INSET_OF_BOX
        for child in element:
            if has_class(child, "admonition-title"):
                title = self._children(child)
            else:
                rest += [self._element(child), markup(child.tail or "")]
        self._measure += _INSET_OF_BOX
        inside = content(_mark(element) + "".join(rest))
        words_of_title = content(title)
        return f"\n\n{call('admonition', string(kind), words_of_title, inside)}\n\n"

    def _facts(self, element: HtmlElement) -> str:
        items = (content(self._children(item)) for item in element.iter("li"))
        return f"\n\n{call('facts', *items)}\n\n"

    def _resources(self, element: HtmlElement) -> str:
        """References with their addresses below them rather than in notes."""
        items = []
        for item in element.iter("li"):
            url = next(link.get("href", "") for link in item.iter("a"))
            items.append(array([content(self._children(item)), string(url), string(breakable(url))]))
        return f"\n\n{call('resources', *items)}\n\n"

    def _question(self, element: HtmlElement) -> str:
        """A question stays on one page, unless it shows code, which may be long."""
        inside = self._children(element)
        is_short = next(element.iter("pre"), None) is None
        return f"\n\n{call('together', content(inside))}\n\n" if is_short else inside

    def _code(self, element: HtmlElement) -> str:
        after = element.getnext()
        has_result = after is not None and has_class(after, "highlight") and read_title(after).startswith(RESULT)
        return f"\n\n{render_code(read_code(element), self._measure, leads=has_result)}\n\n"

    def _inline_code(self, element: HtmlElement) -> str:
        return call("inline-code", string(breakable(" ".join("".join(element.itertext()).split()))))

    def _table(self, element: HtmlElement) -> str:
        return f"\n\n{render_table(element, self._children)}\n\n"

    def _picture(self, element: HtmlElement) -> str:
        path = picture_path(self._page, element)
        self.pictures.add(path)
        return call("picture", string(f"/{path}"), string(element.get("alt", "")))

    def _drawing(self, element: HtmlElement) -> str:
        drawing = read_drawing(element, _FONT)
        name = f"drawings/{element.get('id') or len(self.drawings)}.svg"
        self.drawings[name] = drawing.svg
        return f"\n\n{_drawing_call(f'/{name}', drawing)}\n\n"

    def _rule(self, _: HtmlElement) -> str:
        return f"\n\n{call('rule')}\n\n"

    def _break(self, _: HtmlElement) -> str:
        return "#linebreak();"

    def _quote(self, element: HtmlElement) -> str:
        self._measure -= _INSET_OF_BOX
        inside = content(self._children(element))
        self._measure += _INSET_OF_BOX
        return f"\n\n{call('quote', 'block: true', inside)}\n\n"

    def _nothing(self, _: HtmlElement) -> str:
        return ""


def _is_title(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is bold as a whole and stands before a list, which it must not be parted from."""
    after = paragraph.getnext()
    is_bold = len(paragraph) == 1 and paragraph[0].tag == "strong" and words(paragraph) == words(paragraph[0])
    return is_bold and after is not None and after.tag in ("ul", "ol")


def _mark(element: HtmlElement) -> str:
    """The anchor of an element, at the beginning of what stands in it; a heading takes its own."""
    is_heading = re.fullmatch("h[1-6]", str(element.tag))
    return call("mark", string(element.get("id"))) if element.get("id") and not is_heading else ""


def _drawing_call(name: str, drawing: Drawing) -> str:
    areas = (
        array([*(f"{share:.5f}" for share in (area.left, area.top, area.width, area.height)), string(area.anchor)])
        for area in drawing.links
    )
    size = (f"{drawing.width:g}", f"{drawing.height:g}")
    return call("drawing", string(name), string(drawing.alt), *size, array(areas))


_Write = Callable[[TypstWriter, HtmlElement], str]
_BOXES: dict[str, _Write] = {
    "highlight": TypstWriter._code,
    "admonition": TypstWriter._admonition,
    "rm-checklist": TypstWriter._checklist,
    "rm-facts": TypstWriter._facts,
    "rm-resources": TypstWriter._resources,
    "rm-question": TypstWriter._question,
    "footnote": TypstWriter._nothing,
}
_WRITERS: dict[str, _Write] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), TypstWriter._heading),
    **dict.fromkeys(("div", "section", "figure", "aside", "article"), TypstWriter._block),
    **dict.fromkeys(("ul", "ol"), TypstWriter._list),
    "p": TypstWriter._paragraph,
    "a": TypstWriter._link,
    "dl": TypstWriter._definitions,
    "pre": TypstWriter._code,
    "code": TypstWriter._inline_code,
    "table": TypstWriter._table,
    "img": TypstWriter._picture,
    "svg": TypstWriter._drawing,
    "hr": TypstWriter._rule,
    "br": TypstWriter._break,
    "blockquote": TypstWriter._quote,
}
