"""Coordinates for a graph in one column of cards, as a phone shows it, with the edges in lanes beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from macros.placement import Box, Placement, Route

_GAP = 12  # between two cards
_LANE = 10  # between two lanes, if there is room
_LANES = 80  # for all lanes together, at most
_TURN = 14  # between the cards and the nearest lane
_ENTRY = 12  # from a card's top to its first edge
_EXIT = 11  # from where edges leave a card to its bottom
_PORT = 9  # between two edges that enter a card

Edges = Sequence[tuple[str, str]]


def place_column(
    bands: Mapping[str, str], edges: Edges, height: Callable[[str, int], int], headings: Mapping[str, int], width: int
) -> Placement:
    """Place cards one below the other in the order of `bands`, which holds the band of each.

    Edges must lead down. `height` gives a card's height for a width, `headings` what is kept free above a band.
    """
    order = {card: i for i, card in enumerate(bands)}
    lanes = assign_lanes(order, edges)
    used = max(lanes.values(), default=-1) + 1
    step = min(_LANE, _LANES // used) if used else 0
    margin = _TURN + (used - 1) * step + 2 if used else 0
    boxes = _stack(bands, margin, width - margin, height, headings)
    lane_x = {card: margin - _TURN - lane * step for card, lane in lanes.items()}
    return Placement(
        boxes=tuple(boxes.values()),
        routes=tuple(_routes(edges, boxes, lane_x)),
        bands=_bands(bands, boxes, headings),
        width=width,
        height=max((box.y + box.height for box in boxes.values()), default=0),
    )


def assign_lanes(order: Mapping[str, int], edges: Edges) -> dict[str, int]:
    """The lane of each card that edges leave, counted from the cards: short trunks are near, and none overlap."""
    last: dict[str, int] = {}
    for source, target in edges:
        last[source] = max(last.get(source, 0), order[target])
    lanes: dict[str, int] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    for card in sorted(last, key=lambda card: (last[card] - order[card], order[card])):
        first, end = order[card], last[card]
        lanes[card] = next(
            lane for lane in count() if all(end <= low or high <= first for low, high in taken.get(lane, []))
        )
        taken.setdefault(lanes[card], []).append((first, end))
    return lanes


def _stack(
    bands: Mapping[str, str], x: int, width: int, height: Callable[[str, int], int], headings: Mapping[str, int]
) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    y = 0
    band = None
    for card, its_band in bands.items():
        if its_band != band:
            y += headings.get(its_band, 0)
        band = its_band
        boxes[card] = Box(id=card, x=x, y=y, width=width, height=height(card, width))
        y += boxes[card].height + _GAP
    return boxes


def _routes(edges: Edges, boxes: Mapping[str, Box], lane_x: Mapping[str, int]) -> list[Route]:
    entering: dict[str, list[str]] = {}
    for source, target in edges:
        entering.setdefault(target, []).append(source)
    routes = []
    for target, sources in entering.items():
        box = boxes[target]
        room = box.height - 2 * _ENTRY - _EXIT
        step = min(_PORT, room // (len(sources) - 1)) if len(sources) > 1 else 0
        # The nearest lane enters at the top: it ends there, so that the lines from farther lanes do not cross it.
        for i, source in enumerate(sorted(sources, key=lambda card: -lane_x[card])):
            start, lane, y = boxes[source], lane_x[source], box.y + _ENTRY + i * step
            leave = start.y + start.height - _EXIT
            points = ((start.x, leave), (lane, leave), (lane, y), (box.x, y))
            routes.append(Route(source=source, target=target, points=points))
    return routes


def _bands(bands: Mapping[str, str], boxes: Mapping[str, Box], headings: Mapping[str, int]) -> tuple[Box, ...]:
    members: dict[str, list[Box]] = {}
    for card, band in bands.items():
        members.setdefault(band, []).append(boxes[card])
    return tuple(_around(band, cards, headings.get(band, 0)) for band, cards in members.items())


def _around(band: str, cards: list[Box], heading: int) -> Box:
    top, last = cards[0].y - heading, cards[-1]
    return Box(id=band, x=last.x, y=top, width=last.width, height=last.y + last.height - top)
