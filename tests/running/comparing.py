"""Shown output against real output: everything is compared but what the page declares to vary."""

from __future__ import annotations

import difflib
import re

_TIME = r"\d+(?:\.\d+)?\s?(?:ms|µs|s|seconds?|milliseconds?)\b|(?<=time=)\d+\.\d+(?:\.\.\d+\.\d+)?"
PATTERNS = {
    "times": _TIME,
    "costs": r"cost=\d+\.\d+\.\.\d+\.\d+|(?<=cost=)\d+\.\d+|width=\d+",
    "buffers": r"(?:hit|read|dirtied|written)=\d+",
    "memory": r"\d+(?:\.\d+)?\s?(?:[kKMG]i?)?B\b",
    "addresses": r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|0x[0-9a-f]+|localhost:\d+|(?<=port )\d+",
    "ids": r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16,64}\b|(?<=pid )\d+|(?<=process )\d+",
    "dates": r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    "versions": r"\b\d+\.\d+\.\d+\b",
    "measurements": r"^\d[\d.,]*(?: +\d[\d.,]*)+$",  # a row of nothing but numbers
}
# What statements answer that return no rows: a page may leave it out.
_TAG = re.compile(
    r"(?:ALTER|ANALYZE|BEGIN|CALL|COMMENT|COMMIT|COPY|CREATE|DEALLOCATE|DELETE|DO|DROP|EXECUTE|GRANT|INSERT|LOCK|MERGE"
    r"|PREPARE|REFRESH|REINDEX|RELEASE|RESET|REVOKE|ROLLBACK|SAVEPOINT|SET|START|TRUNCATE|UPDATE|VACUUM)\b[A-Z0-9 ]*"
)


def tidy(text: str) -> str:
    """Output without spaces at the ends of lines and without empty lines around it."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def same(shown: str, real: str, vary: tuple[str, ...] = ()) -> bool:
    """Whether the output shown is the real one, but for what varies."""
    return _comparable(shown, vary) == _comparable(real, vary)


def difference(shown: str, real: str) -> str:
    """The two as lines that begin with - for what is shown and + for what came out."""
    lines = difflib.unified_diff(tidy(shown).split("\n"), tidy(real).split("\n"), "shown", "real", lineterm="", n=2)
    return "\n".join(lines)


def need_not_be_shown(text: str) -> bool:
    """Whether output is empty or holds nothing but command tags."""
    return all(_TAG.fullmatch(line) for line in tidy(text).split("\n") if line)


def _comparable(text: str, vary: tuple[str, ...]) -> str:
    text = tidy(text)
    for name in vary:
        text = re.sub(PATTERNS[name], f"<{name}>", text, flags=re.MULTILINE)
    if vary:  # columns are as wide as what stands in them
        text = "\n".join(re.sub(r"[ -]{2,}|\s+", " ", line).strip() for line in text.split("\n"))
    return text
