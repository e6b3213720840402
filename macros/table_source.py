"""The CREATE TABLE statements of a file for PostgreSQL to the tables that they describe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlglot import Dialect, TokenType, exp
from sqlglot.errors import ParseError, TokenError

from macros.problems import Position, Problem, RoadmapError, Rule, did_you_mean, raise_errors
from macros.rules.tables import SQL_STATEMENT, SQL_SYNTAX, UNKNOWN_TABLE
from macros.tables import Column, Table

_POSTGRES = Dialect.get_or_raise("postgres")


@dataclass(frozen=True, slots=True)
class _Source:
    """A file's text, to say where something in it stands."""

    text: str
    file: str

    def problem(self, rule: Rule, offset: int, message: str, hint: str) -> Problem:
        line, begin = self.text.count("\n", 0, offset) + 1, self.text.rfind("\n", 0, offset) + 1
        return Problem(at=self.at(line, offset - begin + 1), rule=rule, message=message, hint=hint)

    def unreadable(self, line: int, column: int, why: str) -> RoadmapError:
        message = f"this is not SQL that creates tables: {why}"
        hint = "PostgreSQL names what it expects: run psql -f with this file"
        return RoadmapError([Problem(at=self.at(line, column), rule=SQL_SYNTAX, message=message, hint=hint)])

    def at(self, line: int, column: int) -> Position:
        """A position inside the file: sqlglot can miscount where a quotation with dollars goes wrong."""
        return Position(file=self.file, line=min(line, self.text.count("\n") + 1), column=max(column, 1))


def read_tables(text: str, file: str) -> tuple[Table, ...]:
    """The tables in a file's text, each after those that it refers to; raises RoadmapError with every problem found."""
    source = _Source(text, file)
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    for offset, statement in _statements(source):
        schema = statement.this if isinstance(statement, exp.Create) and statement.kind == "TABLE" else None
        if isinstance(schema, exp.Schema):
            problems += _find_problems(schema, tables, source)
            tables[schema.this.name] = _read_table(schema)
        else:
            hint = "write CREATE TABLE and its columns, or take the statement out of this file"
            problems.append(source.problem(SQL_STATEMENT, offset, "this creates no table", hint))
    raise_errors(problems)
    return tuple(tables.values())


def _statements(source: _Source) -> Iterator[tuple[int, exp.Expr | None]]:
    """Every statement with the offset at which it begins; raises RoadmapError where one cannot be read."""
    try:
        tokens = _POSTGRES.tokenize(source.text)
        for ends, group in groupby(tokens, lambda token: token.token_type is TokenType.SEMICOLON):
            if not ends:
                statement = list(group)
                yield statement[0].start, _POSTGRES.parser().parse(statement, source.text)[0]
    except ParseError as error:
        first = error.errors[0]
        begin = first["col"] - len(first["highlight"]) + 1
        raise source.unreadable(first["line"], begin, first["description"].partition(" but got <")[0]) from None
    except TokenError as error:
        line, column = re.findall(r"\d+", str(error.__cause__)) or (1, 0)
        why = "a quotation or a comment that begins here has no end"
        raise source.unreadable(int(line), int(column) + 1, why) from None
    except RecursionError:
        raise source.unreadable(1, 1, "it is nested too deep") from None


def _find_problems(schema: exp.Schema, tables: Mapping[str, Table], source: _Source) -> Iterator[Problem]:
    """Columns without a type, and references that lead to no table above."""
    for column in schema.expressions:
        untyped = column.this if isinstance(column, exp.ColumnDef) and not column.kind else column
        if isinstance(untyped, exp.Identifier):
            message = f"column '{untyped.name}' of table '{schema.this.name}' has no type"
            yield source.problem(SQL_SYNTAX, untyped.meta["start"], message, "write its type behind its name")
    for name, target in _references(schema):
        if target.name not in tables:
            message = f"column '{name}' of table '{schema.this.name}' refers to '{target.name}', no table above"
            hint = did_you_mean(target.name, tables) or f"create '{target.name}' above '{schema.this.name}'"
            yield source.problem(UNKNOWN_TABLE, target.meta["start"], message, hint)


def _read_table(schema: exp.Schema) -> Table:
    references = {column: target.name for column, target in _references(schema)}
    keys = [[part.name for part in key.expressions] for key in schema.find_all(exp.PrimaryKey)]
    columns = [column for column in schema.expressions if isinstance(column, exp.ColumnDef)]
    return Table(name=schema.this.name, columns=tuple(_read_column(column, keys, references) for column in columns))


def _read_column(column: exp.ColumnDef, keys: list[list[str]], references: Mapping[str, str]) -> Column:
    constraints = {type(constraint.kind) for constraint in column.constraints}
    key_alone = exp.PrimaryKeyColumnConstraint in constraints or [column.name] in keys
    primary = key_alone or any(column.name in key for key in keys)
    return Column(
        name=column.name,
        type=_type(column),
        nullable=not primary and exp.NotNullColumnConstraint not in constraints,
        primary=primary,
        unique=key_alone or exp.UniqueColumnConstraint in constraints,
        references=references.get(column.name, ""),
    )


def _type(column: exp.ColumnDef) -> str:
    """The name of a column's type, as PostgreSQL shows it to those who ask."""
    return column.kind.sql(_POSTGRES).lower().replace("decimal", "numeric") if column.kind else ""


def _references(schema: exp.Schema) -> Iterator[tuple[str, exp.Identifier]]:
    """Each column that refers to a table, and that table's name."""
    for reference in schema.find_all(exp.Reference):
        owner = reference.find_ancestor(exp.ForeignKey, exp.ColumnDef)
        target = reference.find(exp.Table)
        if owner and target:
            names = owner.expressions if isinstance(owner, exp.ForeignKey) else [owner.this]
            yield from ((name.name, target.this) for name in names)
