"""Adapter: has Typst set the written divisions as a tagged PDF, and turns what it rejects into problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from book.rules import NOT_SET, UNKNOWN_GLYPH, problem
from macros.problems import Problem, RoadmapError

_FONT_PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
_STANDARD: Literal["ua-1"] = "ua-1"
_DIAGNOSTIC = re.compile(r"^error: (?P<words>.*)\n +┌─ (?P<file>\S+?):\d+:\d+", re.MULTILINE)
_GLYPH = re.compile(r'the text `"(?P<text>.*)"` could not be displayed')


def set_pdf(files: Mapping[str, bytes], pages: Mapping[str, str], texts: Mapping[str, str]) -> bytes:
    """The PDF of Typst files, of which main.typ is the first; raises RoadmapError with what Typst rejects.

    `pages` are the built pages by the file made from each, `texts` the guide's own sources by file.
    """
    fonts = [str(resources.files(package) / "files") for package in _FONT_PACKAGES]
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        start = str(Path(folder) / "main.typ")
        try:
            return typst.compile(
                start, root=folder, format="pdf", pdf_standards=_STANDARD, font_paths=fonts, ignore_system_fonts=True
            )
        except typst.TypstError as error:
            raise RoadmapError(_problems(error.diagnostic, pages, texts)) from None


def _problems(diagnostic: str, pages: Mapping[str, str], texts: Mapping[str, str]) -> list[Problem]:
    found = [
        _problem(match["words"], pages.get(match["file"].rpartition("/")[2], ""), texts)
        for match in _DIAGNOSTIC.finditer(diagnostic)
    ]
    return list(dict.fromkeys(found)) or [_problem(diagnostic.strip(), "", texts)]


def _problem(words: str, page: str, texts: Mapping[str, str]) -> Problem:
    if glyph := _GLYPH.search(words):
        text = glyph["text"]
        hint = "write it in other words, or add a font that has it to book/book.typ"
        return problem(UNKNOWN_GLYPH, texts, page, (text,), f"no font of the book has '{text}'", hint)
    return problem(NOT_SET, texts, page, (), f"this page cannot be set: {words}", "look for what the message names")
