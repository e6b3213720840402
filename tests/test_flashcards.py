"""Flashcards: the packages are opened by Anki's own importer, and questions are taken out of built pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from macros.decks import write_decks
from macros.files import load_guide
from macros.flashcards import Card, CardDeck, make_deck, stable_number
from macros.question_bank import find_questions, render_bank
from macros.store import Store
from tests.building import BREAD

SITE = "Bread"
PAGE = "topics/dough/mixing.md"


@pytest.fixture(scope="module")
def questions(bread_site: Path) -> dict[str, str]:
    html = (bread_site / "topics" / "dough" / "mixing.html").read_text(encoding="utf-8")
    return find_questions(html, PAGE)


@pytest.fixture
def deck(questions: dict[str, str]) -> CardDeck:
    return make_deck("dough", questions, load_guide(BREAD).index, SITE)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


def bring_in(collection: Collection, package: Path) -> None:
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
    )


def note_of(collection: Collection, text: str) -> dict[str, str]:
    (found,) = collection.find_notes(text)
    return dict(collection.get_note(found).items())


def learn_a_card(collection: Collection, deck: str) -> int:
    """Answer the first card of a deck; gives the card."""
    collection.decks.set_current(collection.decks.id_for_name(deck) or pytest.fail(f"there is no deck {deck}"))
    card = collection.sched.getCard() or pytest.fail("no card is due")
    collection.sched.answerCard(card, 3)
    return card.id


# Taken out of pages


def test_a_question_is_taken_out_as_its_page_shows_it(questions: dict[str, str]) -> None:
    assert list(questions) == [f"dough/mixing/{id_}" for id_ in ("gluten", "salt", "steps", "water", "time")]
    html = questions["dough/mixing/gluten"]
    assert html.startswith("<section class=")
    assert html.endswith("</details>\n</section>")
    assert "net&#60;gluten&#62;" in html
    assert 'href="topics/dough/mixing.html#water-wakes-the-flour"' in html
    assert 'href="topics/baking/index.html#steam"' in html
    assert " id=" not in html
    assert "headerlink" not in html


def test_code_that_looks_like_a_link_stays_as_it_is() -> None:
    section = '<section class="rm-question" data-kind="free" data-question="a/b/c">'
    html = f'{section}<p>&lt;a href="x.html" id="y"&gt;</p><a href="https://example.org/x">x</a></section>'
    assert find_questions(f"<p>{html}</p>", PAGE) == {"a/b/c": html}


def test_the_script_of_a_topic_is_one_assignment(questions: dict[str, str]) -> None:
    script = render_bank("dough", questions)
    assert "<" not in script
    literal = re.fullmatch(r'\(globalThis\.questionBank \?\?= \{\}\)\["dough"\] = (.*);\n', script)
    assert literal
    assert json.loads(literal[1]) == questions


# Packed for Anki


@pytest.mark.parametrize("name", ["dough", "all"])
def test_anki_imports_a_package_of_the_site(collection: Collection, bread_site: Path, name: str) -> None:
    bring_in(collection, bread_site / "anki" / f"{name}.apkg")
    assert collection.note_count() == collection.card_count() == 5
    assert {deck.name for deck in collection.decks.all_names_and_ids()} >= {"Backend Roadmap::Dough"}
    note = note_of(collection, "gluten")
    assert note["Lesson"] == "Mixing"
    assert "Why does wet flour turn elastic?" in note["Front"]
    assert "They lie apart in dry flour" in note["Back"]
    assert "They lie apart" not in note["Front"]
    assert not re.search("<a |</?section|<details|<summary", note["Front"] + note["Back"])


def test_an_import_of_a_later_build_updates_the_cards(collection: Collection, deck: CardDeck, tmp_path: Path) -> None:
    write_decks(tmp_path / "first", [deck], SITE, 1_000_000_000, Store(tmp_path))
    bring_in(collection, tmp_path / "first" / "dough.apkg")
    bring_in(collection, tmp_path / "first" / "dough.apkg")
    assert collection.note_count() == 5
    learned = learn_a_card(collection, "Bread::Dough")

    cards = tuple(replace(card, back=f"<p>Mended.</p>{card.back}") for card in deck.cards)
    added = Card(key="dough/mixing/added", lesson="Mixing", front="<h3>New?</h3>", back="<p>Yes.</p>")
    write_decks(tmp_path / "later", [replace(deck, cards=(*cards, added))], SITE, 1_100_000_000, Store(tmp_path))
    bring_in(collection, tmp_path / "later" / "all.apkg")
    assert collection.note_count() == 6
    assert len(collection.find_notes("Mended.")) == 5
    assert list(collection.find_cards("prop:reps>0")) == [learned]


def test_same_cards_give_same_bytes(deck: CardDeck, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_decks(tmp_path / name, [deck], SITE, 1_000_000_000, Store(tmp_path / name))
    for package in ("dough.apkg", "all.apkg"):
        assert (tmp_path / "one" / package).read_bytes() == (tmp_path / "two" / package).read_bytes()


def test_a_guide_without_questions_has_no_packages(tmp_path: Path) -> None:
    write_decks(tmp_path / "anki", [], SITE, 0, Store(tmp_path))
    assert not (tmp_path / "anki").exists()


def test_numbers_are_stable_and_what_anki_accepts() -> None:
    assert stable_number("Bread/dough") == stable_number("Bread/dough") != stable_number("Bread/baking")
    assert all(0 < stable_number(str(i)) < 2**31 for i in range(1000))
    assert stable_number("Bread/dough") == 1_837_877_174
