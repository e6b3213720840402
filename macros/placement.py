"""Where the parts of a diagram stand; every measure is a whole number of pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something to be placed: its size, and the band that it stands in."""

    id: str
    width: int
    height: int
    band: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; `x` and `y` are its upper left corner."""

    id: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The corners of an edge's line, from the border of its source to the border of its target."""

    source: str
    target: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A graph with coordinates; the boxes stand in reading order."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    bands: tuple[Box, ...]
    width: int
    height: int


def transpose(placement: Placement) -> Placement:
    """The same placement from left to right instead of from top to bottom."""
    return Placement(
        boxes=tuple(_transpose_box(box) for box in placement.boxes),
        routes=tuple(replace(r, points=tuple((y, x) for x, y in r.points)) for r in placement.routes),
        bands=tuple(_transpose_box(box) for box in placement.bands),
        width=placement.height,
        height=placement.width,
    )


def _transpose_box(box: Box) -> Box:
    return Box(id=box.id, x=box.y, y=box.x, width=box.height, height=box.width)
