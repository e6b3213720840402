"""Questions as cards for a flashcard program: what is asked on the front, the explained answer on the back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from macros.index import Index

_LINK = re.compile(r"</?a\b[^<>]*>")
_PARTS = re.compile(
    r'<section[^>]*>(?P<front>.*)<details class="rm-answer">\s*<summary>.*?</summary>(?P<back>.*)</details>', re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card; `key` is the question's, under which a program finds the card again. Front and back are HTML."""

    key: str
    lesson: str
    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDeck:
    """The cards of a topic; `id` stays the same whatever the deck holds."""

    topic: str
    id: int
    title: str
    cards: tuple[Card, ...]


def make_deck(topic: str, questions: Mapping[str, str], index: Index, site: str) -> CardDeck:
    """The deck of a topic; `questions` are HTML by key, `site` names the guide."""
    title = f"{site}::{index.topics[topic].title}"
    cards = tuple(_card(key, html, index) for key, html in questions.items())
    return CardDeck(topic=topic, id=stable_number(f"{site}/{topic}"), title=title.replace("`", ""), cards=cards)


def stable_number(name: str) -> int:
    """A number for something that programs know by number: always the same for a name, and positive in 31 bits."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") >> 1 | 1 << 29


def _card(key: str, html: str, index: Index) -> Card:
    parts = _PARTS.match(_LINK.sub("", html))  # a link would lead nowhere outside the site
    assert parts is not None, "every question is rendered with its answer"
    lesson = index.lessons[key.rpartition("/")[0]].title.replace("`", "")
    return Card(key=key, lesson=lesson, front=parts["front"].strip(), back=parts["back"].strip())
