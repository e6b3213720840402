"""The tables of a database with lines from each to those that refer to it, as an entity-relationship diagram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.card import PAPER
from macros.column import place_column
from macros.escaping import escape_html
from macros.figure import Caption, Size, on_lines, render_drawing, render_figure
from macros.placement import Node, Placement, Route, transpose
from macros.placing import Spacing, place
from macros.svg import element, line_path
from macros.table_card import render_table, table_size
from macros.tables import Column, Table

_SPACING = Spacing(limit=99, beside=18, clear=20)
_PHONE = 328  # width of the drawing for phones, as of every diagram
_MARGIN = 2  # around the drawing, for the half of a border that lies outside
_WEIGHT = 1.8  # of the lines
_FORK, _SPREAD = 10, 4  # length of the fork that says many, and how far it and a bar reach to each side
_ONE, _NONE = 5, 10  # from a table to the bar that says one, and to the ring that says or none


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Rows of `target` name rows of `source` in these columns."""

    source: str
    target: str
    columns: tuple[Column, ...]

    @property
    def optional(self) -> bool:
        """Whether a row of the target may name no row of the source."""
        return all(column.nullable for column in self.columns)

    @property
    def many(self) -> bool:
        """Whether several rows of the target may name the same row of the source."""
        return not any(column.unique for column in self.columns)


def find_relations(tables: tuple[Table, ...]) -> tuple[Relation, ...]:
    """The relations between tables; columns that refer to the same table make one."""
    found: dict[tuple[str, str], list[Column]] = {}
    for table in tables:
        for column in table.columns:
            if column.references:
                found.setdefault((column.references, table.name), []).append(column)
    return tuple(
        Relation(source=source, target=target, columns=tuple(columns)) for (source, target), columns in found.items()
    )


def render_table_diagram(tables: tuple[Table, ...], name: str) -> str:
    """The figure: tables from left to right on a wide screen, one below the other on a phone."""
    names = ", ".join(table.name for table in tables)
    caption = Caption(
        name=name,
        title="The tables and how they refer to each other",
        description=f"{len(tables)} tables: {names}. The same stands in the list below.",
        role="img",
    )
    placements: dict[Size, Placement] = {"wide": place_tables_wide(tables), "narrow": place_tables_narrow(tables)}
    drawings = []
    for size, placement in placements.items():
        frame = (-_MARGIN, -_MARGIN, placement.width + _MARGIN, placement.height + _MARGIN)
        drawings.append(render_drawing(caption, size, frame, _layers(tables, placement)))
    return render_figure("tables", *drawings)


def place_tables_wide(tables: tuple[Table, ...]) -> Placement:
    """The placement for a wide screen: each table to the right of those that it refers to."""
    nodes = []
    width = max(table_size(table)[0] for table in tables)
    for table in tables:
        nodes.append(Node(id=table.name, width=table_size(table)[1], height=width))
    return transpose(place(tuple(nodes), _edges(tables), _SPACING))


def place_tables_narrow(tables: tuple[Table, ...]) -> Placement:
    """The placement for a phone."""
    heights = {table.name: table_size(table)[1] for table in tables}
    return place_column(dict.fromkeys(heights, ""), _edges(tables), lambda name, _: heights[name], {}, _PHONE)


def _edges(tables: tuple[Table, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((relation.source, relation.target) for relation in find_relations(tables))


def _layers(tables: tuple[Table, ...], placement: Placement) -> tuple[str, str]:
    """The lines, and above them the cards."""
    relations = {(relation.source, relation.target): relation for relation in find_relations(tables)}
    by_name = {table.name: table for table in tables}
    colors = {name: i % len(PAPER) for i, name in enumerate(by_name)}
    lines = (_line(route, relations[route.source, route.target], colors[route.source]) for route in placement.routes)
    cards = (render_table(by_name[box.id], box, colors[box.id]) for box in placement.boxes)
    return element("g", {"fill": "none"}, *on_lines(lines)), element("g", {"fill": "#1c2a2e"}, *on_lines(cards))


def _line(route: Route, relation: Relation, color: int) -> str:
    """A line with its marks; for the pointer, the columns that it stands for."""
    path = line_path(route.points)
    columns = ", ".join(f"{relation.target}.{column.name}" for column in relation.columns)
    return element(
        "g",
        {"class": f"rm-edge rm-c{color}", "color": PAPER[color]},
        element("title", {}, escape_html(f"{columns} refers to {relation.source}")),
        element("path", {"class": "rm-touch", "d": path, "stroke": "transparent", "stroke-width": 12}),
        _stroke(path),
        *_marks(route, relation),
    )


def _marks(route: Route, relation: Relation) -> Iterator[str]:
    """What stands at a line's ends: a fork for many rows, a bar for one, a ring before the bar for none."""
    (x, y), (beside, _) = route.points[:2]
    away = 1 if beside > x else -1
    yield _stroke(_bar(x + away * _ONE, y))
    if relation.optional:
        ring = {"class": "rm-line rm-ring", "cx": x + away * _NONE, "cy": y, "r": 3.5, "fill": "#fff"}
        yield element("circle", {**ring, "stroke": "currentColor", "stroke-width": _WEIGHT})
    x, y = route.points[-1]
    fork = f"M{x} {y - _SPREAD}L{x - _FORK} {y}L{x} {y + _SPREAD}"
    yield _stroke(f"M{x - _FORK} {y}H{x}{fork if relation.many else _bar(x - _ONE, y)}")


def _stroke(path: str) -> str:
    return element("path", {"class": "rm-line", "d": path, "stroke": "currentColor", "stroke-width": _WEIGHT})


def _bar(x: int, y: int) -> str:
    return f"M{x} {y - _SPREAD}V{y + _SPREAD}"
