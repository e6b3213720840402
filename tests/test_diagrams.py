"""What every diagram keeps to, for any graph, and how the real map is placed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.card import PAPER, Card
from macros.diagram import Arrow, Diagram, place_narrow, place_wide, render_diagram
from macros.diagrams import lesson_diagram, neighborhood_diagram, roadmap_diagram
from macros.files import load_guide
from macros.graph import find_cycle, reduce_edges, sort_nodes
from macros.measuring import text_width, wrap
from macros.placement import Placement
from macros.section import Section
from macros.view import View
from tests.building import PROJECT
from tests.conftest import Golden
from tests.drawing import apart, crossings, layers, overlaps, runs_through, segments

GUIDE = load_guide(PROJECT)
VIEW = View(index=GUIDE.index, page="map.md", written=GUIDE.written)
SVG = "{http://www.w3.org/2000/svg}"
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["C"]), min_size=1, max_size=60)
TITLES = TEXT.filter(str.strip) | st.sampled_from(
    ["SQL", "Servers, networks and hosting", "W" * 40, "a <b> & \"c\" 'd'"]
)


@st.composite
def edges(draw: st.DrawFn, most: int = 24) -> dict[str, tuple[str, ...]]:
    """A graph without cycles, in any order of its nodes."""
    count = draw(st.integers(1, most))
    graph = {
        f"n{i}": tuple(f"n{j}" for j in sorted(draw(st.sets(st.integers(0, i - 1), max_size=4))) if i) if i else ()
        for i in range(count)
    }
    return {node: graph[node] for node in draw(st.permutations(list(graph)))}


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    flow: Literal["bands", "rows", "columns"] = draw(st.sampled_from(["bands", "rows", "columns"]))
    graph = draw(edges())
    order = sort_nodes(graph)
    cuts = [0, *sorted(draw(st.sets(st.integers(1, max(1, len(order) - 1)), max_size=3))), len(order)]
    section = {node: str(i) for i, (a, b) in enumerate(itertools.pairwise(cuts)) for node in order[a:b]}
    cards = tuple(
        Card(
            id=node,
            kind="topic",
            look=draw(st.sampled_from(["essential", "plain", "outside", "here"])),
            title=draw(TITLES),
            note=draw(st.just("") | TITLES),
            label=draw(TITLES),
            href="index.html",
            color=draw(st.integers(0, 5)),
            number=draw(st.none() | st.integers(1, 99)),
            section=section[node],
        )
        for node in order
    )
    names = dict.fromkeys(section.values())
    return Diagram(
        name="any",
        title=draw(TITLES),
        description="",
        flow=flow,
        cards=cards,
        arrows=tuple(Arrow(source=b, target=n, reasons=(draw(TITLES),)) for n in order for b in graph[n]),
        sections=tuple(Section(id=name, title=draw(TITLES), note="", color=0) for name in names),
    )


def real_diagrams() -> Iterator[Diagram]:
    yield roadmap_diagram(VIEW)
    for topic in GUIDE.index.roadmap.topics:
        yield neighborhood_diagram(VIEW, topic)
        yield lesson_diagram(VIEW, topic)


REAL = list(real_diagrams())


def check(placement: Placement, *, across: bool = False) -> None:
    """Boxes stand apart, edges lead forward from border to border, and no line runs through a box."""
    boxes = {box.id: box for box in placement.boxes}
    for i, a in enumerate(placement.boxes):
        assert all(apart(a, b) >= 8 for b in placement.boxes[i + 1 :])
        assert a.x >= 0
        assert a.y >= 0
        assert a.x + a.width <= placement.width
        assert a.y + a.height <= placement.height
    for route in placement.routes:
        source, target = boxes[route.source], boxes[route.target]
        assert (target.x >= source.x + source.width) if across else (target.y >= source.y + source.height)
        assert apart(source, target) >= 8
        for x, y in route.points:
            assert 0 <= x <= placement.width
            assert 0 <= y <= placement.height
        for segment in segments(route):
            assert segment[0] != segment[1]
            assert segment[0][0] == segment[1][0] or segment[0][1] == segment[1][1]
            assert not any(runs_through(segment, box) for box in placement.boxes)
        for (x, y), box in ((route.points[0], source), (route.points[-1], target)):
            assert x in (box.x, box.x + box.width) or y in (box.y, box.y + box.height)
            assert box.x <= x <= box.x + box.width
            assert box.y <= y <= box.y + box.height


@given(diagrams())
@settings(max_examples=150, deadline=None)
def test_wide_drawing_of_any_graph(diagram: Diagram) -> None:
    check(place_wide(diagram), across=diagram.flow == "columns")


@given(diagrams())
@settings(max_examples=100, deadline=None)
def test_drawing_of_any_graph_for_a_phone(diagram: Diagram) -> None:
    placement = place_narrow(diagram)
    assert placement.width == 328
    check(placement)
    assert not overlaps(placement)


@pytest.mark.parametrize("diagram", REAL, ids=lambda diagram: diagram.name)
def test_real_drawing(diagram: Diagram) -> None:
    wide = place_wide(diagram)
    check(wide, across=diagram.flow == "columns")
    check(place_narrow(diagram))
    assert not overlaps(wide)
    assert wide.width <= {"bands": 830, "rows": 676, "columns": 676}[diagram.flow]
    assert crossings(wide) <= 2


@given(diagrams())
@settings(max_examples=60, deadline=None)
def test_any_text_stays_in_its_box(diagram: Diagram) -> None:
    text = render_diagram(diagram)
    assert "\n\n" not in text
    figure = parse(text)
    ids = [element.get("id") for element in figure.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 6
    cards = {card.id: card for card in diagram.cards}
    for link in figure.iter(f"{SVG}a"):
        card = cards[link.get("data-topic", "")]
        assert link.get("aria-label") == card.label.replace("`", "")
        frame = link.find(f"{SVG}rect")
        assert frame is not None
        left, top = number(frame, "x"), number(frame, "y")
        right, bottom = left + number(frame, "width"), top + number(frame, "height")
        written = ""
        for line in link.findall(f"{SVG}text/{SVG}tspan"):
            size = 14 if line in list(link.iterfind(f"{SVG}text[@class='rm-title']/{SVG}tspan")) else 12
            words = (line.text or "").strip()
            written += words
            assert number(line, "x") >= left
            assert number(line, "x") + text_width(words, size) <= right
            assert top <= number(line, "y") - size
            assert number(line, "y") + size / 4 <= bottom
        assert re.sub(r"\s", "", written) == re.sub(r"[\s`]", "", card.title + card.note)


def parse(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        figure.replace("data-search-exclude", "").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    )


def number(element: ElementTree.Element, attribute: str) -> float:
    return float(element.get(attribute, "nan"))


@pytest.mark.parametrize("diagram", REAL, ids=lambda diagram: diagram.name)
def test_reasons_can_be_read_on_the_edges(diagram: Diagram) -> None:
    figure = parse(render_diagram(diagram))
    for drawing in figure:
        titles = {
            (edge.get("data-from"), edge.get("data-to")): edge.findtext(f"{SVG}title")
            for edge in drawing.iter(f"{SVG}g")
            if edge.get("class", "").startswith("rm-edge")
        }
        assert titles == {
            (arrow.source, arrow.target): "; ".join(arrow.reasons).replace("`", "") for arrow in diagram.arrows
        }
        assert all(titles.values())


def test_links_come_in_the_order_of_learning() -> None:
    index = GUIDE.index
    for drawing in parse(render_diagram(roadmap_diagram(VIEW))):
        topics = [link.get("data-topic", "") for link in drawing.iter(f"{SVG}a")]
        assert sorted(topics) == sorted(index.topics)
        for topic, befores in index.topic_requires.items():
            assert all(topics.index(before) < topics.index(topic) for before in befores)


def test_placement_of_the_real_map(golden: Golden) -> None:
    placement = place_wide(roadmap_diagram(VIEW))
    bends = sum(len(route.points) - 2 for route in placement.routes)
    layer = layers(placement)
    lines = [
        f"{placement.width} x {placement.height} pixels, {len(placement.boxes)} topics",
        f"{len(placement.routes)} arrows with {crossings(placement)} crossings and {bends} bends",
        "",
        "layer    x     y  topic",
        *(f"{layer[box.id]:5} {box.x:4} {box.y:5}  {box.id}" for box in placement.boxes),
    ]
    golden(PROJECT / "tests" / "goldens" / "map.placement.txt", "\n".join(lines) + "\n")


@given(edges())
def test_sorted_nodes_come_after_those_before_them(graph: dict[str, tuple[str, ...]]) -> None:
    order = sort_nodes(graph)
    assert sorted(order) == sorted(graph)
    assert all(order.index(before) < order.index(node) for node, befores in graph.items() for before in befores)


@given(edges(most=10))
def test_reduction_keeps_the_ways_and_nothing_that_follows_from_them(graph: dict[str, tuple[str, ...]]) -> None:
    reduced = reduce_edges(graph)
    assert not find_cycle(reduced)
    assert reach(reduced) == reach(graph)
    for node, befores in reduced.items():
        assert set(befores) <= set(graph[node])
        for before in befores:
            without = reduced | {node: tuple(other for other in befores if other != before)}
            assert reach(without) != reach(graph)


def reach(graph: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    reached: dict[str, set[str]] = {}
    for node in sort_nodes(graph):
        reached[node] = {before for b in graph[node] for before in {b, *reached[b]}}
    return {(before, node) for node, befores in reached.items() for before in befores}


@given(TITLES, st.integers(40, 200))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: int) -> None:
    lines = wrap(text, 14, room)
    assert all(text_width(line, 14) <= room or len(line) == 1 for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_a_word_is_broken_only_where_it_is_longer_than_the_line() -> None:
    assert wrap("Building APIs", 14, 110, bold=True) == ("Building", "APIs")
    assert wrap("Servers, networks and hosting", 14, 156) == ("Servers, networks", "and hosting")


def test_paper_has_the_colors_of_the_light_scheme() -> None:
    css = (PROJECT / "docs" / "assets" / "variables.css").read_text(encoding="utf-8")
    light = css.partition("@media")[0]
    assert tuple(re.findall(r"--rm-c\d: (#\w+)", light)) == PAPER
