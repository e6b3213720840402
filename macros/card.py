"""A card of a diagram: its size, and its drawing as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from macros.measuring import wrap
from macros.placement import Box
from macros.svg import element, text_lines

# The colors of the groups on paper and wherever the site's style sheets do not reach.
PAPER = ("#4051b5", "#00716a", "#8f5400", "#ad2359", "#6d3fc0", "#2e7031")

_TITLE, _LEADING = 14, 18
_NOTE, _NOTE_LEADING = 12, 15
_PADDING = 9  # above and below the text
_LEAST = 52  # height
_SAID = {"aria-hidden": "true"}  # by the label, in whole words
_BADGE, _DOT, _RIGHT = 40, 30, 10  # where text begins beside a number or a dot, and what is free at its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A topic or a lesson in a diagram, and the page that it links to.

    `label` is what a screen reader says; `section` the id of the section that the card stands in.
    """

    id: str
    kind: Literal["topic", "lesson"]
    look: Literal["essential", "plain", "outside", "here"]
    title: str
    note: str
    label: str
    href: str
    color: int
    number: int | None = None
    section: str = ""


def card_height(card: Card, width: int) -> int:
    """The height that a card's text takes at a width."""
    title, note = _lines(card, width)
    return max(_LEAST, len(title) * _LEADING + len(note) * _NOTE_LEADING + 2 * _PADDING)


def render_card(card: Card, box: Box) -> str:
    """The card as an item of a list with a link; progress can be marked on `.rm-node`, found by its data attribute."""
    link = {
        "class": f"rm-node rm-{card.look} rm-c{card.color}",
        f"data-{card.kind}": card.id,
        # Not `href`, and a target of its own: the theme's instant navigation breaks on links that are not HTML.
        "xlink:href": card.href,
        "target": "_self",
        "role": "link",
        "aria-label": card.label,
        "aria-current": "page" if card.look == "here" else "",
        "color": PAPER[card.color],
    }
    parts = [_frame(card, box), _mark(card, box), *_texts(card, box)]
    return element("g", {"role": "listitem"}, element("a", link, *parts))


def _lines(card: Card, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = width - _text_left(card) - _RIGHT
    return wrap(card.title, _TITLE, room), wrap(card.note, _NOTE, room)


def _text_left(card: Card) -> int:
    return _BADGE if card.number else _DOT


def _frame(card: Card, box: Box) -> str:
    return element(
        "rect",
        {
            "class": "rm-frame",
            "x": box.x,
            "y": box.y,
            "width": box.width,
            "height": box.height,
            "rx": 9,
            "fill": "currentColor" if card.look == "here" else "#fff",
            "stroke": "currentColor",
            "stroke-width": 2 if card.look in ("essential", "here") else 1.3,
            "stroke-dasharray": "5 4" if card.look == "outside" else "",
        },
    )


def _mark(card: Card, box: Box) -> str:
    """The number in a circle, or a dot."""
    y = box.y + box.height / 2
    here = card.look == "here"
    if not card.number:
        ring = {"class": "rm-dot", "cx": box.x + 16, "cy": y, "r": 4.5, "stroke-width": 2}
        return element("circle", {**ring, "fill": "none", "stroke": "#fff" if here else "currentColor"})
    circle = {"class": "rm-badge", "cx": box.x + 21, "cy": y, "r": 11.5, "fill": "#fff" if here else "currentColor"}
    number = {"class": "rm-badge-number", "x": box.x + 21, "y": y + 4.2, "fill": "currentColor" if here else "#fff"}
    bold = {"font-size": 12, "font-weight": 700, "text-anchor": "middle"}
    return element("circle", circle) + element("text", {**number, **bold, **_SAID}, str(card.number))


def _texts(card: Card, box: Box) -> list[str]:
    title, note = _lines(card, box.width)
    height = len(title) * _LEADING + len(note) * _NOTE_LEADING
    x, y = box.x + _text_left(card), box.y + (box.height - height) / 2
    fill = "#fff" if card.look == "here" else ""
    texts = [text_lines("rm-title", title, x, y + 14, _LEADING, font_size=_TITLE, font_weight=500, fill=fill)]
    if note:
        below = y + len(title) * _LEADING + 12
        texts.append(text_lines("rm-note", note, x, below, _NOTE_LEADING, font_size=_NOTE, fill=fill, **_SAID))
    return texts
