"""Guides of any size, the same for the same size and seed, for benchmarks and for tests of growth."""

from __future__ import annotations

import random
from pathlib import Path

LESSONS_PER_TOPIC = 8


def write_guide(folder: Path, lessons: int, seed: int = 1) -> None:
    """A guide with so many lessons, in topics of eight; each lesson has up to three prerequisites."""
    chance = random.Random(seed)
    topics = -(-lessons // LESSONS_PER_TOPIC)
    keys = [f"topic-{i // LESSONS_PER_TOPIC}/lesson-{i}" for i in range(lessons)]
    lines = ["groups:", "  - {id: all, title: All, summary: Everything there is.}", "topics:"]
    for topic in range(topics):
        lines += [
            f"  - id: topic-{topic}",
            f"    title: Topic {topic}",
            "    kind: supporting",
            "    group: all",
            f"    summary: What topic {topic} is about.",
            "    effort: [8, 16]",
            "    lessons:",
        ]
        for i in range(topic * LESSONS_PER_TOPIC, min(lessons, (topic + 1) * LESSONS_PER_TOPIC)):
            lines += _lesson(i, chance.sample(keys[max(0, i - 40) : i], k=min(i, chance.randrange(4))))
        page = folder / "docs" / "topics" / f"topic-{topic}" / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        calls = "\n\n".join(
            f'{{{{ {name}("topic-{topic}") }}}}' for name in ("topic_header", "topic_lessons", "topic_links")
        )
        page.write_text(
            f"# Topic {topic}\n\n## What topic {topic} is for\n\n{'It is for this. ' * 50}\n\n{calls}\n", "utf-8"
        )
    lines += ["resources:"]
    lines += [
        f"  - {{id: book-{i}, title: Book {i}, url: https://example.org/{i}, publisher: P, kind: book, why: Read {i}.,"
        " checked: 2026-01-31}"
        for i in range(lessons)
    ]
    (folder / "roadmap.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n\n{{ guide_figures() }}\n", "utf-8")
    for name in ("topics/index.md", "paths/index.md", "projects/index.md", "resources.md"):
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name.partition('/')[0].removesuffix('.md').title()}\n", "utf-8")


def _lesson(i: int, required: list[str]) -> list[str]:
    lines = [
        f"      - id: lesson-{i}",
        f"        title: Lesson {i}",
        f"        summary: What lesson {i} is about.",
        "        effort: [30, 45]",
        "        outcomes:",
        *(f'          - {{id: outcome-{j}, text: "Explain point {j} of lesson {i}"}}' for j in range(4)),
        f"        resources: [book-{i}, book-{i // 2}]" if i else "        resources: [book-0]",
    ]
    if required:
        lines += ["        requires:"]
        lines += [
            f'          - {{lesson: {key}, because: "it uses point {j} of {key}"}}' for j, key in enumerate(required)
        ]
    return lines
