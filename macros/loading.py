"""The text of roadmap.yaml to a Roadmap whose shape holds."""

from __future__ import annotations

from dataclasses import replace

from macros.model import Roadmap
from macros.problems import RoadmapError
from macros.reading import Reader
from macros.yaml_source import compose


def load_roadmap(text: str, file: str) -> Roadmap:
    """The roadmap in a text, its references still unchecked; `file` is its name in messages.

    Raises RoadmapError with every problem of shape.
    """
    reader = Reader(file)
    roadmap = reader.record(Roadmap, compose(text, file))
    if roadmap is None or reader.problems:
        raise RoadmapError(reader.problems)
    topics = tuple(
        replace(topic, lessons=tuple(replace(lesson, topic=topic.id) for lesson in topic.lessons))
        for topic in roadmap.topics
    )
    return replace(roadmap, topics=topics)
