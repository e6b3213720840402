"""A page's Markdown to what the rules look at: headings, links, pictures, code blocks, words and macro calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.page import CodeBlock, Heading, Line, Link, MacroCall, Page
from macros.problems import Position

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{:?[^}\n]*\}\s*$")
_TITLE = re.compile(r'\btitle="([^"]*)"')
_BLOCK = re.compile(r'^( *)(?:!!! ?\S|\?\?\?\+? ?\S|===[+!]* ?")')  # the last also not pytest's === FAILURES ===


def read_page(source: Source, path: str, calls: tuple[MacroCall, ...] = ()) -> Page:
    """What a page holds; `path` is its path below docs/, `calls` are the macros that it calls."""
    tokens = source.tokens
    return Page(
        path=path,
        start=Position(file=source.file, line=1, column=1),
        headings=tuple(_headings(tokens, source)),
        links=tuple(_links(tokens, source)),
        code=tuple(_code(tokens, source)),
        lines=tuple(_lines(tokens, source)),
        calls=calls,
    )


class Source:
    """A page's lines as they are, and as plain Markdown with each line in its place; `file` is its name in messages."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        blanked = _FRONT_MATTER.sub(_blank, text)
        self.plain = _dedent_blocks(_MACRO.sub(_blank, blanked).split("\n"))

    @cached_property
    def tokens(self) -> list[Token]:
        """What the plain Markdown consists of."""
        return _MARKDOWN.parse("\n".join(self.plain))

    def at(self, line: int, needle: str = "") -> Position:
        """Where a line, counted from 0, stands, or the first occurrence of some text on it or after it."""
        for i in range(line, min(line + 40, len(self.lines))) if needle else ():
            if (column := self.lines[i].find(needle)) >= 0:
                return Position(file=self.file, line=i + 1, column=column + 1)
        indent = len(self.lines[line]) - len(self.lines[line].lstrip()) if line < len(self.lines) else 0
        return Position(file=self.file, line=line + 1, column=indent + 1)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _dedent_blocks(lines: list[str]) -> list[str]:
    """Admonitions, folded blocks and tabs keep their content indented, which plain Markdown would take for code."""
    plain = list(lines)
    for i, line in enumerate(plain):
        if match := _BLOCK.match(line):
            plain[i] = ""
            inside = match[1] + "    "
            for j in range(i + 1, len(plain)):
                if plain[j].strip() and not plain[j].startswith(inside):
                    break
                plain[j] = match[1] + plain[j][len(inside) :] if plain[j].strip() else ""
    return plain


def _headings(tokens: list[Token], source: Source) -> Iterator[Heading]:
    taken: dict[str, int] = {}
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.map:
            text = _ATTRIBUTES.sub("", inline.content)
            given = re.search(r"#([\w-]+)", inline.content[len(text) :])
            anchor = given[1] if given else slugify(_plain(inline), "-")
            count = taken.get(anchor, 0)
            taken[anchor] = count + 1
            unique = f"{anchor}_{count}" if count else anchor
            yield Heading(level=int(token.tag[1]), text=text, anchor=unique, at=source.at(token.map[0]))


def _plain(inline: Token) -> str:
    return _ATTRIBUTES.sub(
        "", "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))
    )


def _links(tokens: list[Token], source: Source) -> Iterator[Link]:
    for token in tokens:
        text: list[str] | None = None
        target = ""
        for child in token.children or ():
            if child.type == "link_open":
                text, target = [], str(child.attrGet("href"))
            elif child.type == "link_close" and text is not None and token.map:
                yield Link(target=target, text="".join(text), picture=False, at=source.at(token.map[0], target))
                text = None
            elif child.type == "image" and token.map:
                src = str(child.attrGet("src"))
                yield Link(target=src, text=child.content, picture=True, at=source.at(token.map[0], src))
                text = [*text, child.content] if text is not None else None
            elif text is not None:
                text.append(child.content)


def _code(tokens: list[Token], source: Source) -> Iterator[CodeBlock]:
    for token in tokens:
        if token.type == "fence" and token.map:
            last = source.plain[min(token.map[1], len(source.plain)) - 1].strip()
            closed = (
                token.map[1] - token.map[0] > 1 and set(last) == {token.markup[0]} and len(last) >= len(token.markup)
            )
            language = re.split(r"[\s{]", token.info.strip().removeprefix("{").strip().removeprefix("."), maxsplit=1)[0]
            title = _TITLE.search(token.info)
            yield CodeBlock(
                language=language,
                title=title[1] if title else "",
                text=token.content,
                closed=closed,
                at=source.at(token.map[0]),
                end=token.map[1],
            )


def _lines(tokens: list[Token], source: Source) -> Iterator[Line]:
    previous = ""
    for token in tokens:
        html = token.type == "html_block"
        if ((token.type == "inline" and previous != "heading_open") or html) and token.map:
            for offset, text in enumerate(token.content.split("\n")):
                if text.strip():
                    at = source.at(min(token.map[0] + offset, len(source.lines) - 1))
                    yield Line(text=text.strip(), html=html, at=at)
        previous = token.type
