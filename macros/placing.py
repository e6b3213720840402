"""Coordinates for a graph drawn in layers from top to bottom, its bands one below the other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

from macros.aligning import Widths, align
from macros.layering import LayeredGraph, Rows, assign_layers, split_edges
from macros.ordering import order_layers
from macros.placement import Box, Node, Placement, Route
from macros.routing import Ports, assign_tracks, bend, find_ports, trunks_below
from macros.straightening import Straightener


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Distances in pixels; `limit` is the most nodes of a layer, `room` the width to keep to if the layers can."""

    limit: int = 4
    room: int = 0
    beside: int = 26  # between two boxes of a layer
    lane: int = 18  # between a line and what stands beside it
    clear: int = 20  # between a box and the nearest track
    track: int = 10  # between two tracks
    padding: int = 0  # between a band's border and its boxes


# Two pages show the map, and a server renders a page again after each edit: what did not change is not placed anew.
@lru_cache(maxsize=2048)
def place(nodes: tuple[Node, ...], edges: tuple[tuple[str, str], ...], spacing: Spacing) -> Placement:
    """Place the nodes of a graph without cycles; bands come in the order of their first nodes.

    An edge must not lead to an earlier band. No box touches another, and no line touches a box but its ends.
    """
    bands = {band: i for i, band in enumerate(dict.fromkeys(node.band for node in nodes))}
    befores: dict[str, list[str]] = {node.id: [] for node in nodes}
    for source, target in edges:
        befores[target].append(source)
    layer = assign_layers(befores, {node.id: bands[node.band] for node in nodes}, spacing.limit)
    graph = split_edges(befores, layer)
    rows = order_layers(graph)
    of = [node.width for node in nodes] + [0] * (len(graph.layer) - len(nodes))
    x = _middles(graph, rows, Widths(of=of, beside=spacing.beside, lane=spacing.lane, room=spacing.room))
    ports = find_ports(graph, x, of)
    tracks = [assign_tracks(trunks_below(graph, row, x, ports)) for row in rows]
    layers = _layers(nodes, graph, rows, tracks, spacing)
    return _placement(nodes, graph, x, ports, layers, spacing)


def _middles(graph: LayeredGraph, rows: Rows, widths: Widths) -> list[int]:
    middles = Straightener(graph, rows, widths, align(graph, rows, widths)).straighten()
    left = min((at - width / 2 for at, width in zip(middles, widths.of, strict=True)), default=0.0)
    return [round(at - left) for at in middles]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer's vertices, its upper and lower border, and the heights of the tracks below it by vertex."""

    row: list[int]
    top: int
    bottom: int
    tracks: dict[int, int]


def _layers(
    nodes: tuple[Node, ...], graph: LayeredGraph, rows: Rows, tracks: list[dict[int, int]], spacing: Spacing
) -> list[_Layer]:
    """The layers one below the other, each gap as high as its tracks need."""
    members = [[nodes[vertex] for vertex in row if not graph.is_dummy(vertex)] for row in rows]
    layers: list[_Layer] = []
    top = spacing.padding
    for i, row in enumerate(rows):
        bottom = top + max(node.height for node in members[i])
        leaves_band = i + 1 < len(rows) and members[i][0].band != members[i + 1][0].band
        padding = spacing.padding if leaves_band else 0
        first = bottom + padding + spacing.clear
        layers.append(_Layer(row, top, bottom, {v: first + t * spacing.track for v, t in tracks[i].items()}))
        top = first + max(tracks[i].values(), default=0) * spacing.track + spacing.clear + padding
    return layers


def _placement(
    nodes: tuple[Node, ...], graph: LayeredGraph, x: list[int], ports: Ports, layers: list[_Layer], spacing: Spacing
) -> Placement:
    boxes = {
        vertex: _box(nodes[vertex], x[vertex], layer)
        for layer in layers
        for vertex in layer.row
        if not graph.is_dummy(vertex)
    }
    routes = []
    for (source, target), chain in graph.chains.items():
        start, end = boxes[chain[0]], boxes[chain[-1]]
        steps = []
        for upper, lower in itertools.pairwise(chain):
            to = ports.get((upper, lower), x[lower])
            steps.append((layers[graph.layer[upper]].tracks.get(upper, 0), to))
        points = bend((x[chain[0]], start.y + start.height), steps, end.y)
        routes.append(Route(source=source, target=target, points=points))
    width = max([0, *(box.x + box.width for box in boxes.values()), *x])
    height = layers[-1].bottom + spacing.padding if layers else 0
    bands = _bands(nodes, layers, width, spacing.padding)
    return Placement(boxes=tuple(boxes.values()), routes=tuple(routes), bands=bands, width=width, height=height)


def _box(node: Node, middle: int, layer: _Layer) -> Box:
    y = (layer.top + layer.bottom - node.height) // 2
    return Box(id=node.id, x=middle - node.width // 2, y=y, width=node.width, height=node.height)


def _bands(nodes: tuple[Node, ...], layers: list[_Layer], width: int, padding: int) -> tuple[Box, ...]:
    """The part of the drawing that each band takes, over its whole width."""
    layers_of: dict[str, list[_Layer]] = {}
    for layer in layers:
        band = next(nodes[vertex].band for vertex in layer.row if vertex < len(nodes))
        layers_of.setdefault(band, []).append(layer)
    return tuple(
        Box(
            id=band,
            x=-padding,
            y=members[0].top - padding,
            width=width + 2 * padding,
            height=members[-1].bottom - members[0].top + 2 * padding,
        )
        for band, members in layers_of.items()
    )
