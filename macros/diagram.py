"""A diagram as a figure with two drawings in SVG: a wide one, and one in a column for phones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from macros.card import PAPER, Card, card_height, render_card
from macros.column import place_column
from macros.escaping import escape_html
from macros.figure import Caption, Size, on_lines, render_drawing, render_figure
from macros.placement import Node, Placement, transpose
from macros.placing import Spacing, place
from macros.section import Section, draw_band, draw_head, draw_heading, heading_height
from macros.svg import element, line_path, tip_path

_COLUMN = 328  # width of the drawing for phones: a screen of 360 without the page's margins
_GUTTER = 138  # beside the bands, for their titles
_HEAD = 26  # above columns, for their titles
_COLUMN_TITLE = 230  # room for a section's title in the column, beside the most lanes
_MARGIN = 6  # around the drawing, for the outline of what has the focus


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From a card to one that builds on it, with the reasons why."""

    source: str
    target: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Cards with arrows between them, in the order of reading; the cards of a section follow each other.

    `flow` is the way of the wide drawing: down in bands, down without, or across in columns. `name` makes its ids.
    """

    name: str
    title: str
    description: str
    flow: Literal["bands", "rows", "columns"]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class _Flow:
    """The measures of a way to draw."""

    card: int
    spacing: Spacing
    left: int = 0
    top: int = 0


_FLOWS = {
    "bands": _Flow(206, Spacing(limit=4, room=820, clear=17, padding=14), left=_GUTTER),
    "rows": _Flow(196, Spacing(limit=3, room=674, beside=22, lane=16, clear=17)),
    "columns": _Flow(198, Spacing(limit=99, beside=12, clear=18), top=_HEAD),
}


@lru_cache(maxsize=4_096)  # the check renders what the pages show, to know its anchors
def render_diagram(diagram: Diagram) -> str:
    """The figure, in one block of HTML without an empty line."""
    return render_figure(diagram.flow, _draw_wide(diagram), _draw_column(diagram))


def place_wide(diagram: Diagram) -> Placement:
    """The placement for a wide screen."""
    flow = _FLOWS[diagram.flow]
    edges = tuple((arrow.source, arrow.target) for arrow in diagram.arrows)
    across = diagram.flow == "columns"
    nodes = []
    for card in diagram.cards:
        width, height = flow.card, card_height(card, flow.card)
        size = (height, width) if across else (width, height)
        nodes.append(Node(id=card.id, width=size[0], height=size[1], band=card.section))
    placement = place(tuple(nodes), edges, flow.spacing)
    return transpose(placement) if across else placement


def place_narrow(diagram: Diagram) -> Placement:
    """The placement for a phone."""
    cards = {card.id: card for card in diagram.cards}
    return place_column(
        {card.id: card.section for card in diagram.cards},
        [(arrow.source, arrow.target) for arrow in diagram.arrows],
        lambda card, width: card_height(cards[card], width),
        {section.id: heading_height(section, _COLUMN_TITLE) for section in diagram.sections},
        _COLUMN,
    )


def _draw_wide(diagram: Diagram) -> str:
    placement = place_wide(diagram)
    flow = _FLOWS[diagram.flow]
    draw = {"bands": draw_band, "rows": None, "columns": draw_head}[diagram.flow]
    sections = {section.id: section for section in diagram.sections}
    back = [draw(sections[band.id], band, flow.left or flow.top) for band in placement.bands] if draw else []
    beside = flow.spacing.padding + _MARGIN
    frame = (-flow.left - beside, -flow.top - _MARGIN, placement.width + beside, placement.height + _MARGIN)
    return _drawing(diagram, "wide", placement, frame, back)


def _draw_column(diagram: Diagram) -> str:
    placement = place_narrow(diagram)
    sections = {section.id: section for section in diagram.sections}
    back = [draw_heading(sections[band.id], band, _COLUMN_TITLE) for band in placement.bands if band.id in sections]
    frame = (0, -2, placement.width + 2, placement.height + 2)
    return _drawing(diagram, "narrow", placement, frame, back)


def _drawing(
    diagram: Diagram,
    size: Size,
    placement: Placement,
    frame: tuple[int, int, int, int],
    back: Sequence[str],
) -> str:
    caption = Caption(name=diagram.name, title=diagram.title, description=diagram.description)
    highlighted = size == "wide" and diagram.flow != "columns"  # in columns everything hangs together
    rules = _highlights(diagram, f"rm-{diagram.name}-{size}")
    style = element("style", {}, *on_lines(rules)) if highlighted else ""
    return render_drawing(caption, size, frame, [style, *_layers(diagram, placement, back)])


def _layers(diagram: Diagram, placement: Placement, back: Sequence[str]) -> tuple[str, str, str]:
    """What lies behind, the arrows, and above them the cards, which alone are read out."""
    cards = {card.id: card for card in diagram.cards}
    return (
        element("g", {"aria-hidden": "true"}, *on_lines(back)),
        element("g", {"aria-hidden": "true", "fill": "none"}, *on_lines(_arrows(diagram, placement, cards))),
        element(
            "g", {"role": "list", "fill": "#1c2a2e"}, *on_lines(render_card(cards[b.id], b) for b in placement.boxes)
        ),
    )


def _arrows(diagram: Diagram, placement: Placement, cards: Mapping[str, Card]) -> Iterator[str]:
    reasons = {(arrow.source, arrow.target): arrow.reasons for arrow in diagram.arrows}
    for route in placement.routes:
        color = cards[route.source].color
        group = {
            "class": f"rm-edge rm-c{color}",
            "data-from": route.source,
            "data-to": route.target,
            "color": PAPER[color],
        }
        path = line_path(route.points)
        yield element(
            "g",
            group,
            element("title", {}, escape_html("; ".join(reasons[route.source, route.target]))),
            element("path", {"class": "rm-touch", "d": path, "stroke": "transparent", "stroke-width": 12}),
            element("path", {"class": "rm-line", "d": path, "stroke": "currentColor", "stroke-width": 1.8}),
            element("path", {"d": tip_path(route.points), "fill": "currentColor"}),
        )


def _highlights(diagram: Diagram, name: str) -> Iterator[str]:
    """Rules that make everything step back but the card under the pointer and what it hangs together with."""
    near: dict[str, list[str]] = {card.id: [card.id] for card in diagram.cards}
    for arrow in diagram.arrows:
        near[arrow.source].append(arrow.target)
        near[arrow.target].append(arrow.source)
    for card in diagram.cards:
        attribute = f"data-{card.kind}"
        chosen = f'#{name}:has([{attribute}="{card.id}"]:is(:hover,:focus-visible))'
        others = ",".join(f'[{attribute}="{other}"]' for other in near[card.id])
        yield f'{chosen} .rm-edge:not([data-from="{card.id}"],[data-to="{card.id}"]){{opacity:.12}}'
        yield f"{chosen} .rm-node:not({others}){{--rm-fade:.25}}"
