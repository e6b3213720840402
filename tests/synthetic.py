"""Guides of any size, the same for the same size and seed, for benchmarks and for tests of growth.

A lesson's page is like a real one: 1,200 words, four blocks of code, five questions and up to three prerequisites.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from macros.graph import reduce_edges

LESSONS_PER_TOPIC = 8
TOPICS_PER_GROUP = 8
SECTIONS = 4
WINDOW = 40  # a lesson builds on lessons that are not far before it

_SYLLABLES = ("ba", "co", "da", "fe", "ga", "hi", "jo", "ka", "le", "mi", "no", "pa", "ro", "sa", "te", "vu")
_OVERVIEWS = {
    "index.md": ("Home", "guide_figures"),
    "topics/index.md": ("Topics", "topic_groups"),
    "paths/index.md": ("Paths", "path_cards"),
    "projects/index.md": ("Projects", "project_cards"),
    "resources.md": ("Resources", "resource_list"),
    "map.md": ("Map", "roadmap_map"),
    "placement.md": ("Placement", "placement_questions"),
}


def write_guide(folder: Path, lessons: int, seed: int = 1) -> None:
    """Write a guide with so many lessons, in topics and groups of eight; pages that are there stay."""
    chance = random.Random(seed)
    keys = [f"topic-{i // LESSONS_PER_TOPIC}/lesson-{i}" for i in range(lessons)]
    requires = _requires(keys, chance)
    _write(folder / "roadmap.yaml", "\n".join(_roadmap(keys, requires)) + "\n")
    for path, (title, macro) in _OVERVIEWS.items():
        _write(folder / "docs" / path, f"# {title}\n\n{{{{ {macro}() }}}}\n")
    for topic in range(-(-lessons // LESSONS_PER_TOPIC)):
        _write(folder / "docs" / "topics" / f"topic-{topic}" / "index.md", _topic_page(topic, chance))
    for i, key in enumerate(keys):
        _write(folder / "docs" / "topics" / f"{key}.md", "\n".join(_lesson_page(i, keys, chance)))


def _requires(keys: list[str], chance: random.Random) -> dict[str, tuple[str, ...]]:
    """For each lesson, those that come right before it."""
    drawn = {
        key: tuple(chance.sample(keys[max(0, i - WINDOW) : i], k=min(i, chance.randrange(4))))
        for i, key in enumerate(keys)
    }
    return reduce_edges(drawn)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _roadmap(keys: list[str], requires: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield "groups:"
    for group in range(-(-len(keys) // (LESSONS_PER_TOPIC * TOPICS_PER_GROUP))):
        yield f"  - {{id: group-{group}, title: Group {group}, summary: What belongs to {group}.}}"
    yield "topics:"
    for i, key in enumerate(keys):
        if i % LESSONS_PER_TOPIC == 0:
            yield from _topic(i // LESSONS_PER_TOPIC)
        yield from _lesson(i, requires[key])
    yield "resources:"
    for i in range(len(keys)):
        yield f"  - {{id: book-{i}, title: Book {i}, url: https://example.org/{i}, publisher: P, kind: book,"
        yield f"     why: Read {i}., checked: 2026-01-31}}"


def _topic(number: int) -> Iterator[str]:
    yield f"  - id: topic-{number}"
    yield f"    title: Topic {number}"
    yield "    kind: supporting"
    yield f"    group: group-{number // TOPICS_PER_GROUP}"
    yield f"    summary: What topic {number} is about."
    yield "    effort: [8, 16]"
    yield "    lessons:"


def _lesson(i: int, requires: tuple[str, ...]) -> Iterator[str]:
    yield f"      - id: lesson-{i}"
    yield f"        title: Lesson {i}"
    yield f"        summary: What lesson {i} is about."
    yield "        effort: [30, 45]"
    yield "        outcomes:"
    yield from (f'          - {{id: outcome-{j}, text: "Explain point {j} of lesson {i}"}}' for j in range(4))
    yield f"        resources: [book-{i}, book-{i - 1}]" if i else "        resources: [book-0, book-1]"
    if requires:
        yield "        requires:"
    for j, key in enumerate(requires):
        yield f'          - {{lesson: {key}, because: "it uses point {j} of {key}"}}'


def _topic_page(number: int, chance: random.Random) -> str:
    calls = (f'{{{{ {name}("topic-{number}") }}}}' for name in ("topic_header", "topic_lessons", "topic_links"))
    return "\n\n".join([f"# Topic {number}\n\n## What it is for\n\n{_prose(200, chance)}", *calls]) + "\n"


def _lesson_page(i: int, keys: list[str], chance: random.Random) -> Iterator[str]:
    yield f'# Lesson {i}\n\n{{{{ lesson_header("{keys[i]}") }}}}\n\n{_prose(80, chance)}\n'
    for section in range(SECTIONS):
        yield f"## The claim of section {section} of lesson {i}\n\n{_prose(80, chance)}\n"
        if section == 0:
            yield from _code(i)
        yield f"{_prose(80, chance)}\n"
    if i:
        before = keys[chance.randrange(max(0, i - WINDOW), i)]
        yield f"The lesson on [{before.partition('/')[2]}](../{before}.md) comes first.\n"
    yield from ("| name | number |", "|---|---|", *(f"| {_word(chance)} | {n} |" for n in range(4)), "")
    yield from _questions(i, chance)
    yield from _exercise(i)
    yield f'{{{{ lesson_links("{keys[i]}") }}}}\n'


def _code(i: int) -> Iterator[str]:
    """A block that prints, with its result."""
    yield f"```python\nnumbers = [number for number in range({i}) if number % 2 == 0]"
    yield 'for name, value in {"count": len(numbers), "sum": sum(numbers)}.items():\n    print(name, value)\n```\n'
    numbers = range(0, i, 2)
    yield f'```text title="Result"\ncount {len(numbers)}\nsum {sum(numbers)}\n```\n'


def _exercise(i: int) -> Iterator[str]:
    """An exercise with its hint, its check and its solution: three blocks of code."""
    yield f'## Practise\n\n```python title="Exercise"\ndef total(prices: list[int]) -> int:\n    return {i}\n```\n'
    yield '??? tip "Hint"\n    Add up what each customer pays.\n'
    yield '??? note "How your answer is checked"\n    ```python title="Check"'
    yield f"    assert total([{i}, 2]) == {i + 2}, 'each price counts once'\n    ```\n"
    yield '??? success "A solution"\n    ```python title="Solution"'
    yield "    def total(prices: list[int]) -> int:\n        return sum(prices)\n    ```\n"


def _questions(i: int, chance: random.Random) -> Iterator[str]:
    """One choice twice, several choices, an order and one to explain."""
    yield "## Check yourself\n"
    for number, right in enumerate(((0,), (2,), (0, 2))):
        yield f"### Why does case {number} of lesson {i} hold? {{ #why-{number} }}\n"
        for choice in range(3):
            yield f"- [{'x' if choice in right else ' '}] Because of {_word(chance)} {choice}."
            yield f"    - {_prose(20, chance, sentence=20)}"
        yield ""
    yield f"### What happens if lesson {i} is done in order? {{ #order }}\n"
    yield from (f"{place}. The step of {_word(chance)} {place}" for place in range(1, 5))
    yield f"\n{_prose(20, chance, sentence=20)}\n"
    yield f"### In your words: why does lesson {i} matter? {{ #matter }}\n\n> {_prose(30, chance, sentence=30)}\n"


def _prose(words: int, chance: random.Random, sentence: int = 16) -> str:
    """Sentences, each on a line of its own; one word in about fifteen is code or emphasized."""
    lines = []
    for first in range(0, words, sentence):
        drawn = [_marked(_word(chance), chance) for _ in range(min(sentence, words - first))]
        lines.append(f"So {' '.join(drawn)}.")
    return "\n".join(lines)


def _word(chance: random.Random) -> str:
    """One of some 4,000 made-up words, short ones more often than long ones."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((1, 2, 2, 2, 3))))


def _marked(word: str, chance: random.Random) -> str:
    drawn = chance.random()
    return f"`{word}`" if drawn < 0.04 else f"**{word}**" if drawn < 0.06 else word
