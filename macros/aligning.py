"""The third step of drawing a graph in layers: how far to the right each vertex stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from macros.layering import LayeredGraph, Rows

_SWEEPS = 24
_LARGE = 5000  # vertices beyond which fewer sweeps must do
_STRAIGHT = 8  # how much more a bend within a trunk costs than one between nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The width of each vertex, and the least distances between two boxes and beside a line, which has no width.

    A drawing is as wide as `room`, or as its widest row.
    """

    of: Sequence[int]
    beside: int
    lane: int
    room: int

    def distance(self, a: int, b: int) -> float:
        """The least distance between the middles of two vertices that stand side by side."""
        apart = self.beside if self.of[a] and self.of[b] else self.lane
        return (self.of[a] + self.of[b]) / 2 + apart

    def offsets(self, row: Sequence[int]) -> list[float]:
        """The middles of a row whose vertices stand as far to the left as they can."""
        distances = (self.distance(a, b) for a, b in pairwise(row))
        return list(accumulate(distances, initial=self.of[row[0]] / 2))

    def drawing(self, rows: Rows) -> float:
        """The width of the drawing."""
        return max([self.room, *(self.offsets(row)[-1] + self.of[row[-1]] / 2 for row in rows)])


def align(graph: LayeredGraph, rows: Rows, widths: Widths) -> list[float]:
    """The middle of each vertex, so that edges are short."""
    width = widths.drawing(rows)
    offsets = [widths.offsets(row) for row in rows]
    rooms = [width - widths.of[row[-1]] / 2 - offset[-1] for row, offset in zip(rows, offsets, strict=True)]
    above, below = _weighted(graph, graph.above), _weighted(graph, graph.below)
    both = [a + b for a, b in zip(above, below, strict=True)]
    x = [width / 2] * len(graph.layer)
    sweeps = _SWEEPS if len(x) <= _LARGE else _SWEEPS // 4
    for sweep in range(sweeps):
        down = sweep % 2 == 0
        neighbors = both if sweep >= sweeps // 3 else above if down else below
        for i in range(len(rows)) if down else reversed(range(len(rows))):
            pulls = [_pull(x, vertex, neighbors[vertex]) for vertex in rows[i]]
            for vertex, at in zip(rows[i], _side_by_side(pulls, offsets[i], rooms[i]), strict=True):
                x[vertex] = at
    return x


def _weighted(graph: LayeredGraph, neighbors: list[list[int]]) -> list[list[tuple[int, int]]]:
    """Each vertex's neighbors with the weight of the edge to them, the greater the straighter it should be."""
    weights = (1, 2, _STRAIGHT)  # by the number of dummies at the edge's ends
    return [
        [(other, weights[graph.is_dummy(vertex) + graph.is_dummy(other)]) for other in others]
        for vertex, others in enumerate(neighbors)
    ]


def _pull(x: list[float], vertex: int, neighbors: list[tuple[int, int]]) -> tuple[float, float]:
    """Where a vertex's neighbors want it, and how strongly."""
    if not neighbors:
        return x[vertex], 0.01
    place = total = 0.0
    for other, weight in neighbors:
        place += weight * x[other]
        total += weight
    return place / total, total


def _side_by_side(pulls: list[tuple[float, float]], offsets: list[float], room: float) -> list[float]:
    """The places nearest to those wanted, each with its weight, that keep order, distances and borders.

    Least squares under an order is isotonic regression, which pooling adjacent violators solves exactly: without the
    distances, vertices that would stand in each other's way stand at their common mean.
    """
    pools: list[tuple[float, float, int]] = []  # mean place, weight and number of the vertices that touch each other
    for (place, weight), offset in zip(pulls, offsets, strict=True):
        mean, total, size = place - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            other, other_weight, other_size = pools.pop()
            mean = (mean * total + other * other_weight) / (total + other_weight)
            total += other_weight
            size += other_size
        pools.append((mean, total, size))
    means = [min(max(mean, 0.0), room) for mean, _, size in pools for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
