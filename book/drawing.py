"""A drawing of a page for paper: SVG that stands alone, with the places of its links."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from book.articles import has_class, remove

# The parser of HTML makes names lower-case; SVG tells upper from lower case.
_NAMES = {
    name.lower(): name
    for name in (
        *("viewBox", "preserveAspectRatio", "markerWidth", "markerHeight", "markerUnits", "refX", "refY"),
        *("gradientUnits", "gradientTransform", "patternUnits", "patternTransform", "clipPathUnits", "textLength"),
        *("linearGradient", "radialGradient", "clipPath", "textPath", "lengthAdjust", "startOffset", "stdDeviation"),
    )
}
_DROPPED = ("aria-", "data-", "class", "role", "target")
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link over a drawing: where it lies, in shares of the drawing's width and height, and where it leads."""

    left: float
    top: float
    width: float
    height: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """SVG text with its size in pixels, what it shows in words, and its links."""

    svg: str
    width: float
    height: float
    alt: str
    links: tuple[LinkArea, ...]


def read_drawing(svg: HtmlElement, font: str) -> Drawing:
    """The drawing in an `svg` element, with its texts in a font."""
    left, top, width, height = (float(number) for number in svg.get("viewbox").split())
    links = tuple(_areas(svg, left, top, width, height))
    said = [text.strip(" .") for tag in ("title", "desc") if (text := svg.findtext(tag))]
    alt = ". ".join(said or [svg.get("aria-label", "").strip(" .")]) + "."
    return Drawing(svg=_standalone(svg, font), width=width, height=height, alt=alt, links=links)


def read_outline(svg: HtmlElement) -> Drawing:
    """The boxes and lines of a drawing without words, in white: an ornament."""
    bare = copy.deepcopy(svg)
    for element in list(bare.iter("text", "circle", "title", "desc")):
        remove(element)
    for element in bare.iter():
        if has_class(element, "rm-band"):
            element.set("fill", "none")
        if element.get("fill") not in (None, "none"):
            element.set("fill", "#fff")
            element.set("fill-opacity", "0.06" if has_class(element, "rm-frame") else "1")
        for name in ("color", "stroke"):
            if element.get(name) not in (None, "none", "transparent"):
                element.set(name, "#fff")
    _, _, width, height = (float(number) for number in svg.get("viewbox").split())
    return Drawing(svg=_standalone(bare, ""), width=width, height=height, alt="", links=())


def _areas(svg: HtmlElement, left: float, top: float, width: float, height: float) -> list[LinkArea]:
    areas = []
    for link in svg.iter("a"):
        frame = next(link.iter("rect"), None)
        anchor = (link.get("href") or "").removeprefix("#")
        if frame is not None and anchor:
            x, y, w, h = (float(frame.get(name)) for name in ("x", "y", "width", "height"))
            areas.append(LinkArea((x - left) / width, (y - top) / height, w / width, h / height, anchor))
    return areas


def _standalone(svg: HtmlElement, font: str) -> str:
    drawing = copy.deepcopy(svg)
    drawing.tail = None
    for element in list(drawing.iter()):
        if has_class(element, "rm-touch"):
            remove(element)
            continue
        element.tag = "g" if element.tag == "a" else _NAMES.get(element.tag, element.tag)
        for name in list(element.attrib):
            if name.startswith(_DROPPED) or name in ("href", "xlink:href", "xmlns:xlink"):
                del element.attrib[name]
            elif name in _NAMES:
                element.set(_NAMES[name], element.attrib.pop(name))
    drawing.set("xmlns", _SVG)
    if font:
        drawing.set("font-family", font)
    return str(etree.tostring(drawing, encoding="unicode", method="xml"))
