"""The only place where text becomes Typst: escaped markup, strings and calls."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKUP = re.compile(r"[\\#$*_`<>@~\[\]=+\-/.:]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Long words of code and addresses may be broken behind these; a break adds no hyphen, which a reader would type.
_JOINT = re.compile(r"(?<=[/._\-?&=,:(\[{])(?=[^\s/._\-?&=,:(\[{])")
_LONG = re.compile(r"\S{16,}")
_UNBROKEN = 24  # characters after which a word without a joint may be broken anywhere
BREAK = "\u200b"


def markup(text: str) -> str:
    """Text that stays text in markup; runs of space become one."""
    return _MARKUP.sub(r"\\\g<0>", _SPACE.sub(" ", text))


def string(text: str) -> str:
    """A string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def breakable(text: str) -> str:
    """Text with places where its long words may be broken."""
    return _LONG.sub(lambda match: _with_breaks(match[0]), text)


def call(name: str, *arguments: str) -> str:
    """A call in markup; the semicolon keeps what follows from being read as part of it."""
    return f"#{name}({', '.join(arguments)});"


def content(text: str) -> str:
    """Markup as an argument."""
    return f"[{text.strip(chr(10))}]"


def array(items: Iterable[str]) -> str:
    """An array of arguments."""
    return f"({''.join(f'{item}, ' for item in items)})"


def _with_breaks(word: str) -> str:
    pieces = (piece for joint in _JOINT.split(word) for piece in re.findall(f".{{1,{_UNBROKEN}}}", joint))
    return BREAK.join(pieces)
