"""What the tests look at in a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

HEAD = FOOT = 65  # points at the top and the bottom of a page, where running heads and numbers stand


def outline_of(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks with their depth, in their order."""

    def walk(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from walk(item.children, depth + 1)

    outline: Any
    with pdf.open_outline() as outline:
        return list(walk(outline.root, 1))


@lru_cache(maxsize=1)
def _named_places(pdf: pikepdf.Pdf) -> dict[str, Any]:
    names = pikepdf.NameTree(pdf.Root.Names.Dests).items()
    return {str(name): place.D if isinstance(place, Dictionary) else place for name, place in names}


def target_of(link: Any, pdf: pikepdf.Pdf) -> Any:
    """The place within a PDF that a link leads to: a page, and where on it."""
    return link.Dest if isinstance(link.Dest, Array) else _named_places(pdf)[str(link.Dest)]


def links_of(page: Any) -> list[Any]:
    """The annotations of a page that are links."""
    return [each for each in page.get("/Annots", []) if each.Subtype == Name.Link]


def fields_of(pdf: pikepdf.Pdf) -> list[Any]:
    """The form fields."""
    return list(pdf.Root.AcroForm.Fields)


def elements_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the tree of tags, in the order of reading."""

    def walk(node: Any) -> Iterator[Any]:
        if isinstance(node, Array):
            for each in node:
                yield from walk(each)
        elif isinstance(node, Dictionary) and "/S" in node:
            yield node
            yield from walk(node.get("/K"))

    yield from walk(pdf.Root.StructTreeRoot.K)


def kind(element: Any) -> str:
    """What an element of the tree of tags is, such as "H1" or "Figure"."""
    return str(element.S).removeprefix("/")


def fonts_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The fonts that the pages use, by their names."""
    fonts: dict[str, Any] = {}
    for page in pdf.pages:
        if "/Font" in page.Resources:
            fonts |= {str(font.BaseFont): font for font in page.Resources.Font.values()}
    return fonts


def words_of(path: Path) -> str:
    """The text between running heads and page numbers, page after page."""
    document = pypdfium2.PdfDocument(path)
    parts = []
    for page in document:
        width, height = page.get_size()
        parts.append(page.get_textpage().get_text_bounded(0, FOOT, width, height - HEAD))
    return "\n".join(parts)


def letters(text: str) -> str:
    """Letters alone: what is left when lines, hyphens, quotes, page numbers and signs of notes differ."""
    return re.sub(r"[\W\d_]+", "", re.sub(r"\(page\s\d+\)", "", text)).casefold()
