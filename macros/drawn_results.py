"""A page's results that ask to be drawn, as Markdown: the text as it was printed, then the curves or flames."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.blocks import RESULT
from macros.flame import render_flame
from macros.page import CodeBlock
from macros.page_source import Source, read_page
from macros.plot import render_plot
from macros.series import read_series

_ASKED = re.compile(r'title="(?:Plot|Flame): ')
_LOGARITHMIC = re.compile(r"\s*\(logarithmic\)$")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a block asks to be drawn."""

    kind: str
    caption: str
    block: CodeBlock

    def draw(self) -> str:
        """The figure; raises ValueError with a sentence where the block's text cannot be drawn."""
        if self.kind == "Flame":
            return render_flame(self.block.text, self.caption)
        caption = _LOGARITHMIC.sub("", self.caption)
        return render_plot(read_series(self.block.text), caption, logarithmic=caption != self.caption)


def find_drawing(block: CodeBlock) -> Drawing | None:
    """What a block asks to be drawn in its title, or nothing."""
    match = RESULT.fullmatch(block.title)
    return Drawing(match["drawing"], match["caption"], block) if match and match["drawing"] else None


def render_drawings(text: str, path: str) -> str:
    """A page's Markdown with a drawing behind each result that asks for one; `path` is its path below docs/."""
    if not _ASKED.search(text):  # most pages need not be taken apart
        return text
    lines = text.split("\n")
    for block in reversed(read_page(Source(text, path), path).code):
        if drawing := find_drawing(block):
            indent = lines[block.at.line - 1][: block.at.column - 1]
            lines[block.end : block.end] = ["", indent + drawing.draw(), ""]
            opening = lines[block.at.line - 1]
            lines[block.at.line - 1] = opening.replace(f'title="{block.title}"', 'title="Result"')
    return "\n".join(lines)
