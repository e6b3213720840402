"""A page's results that ask to be plotted, as Markdown: the numbers as they were printed, then the curves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.blocks import RESULT
from macros.page_source import CodeBlock, read_page
from macros.plot import render_plot
from macros.series import read_series

_LOGARITHMIC = re.compile(r"\s*\(logarithmic\)$")


@dataclass(frozen=True, slots=True)
class Plot:
    """What a block asks to be drawn."""

    caption: str
    logarithmic: bool
    block: CodeBlock

    def draw(self) -> str:
        """The figure; raises ValueError with a sentence where the block's text cannot be drawn."""
        return render_plot(read_series(self.block.text), self.caption, logarithmic=self.logarithmic)


def find_plot(block: CodeBlock) -> Plot | None:
    """The plot that a block asks for in its title, or nothing."""
    match = RESULT.fullmatch(block.title)
    if not match or not match["plot"]:
        return None
    caption = _LOGARITHMIC.sub("", match["plot"])
    return Plot(caption, logarithmic=caption != match["plot"], block=block)


def render_plots(text: str, path: str) -> str:
    """A page's Markdown with a drawing behind each result that asks for one; `path` is its path below docs/."""
    if 'title="Plot: ' not in text:
        return text
    lines = text.split("\n")
    for block in reversed(read_page(text, path, path, ()).code):
        if plot := find_plot(block):
            indent = lines[block.at.line - 1][: block.at.column - 1]
            lines[block.end : block.end] = ["", indent + plot.draw(), ""]
            opening = lines[block.at.line - 1]
            lines[block.at.line - 1] = opening.replace(f'title="{block.title}"', 'title="Result"')
    return "\n".join(lines)
