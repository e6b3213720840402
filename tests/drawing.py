"""What the tests look at in a placement: which lines cross, and which touch a box that is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from macros.placement import Box, Placement, Route

Point = tuple[int, int]


def segments(route: Route) -> Iterator[tuple[Point, Point]]:
    return pairwise(route.points)


def runs_through(segment: tuple[Point, Point], box: Box) -> bool:
    """Whether a segment, which runs along an axis, has a point inside a box; the border is not inside."""
    (x1, y1), (x2, y2) = segment
    inside_x = max(x1, x2) > box.x and min(x1, x2) < box.x + box.width
    inside_y = max(y1, y2) > box.y and min(y1, y2) < box.y + box.height
    return inside_x and inside_y


def apart(a: Box, b: Box) -> int:
    """The pixels between two boxes, across or down; negative where they overlap."""
    across = max(a.x, b.x) - min(a.x + a.width, b.x + b.width)
    down = max(a.y, b.y) - min(a.y + a.height, b.y + b.height)
    return max(across, down)


def crossings(placement: Placement) -> int:
    """The places where lines of different sources cross."""
    places: set[Point] = set()
    for a, b in combinations(placement.routes, 2):
        if a.source != b.source:
            places |= {place for s in segments(a) for t in segments(b) if (place := _crossing(s, t))}
    return len(places)


def _crossing(s: tuple[Point, Point], t: tuple[Point, Point]) -> Point | None:
    across, down = (s, t) if s[0][1] == s[1][1] else (t, s)
    x, y = down[0][0], across[0][1]
    if across[0][1] != across[1][1] or down[0][0] != down[1][0]:
        return None
    within_x = min(across[0][0], across[1][0]) < x < max(across[0][0], across[1][0])
    within_y = min(down[0][1], down[1][1]) < y < max(down[0][1], down[1][1])
    return (x, y) if within_x and within_y else None


def overlaps(placement: Placement) -> set[tuple[str, str]]:
    """The pairs of sources whose lines lie on top of each other for a while, so that one could not tell them apart."""
    return {
        (a.source, b.source)
        for a, b in combinations(placement.routes, 2)
        if a.source != b.source and any(_overlap(s, t) for s in segments(a) for t in segments(b))
    }


def _overlap(s: tuple[Point, Point], t: tuple[Point, Point]) -> bool:
    for along, beside in ((0, 1), (1, 0)):
        same_line = len({point[beside] for point in (*s, *t)}) == 1
        first = max(min(point[along] for point in line) for line in (s, t))
        last = min(max(point[along] for point in line) for line in (s, t))
        if same_line and first < last:
            return True
    return False


def layers(placement: Placement) -> dict[str, int]:
    """The layer of each box of a drawing from top to bottom, counted from 1."""
    middles = sorted({box.y + box.height // 2 for box in placement.boxes})
    rows: list[int] = []
    for middle in middles:  # boxes of a layer share their middle, up to rounding
        if not rows or middle - rows[-1] > 1:
            rows.append(middle)
    return {
        box.id: 1 + max(i for i, row in enumerate(rows) if box.y + box.height // 2 >= row) for box in placement.boxes
    }
