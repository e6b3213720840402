"""Where the page of each entry stands, as a path below docs/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Set

_LESSON = re.compile(r"topics/([\w-]+/(?!index\.)[\w-]+)\.md")
_TOPIC = re.compile(r"topics/([\w-]+)/index\.md")


def topic_page(topic_id: str) -> str:
    """The source of a topic's page."""
    return f"topics/{topic_id}/index.md"


def lesson_page(lesson_key: str) -> str:
    """The source of a lesson's page, which exists once somebody has written it."""
    return f"topics/{lesson_key}.md"


def lesson_place(lesson_key: str, written: Set[str]) -> str:
    """Where a lesson is read: on its page, or on the topic's page while it has none."""
    topic, _, lesson = lesson_key.partition("/")
    return lesson_page(lesson_key) if lesson_key in written else f"{topic_page(topic)}#{lesson}"


def lesson_of(page: str) -> str:
    """The key of the lesson whose page this is; empty where it is none's."""
    match = _LESSON.fullmatch(page)
    return match[1] if match else ""


def topic_of(page: str) -> str:
    """The id of the topic whose page this is; empty where it is none's."""
    match = _TOPIC.fullmatch(page)
    return match[1] if match else ""


def path_page(path_id: str) -> str:
    """The source of a learning path's page."""
    return f"paths/{path_id}.md"


def project_page(project_id: str) -> str:
    """The source of a project's page."""
    return f"projects/{project_id}.md"


def relative(target: str, page: str) -> str:
    """`target`, which may end in an #anchor, as a link from `page`."""
    path, hash_, anchor = target.partition("#")
    if path == page:
        return hash_ + anchor if anchor else posixpath.basename(path)
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_ + anchor


def from_root(link: str, page: str) -> str:
    """A link of the page that is built from `page`, as a link from the site's root; other hosts stay as they are."""
    if re.match(r"[a-z][a-z0-9+.-]*:", link):
        return link
    path, hash_, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else built(page)
    return target + hash_ + anchor


def built(link: str) -> str:
    """A link to a page's source as a link to the page that is built from it."""
    path, hash_, anchor = link.partition("#")
    return path.removesuffix(".md") + (".html" if path else "") + hash_ + anchor
