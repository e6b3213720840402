"""Adapter: what the site tells programs, search engines and other sites: of each page, and in files of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils import get_build_timestamp

from macros import addresses
from macros.exporting import ROADMAP, SCHEMA, render_llms_txt, render_roadmap_json
from macros.feed import FEED, render_feed
from macros.files import SoundGuide
from macros.history import last_changes
from macros.navigation import source_lines
from macros.preview import draw_preview
from macros.schema import render_export_schema
from macros.site import Site
from macros.structured_data import render_json_ld
from macros.view import count, span

PREVIEW = "assets/preview.png"


def site_of(configuration: Any) -> Site:
    """What a configuration of MkDocs says of the whole site."""
    return Site(
        name=configuration["site_name"],
        description=configuration["site_description"] or "",
        language=configuration["theme"]["language"],
        license=configuration["extra"].get("license", ""),
        url=configuration["site_url"] or "",
    )


def page_facts(guide: SoundGuide, site: Site) -> dict[str, Mapping[str, Any]]:
    """What the templates ask for, by its name and by page: JSON-LD, the line of roadmap.yaml, the preview picture."""
    previews = {addresses.topic_page(topic): f"assets/previews/{topic}.png" for topic in guide.index.topics}
    previews |= {
        addresses.lesson_page(key): f"assets/previews/{lesson.topic}.png" for key, lesson in guide.index.lessons.items()
    }
    return {
        "structured_data": render_json_ld(guide.index, site),
        "source_line": source_lines(guide.index),
        "preview": previews,
    }


def write_for_programs(root: Path, folder: Path, guide: SoundGuide, site: Site) -> None:
    """Write roadmap.json with its schema and llms.txt; and what names the site's address, where it is known."""
    index, written = guide.index, guide.written
    texts = {
        ROADMAP: render_roadmap_json(index, written, site),
        SCHEMA: render_export_schema(),
        "llms.txt": render_llms_txt(index, written, site),
    }
    if site.url:
        texts[FEED] = render_feed(index, written, last_changes(root), site, get_build_timestamp())
        _draw_previews(folder, guide, site)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _draw_previews(folder: Path, guide: SoundGuide, site: Site) -> None:
    """Draw the picture of the site and that of each topic, which its lessons share."""
    index = guide.index
    (folder / "assets" / "previews").mkdir(parents=True, exist_ok=True)
    figures = f"{count(len(index.topics), 'topic')}, {count(len(index.lessons), 'lesson')}"
    pictures = {PREVIEW: draw_preview("", site.name, site.description, figures)}
    for topic in index.roadmap.topics:
        figures = f"{count(len(topic.lessons), 'lesson')}, {span(topic.effort, 'hour')}"
        pictures[f"assets/previews/{topic.id}.png"] = draw_preview(site.name, topic.title, topic.summary, figures)
    for name, picture in pictures.items():
        (folder / name).write_bytes(picture)
