"""The book as the files of an EPUB 3."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from html import escape

from book.assembling import CONTENTS
from book.records import Book, Division, IndexEntry
from book.xhtml import XhtmlWriter, page

MIMETYPE = "mimetype"  # stands first in the archive, and is not packed
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_TYPES = {
    "xhtml": "application/xhtml+xml",
    "svg": "image/svg+xml",
    "css": "text/css",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
_ACCESS = {
    "accessMode": ("textual", "visual"),
    "accessModeSufficient": ("textual",),
    "accessibilityFeature": ("alternativeText", "structuralNavigation", "tableOfContents", "displayTransformability"),
    "accessibilityHazard": ("none",),
    "accessibilitySummary": ("Each picture has a text that says the same; nothing is told by color alone.",),
}
_NAV, _COVER, _INDEX = "contents.xhtml", "cover.svg", "index-of-terms.xhtml"


def render_epub(book: Book, style: str) -> tuple[dict[str, str], dict[str, str]]:
    """The EPUB's texts by file name, and for each picture that belongs to it the path in the site."""
    divisions = tuple(book.divisions())
    pages = {CONTENTS: _NAV}
    for division in divisions:
        anchors = [division.anchor, *(each.get("id") for each in division.body.iter() if each.get("id"))]
        pages |= dict.fromkeys(anchors, f"{division.anchor}.xhtml")
    writer = XhtmlWriter(pages)
    written = {f"{division.anchor}.xhtml": writer.write_division(division) for division in divisions}
    if book.index:
        written[_INDEX] = _index(book.index, pages)
    files = {
        _NAV: _nav(book),
        **written,
        "book.css": style,
        _COVER: _cover(book),
        **writer.drawings,
    }
    package = _package(book, [*files, *writer.pictures], [_NAV, *written])
    head = {MIMETYPE: "application/epub+zip", "META-INF/container.xml": _CONTAINER, "book.opf": package}
    return head | files, writer.pictures


def _package(book: Book, files: list[str], spine: list[str]) -> str:
    edition = book.edition
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{edition.title}: {edition.subtitle}")
    access = "".join(
        f'<meta property="schema:{name}">{escape(value)}</meta>\n'
        for name, values in _ACCESS.items()
        for value in values
    )
    items = "".join(_item(name) for name in files)
    order = "".join(f'<itemref idref="{_id(name)}"/>\n' for name in spine)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n'
        f"<dc:title>{escape(edition.title)}</dc:title>\n<dc:language>en</dc:language>\n"
        f"<dc:creator>{escape(edition.author)}</dc:creator>\n<dc:rights>{escape(edition.rights)}</dc:rights>\n"
        f"<dc:description>{escape(edition.subtitle)}</dc:description>\n"
        f'<meta property="dcterms:modified">{edition.modified}</meta>\n{access}</metadata>\n'
        f"<manifest>\n{items}</manifest>\n"
        f"<spine>\n{order}</spine>\n</package>\n"
    )


def _item(name: str) -> str:
    special = {_NAV: ' properties="nav"', _COVER: ' properties="cover-image"'}.get(name, "")
    kind = _TYPES[name.rpartition(".")[2]]
    return f'<item id="{_id(name)}" href="{name}" media-type="{kind}"{special}/>\n'


def _id(name: str) -> str:
    return "f-" + "".join(each if each.isalnum() else "-" for each in name)


def _nav(book: Book) -> str:
    entries = "".join(_nav_item(division) for division in (*book.front, *book.parts))
    if book.index:
        entries += f'<li><a href="{_INDEX}">Index</a></li>\n'
    return page("Contents", f'<nav epub:type="toc" id="{CONTENTS}">\n<h1>Contents</h1>\n<ol>\n{entries}</ol>\n</nav>')


def _nav_item(division: Division) -> str:
    below = "".join(_nav_item(each) for each in division.divisions if each.kind != "answers")
    link = f'<a href="{division.anchor}.xhtml">{escape(division.title, quote=False)}</a>'
    return f"<li>{link}<ol>{below}</ol></li>\n" if below else f"<li>{link}</li>\n"


def _index(entries: tuple[IndexEntry, ...], pages: Mapping[str, str]) -> str:
    """Without pages, a number stands for each place."""
    items = "".join(f"<li>{_term(entry)}: {', '.join(_places(entry, pages))}</li>\n" for entry in entries)
    return page("Index", f'<section class="index">\n<h1>Index</h1>\n<ul>\n{items}</ul>\n</section>')


def _term(entry: IndexEntry) -> str:
    term = escape(entry.term, quote=False)
    return f"<code>{term}</code>" if entry.is_code else term


def _places(entry: IndexEntry, pages: Mapping[str, str]) -> Iterator[str]:
    for number, anchor in enumerate(entry.anchors, start=1):
        yield f'<a href="{pages[anchor]}#{anchor}">{number}</a>'


def _cover(book: Book) -> str:
    """A drawing with the title above the ornament."""
    ornament = book.ornament
    scale = 720 / ornament.width
    inside = ornament.svg[ornament.svg.index(">") + 1 : ornament.svg.rindex("</svg>")]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1200" viewBox="0 0 800 1200">'
        '<rect width="800" height="1200" fill="#0c3536"/>'
        f'<g transform="translate(200 380) rotate(-9) scale({scale:.3f})" fill="none">{inside}</g>'
        '<g fill="#fff" font-family="sans-serif">'
        f'<text x="60" y="160" font-size="76" font-weight="700">{escape(book.edition.title)}</text>'
        f'<text x="60" y="1150" font-size="22" fill="#bfe3de">{escape(book.edition.version)}</text></g></svg>'
    )
