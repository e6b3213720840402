"""The figures of two built sites, as a table in GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.escaping import escape_html

_MOST = 30  # pages that are named one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a built site holds; `words` are those of each page, `size` is in bytes."""

    words: Mapping[str, int]
    lessons: int
    outcomes: int
    size: int


def render_comparison(old: Figures, new: Figures) -> str:
    """A table of what there was and what there is, and the pages that are new, gone, longer or shorter."""
    rows = [
        ("Pages", len(old.words), len(new.words)),
        ("Words", sum(old.words.values()), sum(new.words.values())),
        ("Lessons", old.lessons, new.lessons),
        ("Outcomes", old.outcomes, new.outcomes),
        ("Size of the site, kB", round(old.size / 1000), round(new.size / 1000)),
    ]
    table = [f"| {name} | {before:,} | {after:,} | {_difference(after - before)} |" for name, before, after in rows]
    head = ["## What changes for readers", "", "| | before | after | change |", "|---|--:|--:|--:|"]
    return "\n".join([*head, *table, "", *_pages(old.words, new.words)]) + "\n"


def _pages(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[str]:
    changed = [page for page in sorted({*old, *new}) if old.get(page) != new.get(page)]
    for page in changed[:_MOST]:
        name = f"<code>{escape_html(page)}</code>"
        if page not in old:
            yield f"- {name} is new: {new[page]:,} words"
        elif page not in new:
            yield f"- {name} is gone"
        else:
            yield f"- {name}: {_difference(new[page] - old[page])} words"
    if len(changed) > _MOST:
        yield f"- and {len(changed) - _MOST} more pages"
    if not changed:
        yield "No page has gained or lost a word."


def _difference(number: int) -> str:
    return f"{number:+,}" if number else "0"
