"""The index: terms that pages mark, spell out as acronyms or name in code, and where the book speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from lxml.html import HtmlElement

from book.articles import has_class, words
from book.records import Division, IndexEntry

_MOST_WORDS = 3
_MOST_PLACES = 6
_TOO_COMMON = 10  # sections that name a keyword: nobody looks up what every query begins with
_ACRONYM = re.compile(r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]*s?) \(([a-zA-Z][\w' -]{5,60})\)")
_KEYWORDS = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,})*")
_INTRODUCTIONS = [[word] for word in ("a", "A", "an", "An", "the", "The", "is", "are", "called", "named", "as", "by")]
_WORD = re.compile(r"\w+(?:['.-]\w+)*")
# Boxes whose words are labels, addresses or choices that may be wrong.
_PASSED_OVER = ("rm-facts", "rm-resources", "rm-choices", "chapters", "rm-why", "highlight")
_PASSED_OVER_TAGS = frozenset({"svg", "pre", "table"})

Place = tuple[int, HtmlElement]  # the number of a division, and a block in it
Key = tuple[str, ...]  # the words of a term, in lower case and singular


def index_terms(divisions: Iterable[Division]) -> tuple[IndexEntry, ...]:
    """The terms that the divisions explain, each with its best places; blocks that lack an id get one."""
    blocks: list[Place] = []
    terms: dict[Key, str] = {}
    defined: dict[Key, Place] = {}
    for number, division in enumerate(divisions):
        own = [(number, block) for block in _blocks(division.body)] if division.kind not in ("front", "part") else []
        blocks += own
        titles = [(division.title, own[0])] if division.kind == "section" and division.page and own else []
        for term, place in [*titles, *((term, each) for each in own for term in _marked(each[1]))]:
            terms.setdefault(_key(term), term)
            defined.setdefault(_key(term), place)
    found = _occurrences(blocks, terms)
    numbers = count(1)
    entries = []
    for key, term in sorted(terms.items(), key=lambda item: (item[1].casefold().strip("."), item[1])):
        if len({number for number, _ in found[key]}) > _TOO_COMMON and _KEYWORDS.fullmatch(term):
            continue
        places = _best(defined[key], found[key])
        anchors = tuple(_anchor(block, numbers) for _, block in places)
        entries.append(IndexEntry(term=term, is_code=bool(_KEYWORDS.fullmatch(term)), anchors=anchors))
    return tuple(entries)


def _blocks(element: HtmlElement) -> Iterator[HtmlElement]:
    """The paragraphs, items and headings below an element, none of which holds another."""
    for child in element:
        if child.tag in _PASSED_OVER_TAGS or any(has_class(child, name) for name in _PASSED_OVER):
            continue
        inside = list(_blocks(child))
        yield from inside
        if not inside and child.tag in ("p", "li", "h2", "h3", "h4", "h5") and not _is_reference(child):
            yield child


def _is_reference(block: HtmlElement) -> bool:
    """Whether a block begins with a link, as the items of lists of pages do: there the book speaks of other places."""
    return len(block) > 0 and block[0].tag == "a" and not (block.text or "").strip()


def _marked(block: HtmlElement) -> Iterator[str]:
    """The terms that a block explains: bold words, acronyms that it spells out, and keywords of a language."""
    if not any(has_class(block, name) for name in ("rm-label", "admonition-title", "tab-title", "question")):
        for element in block.iter("strong", "b", "dfn", "code"):
            text = words(element)
            is_term = element.tag == "dfn" or (element.tag != "code" and _is_term(text) and _is_named(element))
            if is_term or (element.tag == "code" and _KEYWORDS.fullmatch(text)):
                yield text
    for match in _ACRONYM.finditer(words(block)):
        if _spells_out(match[1], match[2]):
            yield f"{match[1]} ({match[2]})"


def _is_term(text: str) -> bool:
    """Whether bold words name something, rather than stress a sentence."""
    return len(text.split()) <= _MOST_WORDS and text[:1].islower() and text[-1:].isalnum()


def _is_named(element: HtmlElement) -> bool:
    """Whether the word before bold ones introduces a name, as in "is called" and "a": others only stress them."""
    previous = element.getprevious()
    before = element.getparent().text if previous is None else previous.tail
    return (before or "").split()[-1:] in _INTRODUCTIONS


def _spells_out(acronym: str, meaning: str) -> bool:
    """Whether a parenthesis says what an acronym stands for: its words begin with the acronym's letters."""
    letters = [each for each in acronym.rstrip("s").casefold() if each.isalpha()]
    initials = [word[0].casefold() for word in re.split(r"[\s-]+", meaning) if word]
    return initials[:1] == letters[:1] and len(initials) >= 2 and set(letters) <= set(meaning.casefold())


def _key(term: str) -> Key:
    """What a term and its plural have in common; an acronym counts without its meaning, a keyword as code alone."""
    if _KEYWORDS.fullmatch(term):
        return (f"`{term}`",)
    return tuple(_singular(word) for word in _WORD.findall(term.partition(" (")[0]))


def _singular(word: str) -> str:
    word = word.casefold()
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _occurrences(blocks: list[Place], terms: dict[Key, str]) -> dict[Key, list[Place]]:
    found: dict[Key, list[Place]] = {key: [] for key in terms}
    for place in blocks:
        for code in place[1].iter("code"):
            keyword: Key = (f"`{words(code)}`",)
            if keyword in found:
                found[keyword].append(place)
        text = [_singular(word) for word in _WORD.findall(words(place[1]))]
        for i in range(len(text)):
            for length in range(1, _MOST_WORDS + 2):
                if (key := tuple(text[i : i + length])) in found and len(key) == length:
                    found[key].append(place)
    return found


def _best(defined: Place, found: list[Place]) -> list[Place]:
    """Where a term is explained, then the divisions that speak of it most, each at its first place."""
    first: dict[int, Place] = {}
    times: dict[int, int] = {}
    for place in found:
        first.setdefault(place[0], place)
        times[place[0]] = times.get(place[0], 0) + 1
    others = sorted((number for number in first if number != defined[0]), key=lambda number: -times[number])
    return [defined, *(first[number] for number in others[: _MOST_PLACES - 1])]


def _anchor(block: HtmlElement, numbers: Iterator[int]) -> str:
    if not block.get("id"):
        block.set("id", f"term-{next(numbers)}")
    return str(block.get("id"))
