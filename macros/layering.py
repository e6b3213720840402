"""The first step of drawing a graph in layers: which layer each node stands in, and what passes through the others.

The steps are those of Sugiyama, Tagawa and Toda: layers, dummies, order (`ordering.py`), coordinates (`aligning.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.graph import Edges, invert, sort_nodes

Rows = list[list[int]]  # the vertices of each layer


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredGraph:
    """A graph whose edges join neighboring layers: first its nodes, then the dummies of the edges that are longer.

    `layer`, `above` and `below` hold a vertex's layer and its neighbors; `chains` the vertices of each edge. The
    edges of one source share their dummies, so that they are drawn as one trunk.
    """

    nodes: int
    layer: list[int]
    above: list[list[int]]
    below: list[list[int]]
    chains: dict[tuple[str, str], list[int]]

    def is_dummy(self, vertex: int) -> bool:
        """Whether a vertex only keeps a place free for an edge."""
        return vertex >= self.nodes


def assign_layers(edges: Edges, bands: Mapping[str, int], limit: int) -> dict[str, int]:
    """The layer of each node: below all that come before it, in the layers of its band, `limit` nodes to a layer.

    Each node must stand in the band of those before it or in a later one.
    """
    after = invert(edges)
    members: dict[int, list[str]] = {band: [] for band in sorted(set(bands.values()))}
    for node in sort_nodes(edges):
        members[bands[node]].append(node)
    layer: dict[str, int] = {}
    for band, nodes in members.items():
        roots = {n for n in nodes if not tuple(edges[n]) and any(bands[other] == band for other in after[n])}
        _Band(edges, roots, limit, max(layer.values(), default=-1) + 1, layer).fill(nodes)
    used = {at: i for i, at in enumerate(sorted(set(layer.values())))}
    return {node: used[layer[node]] for node in edges}


@dataclass(frozen=True, slots=True)
class _Band:
    """Fills the layers of a band, from `base` down.

    A root, which nothing comes before, has its layer right above the first node that needs it.
    """

    edges: Edges
    roots: set[str]
    limit: int
    base: int
    layer: dict[str, int]
    filled: Counter[int] = field(default_factory=Counter)

    def fill(self, nodes: list[str]) -> None:
        """Give each node its layer; they come sorted."""
        for node in nodes:
            if node in self.roots:
                continue
            roots = [before for before in self.edges[node] if before in self.roots and before not in self.layer]
            depth = -(-len(roots) // self.limit)
            first = max((self.layer[before] + 1 for before in self.edges[node] if before in self.layer), default=0)
            at = max(first, self.base + depth)
            while not self._has_room(at, depth, len(roots)):
                at += 1
            self._put(node, at)
            for root in roots:
                self._put(root, next(row for row in self._rows_above(at, depth) if self.filled[row] < self.limit))

    def _has_room(self, at: int, depth: int, roots: int) -> bool:
        """Whether a layer can take a node, and those right above it its roots."""
        free = sum(self.limit - self.filled[row] for row in self._rows_above(at, depth))
        return self.filled[at] < self.limit and free >= roots

    def _rows_above(self, at: int, depth: int) -> range:
        return range(at - 1, at - depth - 1, -1)

    def _put(self, node: str, at: int) -> None:
        self.layer[node] = at
        self.filled[at] += 1


def split_edges(edges: Edges, layer: Mapping[str, int]) -> LayeredGraph:
    """The graph with a dummy in every layer that an edge passes."""
    number = {node: i for i, node in enumerate(edges)}
    graph = LayeredGraph(
        nodes=len(number),
        layer=[layer[node] for node in edges],
        above=[[] for _ in edges],
        below=[[] for _ in edges],
        chains={},
    )
    trunks: dict[tuple[int, int], int] = {}
    for target, befores in edges.items():
        for source in befores:
            graph.chains[source, target] = _chain(graph, number[source], number[target], trunks)
    return graph


def _chain(graph: LayeredGraph, source: int, target: int, trunks: dict[tuple[int, int], int]) -> list[int]:
    chain = [source]
    for at in range(graph.layer[source] + 1, graph.layer[target]):
        if (source, at) not in trunks:
            trunks[source, at] = len(graph.layer)
            graph.layer.append(at)
            graph.above.append([])
            graph.below.append([])
            _join(graph, chain[-1], trunks[source, at])
        chain.append(trunks[source, at])
    _join(graph, chain[-1], target)
    return [*chain, target]


def _join(graph: LayeredGraph, upper: int, lower: int) -> None:
    graph.below[upper].append(lower)
    graph.above[lower].append(upper)
