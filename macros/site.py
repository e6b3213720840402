"""What the site says of itself as a whole, wherever it is published."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from macros import addresses
from macros.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site's name, description, language and license; `url` ends in a slash, and is empty where nobody knows it."""

    name: str
    description: str
    language: str
    license: str
    url: str

    def address(self, file: str) -> str:
        """Where a file of the site is found: on the web, or from the site's root where nobody knows its address."""
        return self.url + file


def page_addresses(index: Index, written: Set[str]) -> dict[str, dict[str, str]]:
    """The page of every entry by kind and id, from the site's root; a lesson without one has a place on its topic's."""
    roadmap = index.roadmap
    return {
        "topics": {topic.id: addresses.built(addresses.topic_page(topic.id)) for topic in roadmap.topics},
        "lessons": {key: addresses.built(addresses.lesson_place(key, written)) for key in index.lessons},
        "paths": {path.id: addresses.built(addresses.path_page(path.id)) for path in roadmap.paths},
        "projects": {project.id: addresses.built(addresses.project_page(project.id)) for project in roadmap.projects},
    }
