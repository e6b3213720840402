"""Directed graphs over plain ids: `edges[x]` are the ids that come before x."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush

Edges = Mapping[str, Iterable[str]]


def find_cycle(edges: Edges) -> tuple[str, ...]:
    """One cycle, each id followed by one that requires it, the first repeated at the end; empty without one."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def invert(edges: Edges) -> dict[str, tuple[str, ...]]:
    """The same edges the other way round, in the order in which they were met."""
    after: dict[str, list[str]] = {node: [] for node in edges}
    for node, befores in edges.items():
        for before in befores:
            after[before].append(node)
    return {node: tuple(nodes) for node, nodes in after.items()}


def sort_nodes(edges: Edges) -> tuple[str, ...]:
    """The ids of a graph without cycles, each after those that come before it, and else in the order given."""
    place = {node: i for i, node in enumerate(edges)}
    names = list(edges)
    waiting = {node: len(set(befores)) for node, befores in edges.items()}
    after = invert({node: dict.fromkeys(befores) for node, befores in edges.items()})
    ready = [place[node] for node in names if not waiting[node]]
    heapify(ready)
    done = []
    while ready:
        node = names[heappop(ready)]
        done.append(node)
        for other in after[node]:
            waiting[other] -= 1
            if not waiting[other]:
                heappush(ready, place[other])
    return tuple(done)


def reduce_edges(edges: Edges) -> dict[str, tuple[str, ...]]:
    """The transitive reduction: the edges that no longer way replaces. The graph must have no cycle."""
    order = sort_nodes(edges)
    place = {node: i for i, node in enumerate(order)}
    reached: list[int] = []  # for each node a set of places, as the bits of a number: fast for 10,000 nodes
    kept: dict[str, set[str]] = {}
    for node in order:
        bits = 0
        kept[node] = set()
        for before in sorted(set(edges[node]), key=place.__getitem__, reverse=True):
            if not bits >> place[before] & 1:
                kept[node].add(before)
                bits |= reached[place[before]] | 1 << place[before]
        reached.append(bits)
    return {node: tuple(b for b in dict.fromkeys(befores) if b in kept[node]) for node, befores in edges.items()}
