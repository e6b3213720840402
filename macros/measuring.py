"""How wide a text is on a reader's screen, and where it breaks into lines."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Widths of the characters from space to tilde in thousandths of the font size: of each the wider one of DejaVu Sans
# and Arial, between which the fonts of today's systems lie: a text is hardly ever wider than measured.
_WIDTHS = (
    *(318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337),
    *(637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557),
    *(1016, 685, 687, 723, 771, 667, 611, 778, 752, 295, 500, 667, 558, 863, 749, 788),
    *(667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 337, 391, 838, 557),
    *(500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612),
    *(635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838),
)
_OTHER = 1400  # an emoji, the widest of the rest
_BOLD = 1.27  # how much wider bold is, at most


@lru_cache(maxsize=20_000)  # a guide's diagrams measure the same words again and again
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The most pixels that a line takes at a font size in pixels."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    thousandths = sum(_WIDTHS[ord(letter) - 32] if " " <= letter <= "~" else _OTHER for letter in letters)
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in `room` pixels: as few as possible, and about equally long."""
    lines = _fill(text, size, room, bold=bold)
    widest = max((text_width(word, size, bold=bold) for word in text.split()), default=0)
    narrower = room - size / 2
    while len(lines) > 1 and narrower >= widest:
        other = _fill(text, size, narrower, bold=bold)
        if len(other) > len(lines):
            break
        lines, narrower = other, narrower - size / 2
    return lines


def _fill(text: str, size: float, room: float, *, bold: bool) -> tuple[str, ...]:
    """Lines filled one after the other; a word that is too long for a line is broken anywhere."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= room:
            line = longer
            continue
        lines += [line] if line else []
        line = ""
        for letter in word:
            if line and text_width(line + letter, size, bold=bold) > room:
                lines.append(line)
                line = ""
            line += letter
    return (*lines, line) if line else tuple(lines)
