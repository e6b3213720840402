"""What stands below "Check yourself" in a lesson's Markdown to its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from macros import addresses
from macros.page_source import Source
from macros.questions import SECTION, Choice, Kind, Question

_ATTRIBUTES = re.compile(r"\s*\{:?([^}]*)\}\s*$")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\](?:\s+|$))?")
_MARK = re.compile(r"\[([ xX])\](?:\s|$)")


def read_questions(source: Source, path: str) -> tuple[Question, ...]:
    """The questions of a page, if it is a lesson's; `path` is its path below docs/."""
    lesson = addresses.lesson_of(path)
    if not lesson:
        return ()
    return tuple(_read(part, lesson, source) for part in _parts(SyntaxTreeNode(_from_section(source.tokens)).children))


def _from_section(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens from the first heading of level 2 with the section's words: a tree of all costs as much as reading."""
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.tag == "h2" and _names(tokens[i + 1].content):
            return tokens[i:]
    return []


def _parts(blocks: Sequence[SyntaxTreeNode]) -> Iterator[list[SyntaxTreeNode]]:
    """Below the section's heading, each heading of level 3 with its blocks."""
    inside = False
    part: list[SyntaxTreeNode] = []
    for block in blocks:
        if block.type == "heading" and block.tag <= "h3":
            if part:
                yield part
            inside = _is_section(block) or (inside and block.tag == "h3")
            part = [block] if inside and block.tag == "h3" else []
        elif part:
            part.append(block)
    if part:
        yield part


def _is_section(heading: SyntaxTreeNode) -> bool:
    return heading.tag == "h2" and _names(heading.children[0].content)


def _names(heading: str) -> bool:
    return _ATTRIBUTES.sub("", heading).casefold() == SECTION.casefold()


def _read(blocks: list[SyntaxTreeNode], lesson: str, source: Source) -> Question:
    heading, body = blocks[0], blocks[1:]
    start, end = _lines(heading, source)[0], _lines(blocks[-1], source)[1]
    title = source.lines[start].strip().lstrip("#").strip()
    prompt = _ATTRIBUTES.sub("", title)
    attributes = title[len(prompt) :]
    given = re.search(r"#([\w-]+)", attributes)
    was = re.search(r"\bwas=[\"']?([\w,-]+)", attributes)
    kind, i = _find_answer(body)
    first, behind = _lines(body[i], source) if kind else (end, end)
    is_list = kind in ("one", "several", "order")
    return Question(
        id=given[1] if given else "",
        was=tuple(was[1].split(",")) if was else (),
        lesson=lesson,
        kind=kind,
        prompt=prompt,
        more=_text(source, start + 1, first),
        choices=tuple(_choice(item, source) for item in body[i].children) if is_list else (),
        answer="" if is_list else _answer(kind, _text(source, first, behind)),
        explanation=_text(source, behind, end),
        lines=(start, end),
        at=source.at(start),
    )


def _find_answer(body: Sequence[SyntaxTreeNode]) -> tuple[Kind | None, int]:
    """The kind of a question and the block that holds its answer: whatever comes before that block is asked."""
    last: dict[Kind, int] = {}
    for i, block in enumerate(body):
        if kind := _kind(block, body[i - 1] if i else None):
            last[kind] = i
    order: tuple[Kind, ...] = ("one", "several", "free", "predict", "order")
    return next(((kind, last[kind]) for kind in order if kind in last), (None, 0))


def _kind(block: SyntaxTreeNode, before: SyntaxTreeNode | None) -> Kind | None:
    if block.type == "bullet_list":
        marks = [_mark(item) for item in block.children]
        if any(mark is not None for mark in marks):
            return "several" if marks.count(True) > 1 else "one"
    elif block.type == "blockquote":
        return "free"
    elif block.type == "fence" and 'title="Result' in block.info and before and before.type == "fence":
        return "predict"
    elif block.type == "ordered_list":
        return "order"
    return None


def _mark(item: SyntaxTreeNode) -> bool | None:
    """Whether a choice is marked as right; None where it has no mark."""
    first = item.children[0] if item.children else None
    match = _MARK.match(first.children[0].content) if first and first.type == "paragraph" else None
    return match[1] != " " if match else None


def _choice(item: SyntaxTreeNode, source: Source) -> Choice:
    """A choice's text is its first paragraph with the code below it; the rest explains it."""
    first, end = _lines(item, source)
    reason = next((child for child in item.children[1:] if child.type != "fence"), None)
    middle = _lines(reason, source)[0] if reason else end
    only_item = reason and reason is item.children[-1] and "list" in reason.type and len(reason.children) == 1
    explanation = source.lines[middle:end]
    return Choice(
        text=_unmarked(source.lines[first:middle]),
        explanation=_unmarked(explanation) if only_item else dedent("\n".join(explanation)).strip(),
        right=_mark(item),
        at=source.at(first),
    )


def _unmarked(lines: Sequence[str]) -> str:
    """The content of a list's item without its marker, at the margin."""
    rest = dedent("\n".join(lines[1:]))
    return f"{_MARKER.sub('', lines[0], count=1)}\n{rest}".strip()


def _answer(kind: Kind | None, text: str) -> str:
    return re.sub(r"^ {0,3}> ?", "", text, flags=re.MULTILINE) if kind == "free" else text


def _text(source: Source, first: int, end: int) -> str:
    return "\n".join(source.lines[first:end]).strip("\n")


def _lines(block: SyntaxTreeNode, source: Source) -> tuple[int, int]:
    """The first line of a block and the one behind its last, from 0; macro calls behind it are not part of it."""
    assert block.map is not None, "only text inside a block has no lines"
    first, end = block.map
    while end > first + 1 and not source.plain[end - 1].strip():
        end -= 1
    return first, end
