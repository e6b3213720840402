"""The last step of drawing a graph in layers: bends that are not needed are taken out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.aligning import Widths
from macros.layering import LayeredGraph, Rows

_ROUNDS = 2
_SLACK = 4  # pixels that a trunk may come too near to its neighbors rather than bend


class Straightener:
    """Moves vertices sideways within the room that their neighbors in a row leave them."""

    def __init__(self, graph: LayeredGraph, rows: Rows, widths: Widths, x: list[float]) -> None:
        self.graph = graph
        self.widths = widths
        self.x = list(x)
        self.width = widths.drawing(rows)
        self.left_of = {b: a for row in rows for a, b in pairwise(row)}
        self.right_of = {a: b for row in rows for a, b in pairwise(row)}

    def straighten(self) -> list[float]:
        """The middle of each vertex, with trunks and nodes in line wherever there is room."""
        for _ in range(_ROUNDS):
            for trunk in sorted(_trunks(self.graph), key=len, reverse=True):
                for run, low, high in self._runs(trunk):
                    at = min(max(self._wanted(run), low), high)
                    for vertex in run:
                        self.x[vertex] = at
            for vertex in range(self.graph.nodes):
                low, high = self._room(vertex)
                places = (self.x[other] for other in _partners(self.graph, vertex))
                self.x[vertex] = next((at for at in places if low <= at <= high), self.x[vertex])
        return self.x

    def _room(self, vertex: int) -> tuple[float, float]:
        """How far to the left and to the right a vertex could stand while its neighbors stay."""
        left, right = self.left_of.get(vertex), self.right_of.get(vertex)
        half = self.widths.of[vertex] / 2
        low = half if left is None else self.x[left] + self.widths.distance(left, vertex)
        high = self.width - half if right is None else self.x[right] - self.widths.distance(vertex, right)
        return low, high

    def _runs(self, trunk: list[int]) -> Iterator[tuple[list[int], float, float]]:
        """The longest parts of a trunk that can stand in one line, each with the range of that line."""
        run: list[int] = []
        low, high = float("-inf"), float("inf")
        for vertex in trunk:
            left, right = self._room(vertex)
            left, right = left - _SLACK, right + _SLACK
            if run and max(low, left) > min(high, right):
                yield run, low, high
                run, low, high = [], float("-inf"), float("inf")
            run.append(vertex)
            low, high = max(low, left), min(high, right)
        yield run, low, high

    def _wanted(self, run: list[int]) -> float:
        """Where the run's source stands, or the median of what a later run leads to and from."""
        above = self.graph.above[run[0]][0]
        if not self.graph.is_dummy(above):
            return self.x[above]
        inside = set(run)
        neighbors = (other for v in run for other in self.graph.above[v] + self.graph.below[v])
        ends = sorted(self.x[other] for other in neighbors if other not in inside)
        return (ends[(len(ends) - 1) // 2] + ends[len(ends) // 2]) / 2


def _trunks(graph: LayeredGraph) -> list[list[int]]:
    """The dummies of each source that has any, from top to bottom."""
    trunks: dict[int, list[int]] = {}
    for chain in graph.chains.values():
        if len(chain) - 2 > len(trunks.get(chain[0], [])):
            trunks[chain[0]] = chain[1:-1]
    return list(trunks.values())


def _partners(graph: LayeredGraph, vertex: int) -> list[int]:
    """The only neighbor below and the only one above; first the one that has no other neighbor on this side itself."""
    below, above = graph.below[vertex], graph.above[vertex]
    partners = [(other, graph.above[other]) for other in below if len(below) == 1]
    partners += [(other, graph.below[other]) for other in above if len(above) == 1]
    return [other for other, _ in sorted(partners, key=lambda partner: len(partner[1]) > 1)]
