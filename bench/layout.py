"""What it costs to lay out a diagram: seconds, and microseconds for each node, for graphs like those of a guide."""

from __future__ import annotations

import random
from time import perf_counter

from macros.column import place_column
from macros.graph import reduce_edges
from macros.placement import Node
from macros.placing import Spacing, place

SIZES = (20, 100, 1_000, 10_000)
WINDOW = 40  # a lesson builds on lessons that are not far before it


def made_up_graph(size: int) -> dict[str, tuple[str, ...]]:
    """Lessons, each of which builds on none to three of those right before it; the same for the same size."""
    choose = random.Random(size)
    graph = {}
    for i in range(size):
        befores = {choose.randrange(max(0, i - WINDOW), i) for _ in range(choose.randint(0, 3))} if i else set()
        graph[f"n{i}"] = tuple(f"n{before}" for before in sorted(befores))
    return graph


def main() -> None:
    """Print a line for each size."""
    print("  nodes   edges   reduce s   wide s   µs a node   column s")
    for size in SIZES:
        start = perf_counter()
        graph = reduce_edges(made_up_graph(size))
        reduced = perf_counter()
        nodes = tuple(Node(id=node, width=200, height=52) for node in graph)
        edges = tuple((before, node) for node, befores in graph.items() for before in befores)
        place(nodes, edges, Spacing())
        wide = perf_counter()
        place_column(dict.fromkeys(graph, ""), edges, lambda _card, _width: 52, {}, 328)
        column = perf_counter()
        cost = (wide - reduced) / size * 1e6
        times = f"{reduced - start:10.2f} {wide - reduced:8.2f} {cost:11.0f} {column - wide:10.2f}"
        print(f"{size:7,} {len(edges):7,} {times}")


if __name__ == "__main__":
    main()
