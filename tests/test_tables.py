"""The shop's tables as they are read from SQL and drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.diagram_pages import render_shop_diagram
from macros.files import load_guide
from macros.measuring import text_width
from macros.placement import Placement
from macros.problems import RoadmapError
from macros.table_diagram import find_relations, place_tables_narrow, place_tables_wide, render_table_diagram
from macros.table_source import read_tables
from macros.tables import Column, Table
from macros.view import View
from tests.building import BREAD, PROJECT
from tests.drawing import crossings
from tests.test_diagrams import SVG, check, number, parse

GUIDE = load_guide(PROJECT)
TABLES = GUIDE.tables
NAMES = ["customers", "products", "orders", "order_lines", "payments"]


def test_tables_are_those_of_postgresql(shop_database: psycopg.Connection) -> None:
    said = shop_database.execute(
        """
        SELECT relname, attname, format_type(atttypid, atttypmod), NOT attnotnull,
               coalesce(keys, '{}'), coalesce(refers, '')
        FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN LATERAL (
            SELECT array_agg(contype::text || cardinality(conkey)) FILTER (WHERE contype IN ('p', 'u')) AS keys,
                   max(confrelid::regclass::text) FILTER (WHERE contype = 'f') AS refers
            FROM pg_constraint
            WHERE conrelid = attrelid AND attnum = ANY (conkey)
        ) AS constraints ON true
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0
        ORDER BY pg_class.oid, attnum
        """
    ).fetchall()
    spelled = {"integer": "int", "timestamp with time zone": "timestamptz", "numeric(10,2)": "numeric(10, 2)"}
    read = [(table.name, column) for table in TABLES for column in table.columns]
    assert [name for name, *_ in said] == [name for name, _ in read]
    for (_, name, kind, nullable, keys, refers), (_, column) in zip(said, read, strict=True):
        assert column == Column(
            name=name,
            type=spelled.get(str(kind), str(kind)),
            nullable=nullable,
            primary=bool({"p1", "p2"} & set(keys)),
            unique=bool({"p1", "u1"} & set(keys)),
            references=refers,
        )


def test_relations_say_how_many_rows_meet() -> None:
    assert [(r.source, r.target, r.optional, r.many) for r in find_relations(TABLES)] == [
        ("customers", "orders", True, True),
        ("orders", "order_lines", False, True),
        ("products", "order_lines", False, True),
        ("orders", "payments", False, True),
    ]
    several = (
        "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (one int PRIMARY KEY REFERENCES a, two int REFERENCES a);"
    )
    (relation,) = find_relations(read_tables(several, "x.sql"))
    assert [column.name for column in relation.columns] == ["one", "two"]
    assert not relation.optional
    assert not relation.many


@given(st.text() | st.text(st.sampled_from("CREATE TABLE a(),;'\"$-/*\n id int REFERENCES b")))
def test_any_text_is_read_or_reported(text: str) -> None:
    try:
        read_tables(text, "x.sql")
    except RoadmapError as error:
        for problem in error.problems:
            assert problem.message
            assert problem.hint
            assert 1 <= problem.at.line <= text.count("\n") + 1
            assert problem.at.column >= 1


def test_deep_nesting_is_reported() -> None:
    with pytest.raises(RoadmapError) as error:
        read_tables("(" * 100_000, "x.sql")
    assert "nested too deep" in error.value.problems[0].message


def placements() -> dict[str, Placement]:
    return {"wide": place_tables_wide(TABLES), "narrow": place_tables_narrow(TABLES)}


def test_drawings_fit_their_screens() -> None:
    wide, narrow = placements().values()
    check(wide, across=True)
    check(narrow)
    assert wide.width <= 676
    assert narrow.width == 328
    assert crossings(wide) == 0


def test_every_text_stays_in_its_card() -> None:
    for drawing, placement in zip(parse(render_table_diagram(TABLES, "shop")), placements().values(), strict=True):
        cards = drawing.findall(f"{SVG}g")[-1].findall(f"{SVG}g")
        assert [card.findtext(f"{SVG}text") for card in cards] == [box.id for box in placement.boxes]
        for card, box in zip(cards, placement.boxes, strict=True):
            texts = card.findall(f"{SVG}text")[1:]
            columns = next(table for table in TABLES if table.name == box.id).columns
            assert len(texts) == 2 * len(columns)
            for name, kind, column in zip(texts[::2], texts[1::2], columns, strict=True):
                marks = " PK" * column.primary + " FK" * bool(column.references)
                assert words(name) == column.name + marks
                assert words(kind) == column.type + " or NULL" * column.nullable
                end = number(name, "x") + text_width(column.name, 13) + text_width(marks, 10, bold=True)
                assert box.x < number(name, "x")
                assert end + 8 <= number(kind, "x") - text_width(words(kind), 12)
                assert number(kind, "x") < box.x + box.width
                assert box.y < number(name, "y") < box.y + box.height


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def test_marks_at_the_ends_of_lines() -> None:
    for drawing in parse(render_table_diagram(TABLES, "shop")):
        lines = drawing.findall(f"{SVG}g")[0].findall(f"{SVG}g")
        rings = {line.findtext(f"{SVG}title"): len(line.findall(f"{SVG}circle")) for line in lines}
        assert rings == {
            "orders.customer_id refers to customers": 1,
            "order_lines.order_id refers to orders": 0,
            "order_lines.product_id refers to products": 0,
            "payments.order_id refers to orders": 0,
        }


def test_list_says_what_the_drawing_shows() -> None:
    text = render_shop_diagram(View(index=GUIDE.index, page="shop/index.md", written=GUIDE.written, tables=TABLES))
    listed = text.partition("<details")[2]
    assert re.findall(r"^-   `(\w+)`$", listed, flags=re.MULTILINE) == NAMES
    assert re.findall(r"^    -   `(\w+)`: ", listed, flags=re.MULTILINE) == [
        column.name for table in TABLES for column in table.columns
    ]
    for sentence in (
        "`customer_id`: int or NULL, foreign key: names at most one row of `customers`, which any number",
        "`product_id`: int, part of the primary key, foreign key: names one row of `products`, which any",
        "`email`: text, no two rows share a value",
        "`id`: int, primary key",
    ):
        assert sentence in listed


def test_names_are_escaped() -> None:
    column = Column(name="<b>&", type="text", nullable=False, primary=False, unique=False, references="")
    figure = parse(render_table_diagram((Table(name='"<i>"', columns=(column,)),), "any"))
    assert {words(text) for text in figure.iter(f"{SVG}text")} == {'"<i>"', "<b>&", "text"}


def test_a_guide_without_a_shop_draws_none() -> None:
    guide = load_guide(BREAD)
    assert render_shop_diagram(View(index=guide.index, page="index.md", written=frozenset(), tables=guide.tables)) == ""


def test_titles_stand_out_from_their_tinted_ground() -> None:
    css = (PROJECT / "docs" / "assets" / "variables.css").read_text(encoding="utf-8")
    for scheme in css.split("@media screen"):
        (surface,) = re.findall(r"--rm-surface: #(\w+)", scheme)
        colors = re.findall(r"--rm-c\d: #(\w+)", scheme)
        assert len(colors) == 6
        for color in colors:
            tinted = [ground * 0.9 + ink * 0.1 for ground, ink in zip(channels(surface), channels(color), strict=True)]
            assert contrast(channels(color), tinted) >= 4.5, color


def channels(color: str) -> list[float]:
    full = color if len(color) == 6 else "".join(2 * digit for digit in color)
    return [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]


def contrast(a: list[float], b: list[float]) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
