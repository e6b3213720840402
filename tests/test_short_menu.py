"""A page's menu holds what is near it, and stays small in a guide of any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from mkdocs.structure.nav import Navigation, Section

from macros.short_menu import around, describe, shorten


@dataclass
class Leaf:
    """As much of a page as a menu needs."""

    title: str
    url: str
    active: bool = False
    children: None = None
    is_homepage: bool = False


def menu_of(topics: int, here: int) -> Navigation:
    """The menu of a guide whose topics stand in one group, as the second lesson of one of them shows it."""
    sections: list[Any] = []
    for i in range(topics):
        pages: list[Any] = [
            Leaf(f"Topic {i}", f"{i}/index.html"),
            *(Leaf(f"Lesson {i}.{j}", f"{i}/{j}.html") for j in range(8)),
        ]
        section = Section(f"Topic {i}", pages)
        section.active = pages[2].active = i == here
        sections.append(section)
    group, tab = Section("All", sections), Section("Topics", [Leaf("Topics", "topics.html"), Section("All", [])])  # type: ignore[list-item]
    tab.children[1] = group
    group.active = tab.active = True
    other = Section("Paths", [Leaf("Paths", "paths.html"), Leaf("A path", "path.html")])  # type: ignore[list-item]
    return Navigation([Leaf("Home", "index.html"), other, tab], [])


def test_small_menu_stays_whole_but_for_closed_sections() -> None:
    text = describe(shorten(menu_of(20, 3)))
    assert all(f'"{i}/index.html"' in text for i in range(20))
    assert '"3/7.html"' in text
    assert '"4/1.html"' not in text
    assert "path.html" not in text.replace("paths.html", "")


@pytest.mark.parametrize("here", [0, 3, 250, 499])
def test_large_menu_shows_what_is_near(here: int) -> None:
    text = describe(shorten(menu_of(500, here)))
    assert f'"{here}/1.html"' in text
    assert '"topics.html"' in text
    assert text.count("/index.html") == 24
    assert len(text) < 1.05 * len(describe(shorten(menu_of(50, min(here, 49)))))


def test_many_groups_take_no_more_room_than_ten() -> None:
    def size(count: int) -> int:
        groups: list[Any] = []
        for _ in range(count):
            groups += [menu_of(8, -1).items[2].children[1]]
        groups[0].active = groups[0].children[3].active = True
        tab = Section("Topics", [Leaf("Topics", "topics.html"), *groups])  # type: ignore[list-item]
        tab.active = True
        return len(describe(shorten(Navigation([tab], []))))

    assert size(500) < 1.05 * size(10)


def test_what_is_around_a_place() -> None:
    assert around("abcdefg", 0, 3) == "abc"
    assert around("abcdefg", 3, 3) == "cde"
    assert around("abcdefg", 6, 3) == "efg"
    assert around("ab", 1, 3) == "ab"
