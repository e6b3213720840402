"""The tables of a database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; no two rows share the value of a `unique` one, and `references` is the table it refers to, or empty."""

    name: str
    type: str
    nullable: bool
    primary: bool
    unique: bool
    references: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its columns, in the order of the file."""

    name: str
    columns: tuple[Column, ...]
