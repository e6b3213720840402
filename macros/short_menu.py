"""Adapter: the menu as one page shows it, for guides of any size: what is near the page, and the way to the rest.

Without it, every page of a large guide would list every topic, and the site would grow with the square of its pages.
A guide of a few dozen topics is listed as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any, TypeVar

from mkdocs.structure.nav import Section

T = TypeVar("T")

_MOST = 24  # entries of a list
_MOST_GROUPS = 10  # each of which brings a list of its own, and ten take the room of three dozen entries
_GROUPS = 2  # the level at which the theme shows sections with all that they hold


def shorten(nav: Any) -> Any:
    """The menu around the page that is active, without what the theme shows of no section that is closed."""
    short = copy(nav)
    short.items = _shorten(nav.items, level=1)
    return short


def describe(nav: Any) -> str:
    """Everything that a menu shows, as text."""
    return json.dumps(list(_entries(nav.items)), sort_keys=True, default=str)


def around(items: Sequence[T], place: int, most: int) -> Sequence[T]:
    """So many items of which one, at `place`, is in the middle as far as there are items on both sides."""
    first = max(0, min(place - most // 2, len(items) - most))
    return items[first : first + most]


def _shorten(items: Sequence[Any], level: int) -> list[Any]:
    place = next((i for i, item in enumerate(items) if item.active), 0)
    groups = level == _GROUPS and any(item.children for item in items)
    near = around(items, place, _MOST_GROUPS if groups else _MOST)
    index = [item for item in items[:1] if not item.children and item not in near]  # a section's own page comes first
    large = sum(len(item.children or ()) for item in items) > 2 * _MOST
    return [_item(item, level, closed=level != _GROUPS or large) for item in (*index, *near)]


def _item(item: Any, level: int, *, closed: bool) -> Any:
    if not item.children:
        return item
    if item.active or not closed:
        return _section(item, _shorten(item.children, level + 1))
    return _section(item, [_item(item.children[0], level + 1, closed=True)])


def _section(item: Any, children: list[Any]) -> Section:
    section = Section(item.title, children)
    section.active = item.active
    return section


def _entries(items: Any) -> Iterator[Any]:
    for item in items:
        if item.children:
            yield (item.title, item.active, list(_entries(item.children)))
        else:
            yield (item.title, item.url, getattr(item, "meta", None))
