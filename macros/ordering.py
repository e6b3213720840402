"""The second step of drawing a graph in layers: the order within each layer, with few crossings."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from statistics import median

from macros.layering import LayeredGraph, Rows

Mean = Callable[[list[int]], float]

_SMALL = 500  # vertices up to which there is time to try more than one start
_SWEEPS = 10
_SWAPS = 4  # times that the swaps of neighbors are gone through after each sweep


def order_layers(graph: LayeredGraph) -> Rows:
    """The vertices of each layer from left to right; of equally good orders the one nearest to the order given."""
    best: Rows = []
    least: tuple[float, ...] = ()
    for rows in _candidates(graph):
        cost = (count_crossings(graph, rows), _length(graph, rows), _inversions(graph, rows))
        if not best or cost < least:
            best, least = [row[:] for row in rows], cost
    mirrored = [row[::-1] for row in best]
    return min(best, mirrored, key=lambda rows: _inversions(graph, rows))


def count_crossings(graph: LayeredGraph, rows: Rows) -> int:
    """How often edges cross between neighboring layers."""
    position = _positions(graph, rows)
    total = 0
    for row in rows:
        ends: list[int] = []  # where the edges to the left of this vertex come from, in order
        for vertex in row:
            starts = sorted(position[upper] for upper in graph.above[vertex])
            total += sum(len(ends) - bisect_right(ends, start) for start in starts)
            for start in starts:
                ends.insert(bisect_left(ends, start), start)
    return total


def _candidates(graph: LayeredGraph) -> Iterator[Rows]:
    small = len(graph.layer) <= _SMALL
    starts = [_depth_first(graph), _as_given(graph)] if small else [_depth_first(graph)]
    means: list[Mean] = [_average, median] if small else [_average]
    for start in starts:
        yield start
        for mean in means:
            for first in (0, 1) if small else (0,):
                rows = [row[:] for row in start]
                for sweep in range(first, first + _SWEEPS):
                    _sweep(graph, rows, mean, down=sweep % 2 == 0)
                    _swap_neighbors(graph, rows)
                    yield rows


def _as_given(graph: LayeredGraph) -> Rows:
    rows: Rows = [[] for _ in range(max(graph.layer, default=-1) + 1)]
    for vertex, layer in enumerate(graph.layer):
        rows[layer].append(vertex)
    return rows


def _depth_first(graph: LayeredGraph) -> Rows:
    """What hangs together stands together."""
    rows: Rows = [[] for _ in range(max(graph.layer, default=-1) + 1)]
    seen: set[int] = set()
    for root in [v for v, above in enumerate(graph.above) if not above]:
        waiting = [root]
        while waiting:
            vertex = waiting.pop()
            if vertex not in seen:
                seen.add(vertex)
                rows[graph.layer[vertex]].append(vertex)
                waiting.extend(reversed(graph.below[vertex]))
    return rows


def _sweep(graph: LayeredGraph, rows: Rows, mean: Mean, *, down: bool) -> None:
    """Put each vertex where its neighbors in the layer before stand on average (Sugiyama's barycenters)."""
    position = _positions(graph, rows)
    neighbors = graph.above if down else graph.below
    for row in rows if down else reversed(rows):
        wanted = {v: mean([position[n] for n in neighbors[v]]) if neighbors[v] else position[v] for v in row}
        row.sort(key=wanted.__getitem__)
        for i, vertex in enumerate(row):
            position[vertex] = i


def _swap_neighbors(graph: LayeredGraph, rows: Rows) -> None:
    """Swap vertices that stand side by side wherever that takes a crossing away."""
    position = _positions(graph, rows)
    for _ in range(_SWAPS):
        swapped = False
        for row in rows:
            for i in range(len(row) - 1):
                left, right = row[i], row[i + 1]
                if _gain(graph, position, left, right) > 0:
                    row[i], row[i + 1] = right, left
                    position[left], position[right] = i + 1, i
                    swapped = True
        if not swapped:
            break


def _gain(graph: LayeredGraph, position: list[int], left: int, right: int) -> int:
    """How many crossings fewer there are once two neighbors are swapped."""
    gain = 0
    for neighbors in (graph.above, graph.below):
        for a in neighbors[left]:
            for b in neighbors[right]:
                gain += (position[a] > position[b]) - (position[a] < position[b])
    return gain


def _positions(graph: LayeredGraph, rows: Rows) -> list[int]:
    position = [0] * len(graph.layer)
    for row in rows:
        for i, vertex in enumerate(row):
            position[vertex] = i
    return position


def _length(graph: LayeredGraph, rows: Rows) -> float:
    """How far edges go sideways, with each layer in the middle of the drawing."""
    position = _positions(graph, rows)
    offset = [position[v] - len(rows[layer]) / 2 for v, layer in enumerate(graph.layer)]
    return sum(abs(offset[upper] - offset[v]) for v, above in enumerate(graph.above) for upper in above)


def _inversions(graph: LayeredGraph, rows: Rows) -> int:
    """How many neighboring nodes stand against the order given."""
    nodes = [[vertex for vertex in row if not graph.is_dummy(vertex)] for row in rows]
    return sum(a > b for row in nodes for a, b in itertools.pairwise(row))


def _average(values: list[int]) -> float:
    return sum(values) / len(values)
