"""The lines of edges between layers: right angles, one trunk for each source, each on a track of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from macros.layering import LayeredGraph

Ports = Mapping[tuple[int, int], int]

_PORT = 14  # between the ends of two edges at a box
_CORNER = 16  # that an edge's end stays away from the corner of its box
_NEAR = 8  # distance under which two lines look like one
_SIFTS = 4  # rounds of putting each trunk where it crosses the fewest
_OVERLAP = 20  # crossings that a pair of lines on top of each other counts for


class Trunk(NamedTuple):
    """What leaves one vertex toward the layer below: from `start` sideways to the `ends`, between `low` and `high`."""

    vertex: int
    start: int
    ends: tuple[int, ...]
    low: int
    high: int


def find_ports(graph: LayeredGraph, x: Sequence[int], widths: Sequence[int]) -> dict[tuple[int, int], int]:
    """Where each edge enters its target, by its last two vertices: side by side, in the order they come from."""
    ports = {}
    for vertex in range(graph.nodes):
        uppers = sorted(graph.above[vertex], key=lambda upper: (x[upper], upper))
        reach = max(widths[vertex] // 2 - _CORNER, 0)
        step = min(_PORT, 2 * reach // (len(uppers) - 1)) if len(uppers) > 1 else 0
        first = -step * (len(uppers) - 1) // 2
        first += _shift_to_straight([x[upper] - x[vertex] for upper in uppers], first, step, reach)
        for i, upper in enumerate(uppers):
            ports[upper, vertex] = x[vertex] + first + i * step
    return ports


def _shift_to_straight(offsets: list[int], first: int, step: int, reach: int) -> int:
    """How far ports must move so that an edge that comes from straight above needs no bend."""
    last = first + step * (len(offsets) - 1)
    shifts = [offset - (first + i * step) for i, offset in enumerate(offsets)]
    possible = [shift for shift in shifts if -reach <= first + shift and last + shift <= reach]
    return min(possible, key=abs, default=0)


def trunks_below(graph: LayeredGraph, row: Iterable[int], x: Sequence[int], ports: Ports) -> list[Trunk]:
    """The trunks that leave a layer and bend; the others need no track."""
    trunks = []
    for vertex in row:
        ends = tuple(sorted({ports.get((vertex, lower), x[lower]) for lower in graph.below[vertex]}))
        if any(end != x[vertex] for end in ends):
            trunks.append(Trunk(vertex, x[vertex], ends, min(x[vertex], *ends), max(x[vertex], *ends)))
    return trunks


def assign_tracks(trunks: list[Trunk]) -> dict[int, int]:
    """The track of each trunk's vertex, counted from the top: no two trunks touch, and few cross."""
    tracks: dict[int, int] = {}
    placed: list[Trunk] = []
    for trunk in _sort_by_crossings(trunks):
        above = [tracks[other.vertex] for other in placed if _overlap(trunk, other)]
        tracks[trunk.vertex] = max(above, default=-1) + 1
        placed.append(trunk)
    return tracks


def _sort_by_crossings(trunks: list[Trunk]) -> list[Trunk]:
    """The trunks from top to bottom: each is put where it crosses the fewest, until none can do better."""
    order = sorted(trunks, key=lambda trunk: (trunk.low, trunk.high, trunk.vertex))
    for _ in range(_SIFTS):
        before = list(order)
        for trunk in before:
            order.remove(trunk)
            order.insert(_best_place(trunk, order), trunk)
        if order == before:
            break
    return order


def _best_place(trunk: Trunk, order: list[Trunk]) -> int:
    cost = least = best = 0
    for i, other in enumerate(order, start=1):  # what it costs to stand below one more
        if _overlap(trunk, other):
            cost += _crossings(other, trunk) - _crossings(trunk, other)
            if cost < least:
                least, best = cost, i
    return best


def _crossings(upper: Trunk, lower: Trunk) -> int:
    """How often two trunks that overlap cross where one has the upper track."""
    crossings = int(upper.low < lower.start < upper.high)
    for end in upper.ends:
        crossings += lower.low < end < lower.high
        if -_NEAR < end - lower.start < _NEAR:
            crossings += _OVERLAP
    return crossings


def _overlap(a: Trunk, b: Trunk) -> bool:
    return a.low < b.high + _NEAR and b.low < a.high + _NEAR


def bend(start: tuple[int, int], steps: Iterable[tuple[int, int]], end: int) -> tuple[tuple[int, int], ...]:
    """The corners of a line from `start` down to `end`; each step is a track's height and where it leads."""
    x, y = start
    points = [(x, y)]
    for height, to in steps:
        if to != x:
            points += [(x, height), (to, height)]
            x = to
    return (*points, (x, end))
