"""The rules on the file that describes the shop's tables; they are looked at while it is read."""

from __future__ import annotations

from macros.problems import Rule

SQL_SYNTAX = Rule("sql-syntax", "error", "What cannot be read as tables and columns can be neither drawn nor loaded.")
SQL_STATEMENT = Rule(
    "sql-statement", "error", "The file describes tables, which are drawn; anything else would be left out."
)
UNKNOWN_TABLE = Rule("unknown-table", "error", "PostgreSQL refuses a reference to a table that it has not created yet.")

TABLE_RULES = (SQL_SYNTAX, SQL_STATEMENT, UNKNOWN_TABLE)
