"""Adapter: writes flashcards as packages that Anki imports. The same cards give the same bytes."""

from __future__ import annotations

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import genanki

from macros.flashcards import Card, CardDeck, stable_number
from macros.store import Store

_FRONT = '<div class="lesson">{{Lesson}}</div>{{Front}}'
_BACK = '{{FrontSide}}<hr id="answer">{{Back}}'
_STYLE = """
.card { font: 18px/1.5 sans-serif; margin: 0 auto; max-width: 40em; padding: 0 1em; text-align: left; }
.lesson { font-size: 14px; opacity: 0.7; }
h3 { font-size: 20px; margin: 0.5em 0; }
pre { border: 1px solid #8888; overflow-x: auto; padding: 0.5em; white-space: pre; }
code, pre { font-family: monospace; font-size: 15px; }
.filename { display: block; font-size: 14px; opacity: 0.7; }
.rm-choices { list-style: upper-alpha; }
.rm-verdicts { list-style: none; padding-left: 0; }
li { margin: 0.4em 0; }
"""
_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can name


def write_decks(folder: Path, decks: Sequence[CardDeck], site: str, timestamp: int, store: Store) -> None:
    """Write a package for each deck, and `all.apkg`; at an import, cards of a later `timestamp` replace the earlier."""
    model = genanki.Model(
        stable_number(f"{site}/question"),
        f"{site}: question",
        fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Lesson"}],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    packages = {deck.topic: [deck] for deck in decks} | ({"all": list(decks)} if decks else {})
    for name, held in packages.items():
        folder.mkdir(parents=True, exist_ok=True)
        parts = ("cards", repr(held), site, str(timestamp))
        package = store.recall(parts, partial(_made, held, model, timestamp))
        (folder / f"{name}.apkg").write_bytes(package)


def _made(held: list[CardDeck], model: genanki.Model, timestamp: int) -> bytes:
    return _package([_deck(deck, model) for deck in held], timestamp)


def _deck(deck: CardDeck, model: genanki.Model) -> genanki.Deck:
    made = genanki.Deck(deck.id, deck.title)
    for card in deck.cards:
        made.add_note(_note(card, model))
    return made


def _note(card: Card, model: genanki.Model) -> genanki.Note:
    return genanki.Note(model=model, fields=[card.front, card.back, card.lesson], guid=genanki.guid_for(card.key))


def _package(decks: list[genanki.Deck], timestamp: int) -> bytes:
    """A package as genanki's own method would write it, but with a fixed date in the archive."""
    connection = sqlite3.connect(":memory:")  # a file would be flushed to the disk several times
    genanki.Package(decks).write_to_db(connection.cursor(), timestamp, itertools.count(timestamp * 1000 + 1))
    connection.commit()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(zipfile.ZipInfo("collection.anki2", _DAY), connection.serialize(), zipfile.ZIP_DEFLATED)
        package.writestr(zipfile.ZipInfo("media", _DAY), "{}")
    connection.close()
    return made.getvalue()
