"""The whole roadmap for programs: as JSON with its schema, and as a list of pages for language models."""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import MISSING
from typing import Any

from macros.escaping import escape_link_text
from macros.index import Index
from macros.model import Range
from macros.reading import keys_of
from macros.site import Site, page_addresses

ROADMAP = "roadmap.json"
SCHEMA = "roadmap-json.schema.json"


def render_roadmap_json(index: Index, written: Set[str], site: Site) -> str:
    """The roadmap in the shape of roadmap.yaml, with every entry's page and what each lesson unlocks."""
    data = {
        "$schema": SCHEMA,
        "name": site.name,
        "url": site.url,
        "license": site.license,
        "roadmap": _plain(index.roadmap),
        "pages": page_addresses(index, written),
        "unlocks": {key: list(unlocked) for key, unlocked in index.unlocks.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def render_llms_txt(index: Index, written: Set[str], site: Site) -> str:
    """The site's pages as https://llmstxt.org describes it: a name, a sentence, and links with what is behind each."""
    roadmap, pages = index.roadmap, page_addresses(index, written)
    parts = [f"# {escape_link_text(site.name)}", f"> {escape_link_text(site.description)}"]
    for topic in roadmap.topics:
        links = [_link(site, pages["topics"][topic.id], "Overview", topic.summary)]
        lessons = (lesson for lesson in topic.lessons if lesson.key in written)
        links += [_link(site, pages["lessons"][lesson.key], lesson.title, lesson.summary) for lesson in lessons]
        parts += [f"## {escape_link_text(topic.title)}", "\n".join(links)]
    optional = [_link(site, pages["paths"][path.id], path.title, path.summary) for path in roadmap.paths]
    optional += [_link(site, pages["projects"][each.id], each.title, each.summary) for each in roadmap.projects]
    optional.append(_link(site, ROADMAP, "The roadmap as JSON", "topics, lessons, outcomes, prerequisites, resources."))
    return "\n\n".join([*parts, "## Optional", "\n".join(optional)]) + "\n"


def _link(site: Site, page: str, title: str, summary: str) -> str:
    return f"- [{escape_link_text(title)}]({site.address(page)}): {escape_link_text(summary)}"


def _plain(value: Any) -> Any:
    """A record and what it holds as JSON knows it; keys that have their default are left out."""
    if isinstance(value, Range):
        return [value.low, value.high]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str | int | bool):
        return value
    record: type = type(value)
    return {
        key: _plain(getattr(value, key))
        for key, (field, _) in keys_of(record).items()
        if field.default is MISSING or getattr(value, key) != field.default
    }
