"""Adapter: writes flashcards as packages that Anki imports. The same cards give the same bytes."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import genanki

from macros.flashcards import Card, CardDeck, stable_number

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


def write_decks(folder: Path, decks: Sequence[CardDeck], site: str, timestamp: int) -> None:
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
        _write(folder / f"{name}.apkg", [_deck(deck, model) for deck in held], timestamp)


def _deck(deck: CardDeck, model: genanki.Model) -> genanki.Deck:
    made = genanki.Deck(deck.id, deck.title)
    for card in deck.cards:
        made.add_note(_note(card, model))
    return made


def _note(card: Card, model: genanki.Model) -> genanki.Note:
    return genanki.Note(model=model, fields=[card.front, card.back, card.lesson], guid=genanki.guid_for(card.key))


def _write(path: Path, decks: list[genanki.Deck], timestamp: int) -> None:
    """Write a package as genanki's own method would, but with a fixed date in the archive and no file left behind."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(database)
        genanki.Package(decks).write_to_db(connection.cursor(), timestamp, itertools.count(timestamp * 1000 + 1))
        connection.commit()
        connection.close()
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(zipfile.ZipInfo("collection.anki2", _DAY), database.read_bytes(), zipfile.ZIP_DEFLATED)
            package.writestr(zipfile.ZipInfo("media", _DAY), "{}")
