"""What pages offer beside the lessons' own questions: which are asked for placement, and the packages of flashcards."""

from __future__ import annotations

from collections.abc import Iterable

from macros import addresses
from macros.escaping import escape_html
from macros.questions import Brief, Kind
from macros.view import View, block, count, slot

ANKI = "anki"
_PLACING: tuple[Kind, ...] = ("one", "several", "order", "predict")  # what can be judged, the quickest to answer first


def render_placement(view: View) -> str:
    """The place where the reader is asked two questions of each topic."""
    return slot(f'placement="{" ".join(question.key for question in choose_for_placement(view))}"')


def choose_for_placement(view: View) -> list[Brief]:
    """Two questions of each topic that has as many: from its last lesson, and from one in the middle."""
    chosen = []
    for topic in view.index.topics.values():
        lessons = [asked for lesson in topic.lessons if (asked := _judged(view.asked(lesson)))]
        if len(lessons) > 1:
            chosen += [lessons[(len(lessons) - 1) // 2][0], lessons[-1][0]]
        elif lessons:
            chosen += lessons[0][:2] if len(lessons[0]) > 1 else []
    return chosen


def render_anki_links(view: View) -> str:
    """Every package of flashcards with the number of its cards."""
    topics = [(topic, len(view.asked(*topic.lessons))) for topic in view.index.topics.values()]
    entries = [("all", "All topics", sum(cards for _, cards in topics))]
    entries += [(topic.id, topic.title, cards) for topic, cards in topics if cards]
    items = "\n".join(f"<li>{_link(view, name, title)} ({count(cards, 'card')})</li>" for name, title, cards in entries)
    return f'<ul class="rm-decks">\n{items}\n</ul>' if view.questions else ""


def render_topic_cards(view: View, topic_id: str) -> str:
    """A topic's package of flashcards, where it has questions."""
    cards = len(view.asked(*view.index.topics[topic_id].lessons))
    if not cards:
        return ""
    text = f"{count(cards, 'question')} as flashcards for Anki"
    return block("rm-decks", f"{_link(view, topic_id, text)}, which asks them at growing intervals.")


def _judged(questions: Iterable[Brief]) -> list[Brief]:
    """Those whose answer the page can judge, in the order of preference."""
    return sorted((q for q in questions if q.kind in _PLACING), key=lambda q: _PLACING.index(q.kind or "free"))


def _link(view: View, name: str, title: str) -> str:
    address = addresses.relative(f"{ANKI}/{name}.apkg", view.page)
    return f'<a href="{address}" download>{escape_html(title)}</a>'
