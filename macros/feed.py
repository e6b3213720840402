"""The Atom feed of the lessons that changed last."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import UTC, datetime

from macros import addresses
from macros.escaping import escape_html
from macros.index import Index
from macros.model import Lesson
from macros.site import Site

FEED = "feed.xml"
_MOST = 30


def render_feed(index: Index, written: Set[str], changed: Mapping[str, int], site: Site, made: int) -> str:
    """The feed; `changed` are seconds since 1970 by the page's source, `made` dates a feed without entries."""
    dated = [(changed.get(addresses.lesson_page(key), 0), lesson) for key, lesson in index.lessons.items()]
    newest = sorted((each for each in dated if each[0] and each[1].key in written), key=lambda each: -each[0])[:_MOST]
    name, address = escape_html(site.name), escape_html(site.url)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape_html(site.language)}">',
        f"<title>{name}: lessons that changed</title>",
        f"<id>{address}</id>",
        f"<updated>{_date(newest[0][0] if newest else made)}</updated>",
        f"<author><name>{name}</name></author>",
        f'<link href="{address}"/>',
        f'<link rel="self" href="{escape_html(site.address(FEED))}"/>',
        *(_entry(lesson, when, site) for when, lesson in newest),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(lesson: Lesson, when: int, site: Site) -> str:
    address = escape_html(site.address(addresses.built(addresses.lesson_page(lesson.key))))
    return (
        f'<entry><title>{escape_html(lesson.title)}</title><id>{address}</id><link href="{address}"/>'
        f"<updated>{_date(when)}</updated><summary>{escape_html(lesson.summary)}</summary></entry>"
    )


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
