"""Adapter: draws the picture that other sites show beside a link to a page. The same words give the same bytes."""

from __future__ import annotations

import importlib.util
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

SIZE = (1200, 630)
_MARGIN = 80
_BAND = 255  # a color of its own in the palette; all others lead from the ground to white
_WHITE, _PALE = 254, 205


def draw_preview(site: str, title: str, summary: str, figures: str) -> bytes:
    """A PNG with a page's title, what it is about, and the site's name."""
    image = Image.new("L", SIZE)  # drawing shades and giving them colors later takes a tenth of the time
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 24, SIZE[1]), fill=_BAND)
    y = _write(draw, _MARGIN, title, _font("Semibold", 84), _WHITE, lines=2)
    foot = SIZE[1] - _MARGIN
    _write(draw, y + 24, summary, _font("Regular", 44), _PALE, lines=(foot - 84 - y) // 55)
    draw.text((_MARGIN, foot), site, font=_font("Semibold", 36), fill=_WHITE, anchor="ls")
    draw.text((SIZE[0] - _MARGIN, foot), figures, font=_font("Regular", 36), fill=_PALE, anchor="rs")
    image.putpalette(_palette())
    png = BytesIO()
    image.save(png, "PNG", compress_level=4)
    return png.getvalue()


def _palette() -> list[int]:
    ground, band = ImageColor.getrgb("#12494a"), ImageColor.getrgb("#ffb870")
    shades = (round(low + (255 - low) * i / _WHITE) for i in range(_BAND) for low in ground)
    return [*shades, *band]


def _write(
    draw: ImageDraw.ImageDraw, y: int, text: str, font: ImageFont.FreeTypeFont, shade: int, *, lines: int
) -> int:
    """Write a text from `y` on in as many lines as it takes, at most `lines`; gives where the next one begins."""
    height = round(font.size * 1.25)
    for line in _lines(text.replace("`", ""), font, lines):
        draw.text((_MARGIN, y), line, font=font, fill=shade)
        y += height
    return y


def _lines(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """The text broken into lines that fit; what does not fit in `most` of them ends in an ellipsis."""
    width = SIZE[0] - 2 * _MARGIN
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1].split()
        while last and font.getlength(f"{' '.join(last)} …") > width:
            last.pop()
        lines = [*lines[: most - 1], f"{' '.join(last)} …"]
    return lines


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    package = importlib.util.find_spec("font_source_sans_pro")
    assert package, "requirements.lock has it"
    file = Path(str(package.origin)).parent / "files" / f"SourceSansPro-{weight}.ttf"
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
