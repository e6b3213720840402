"""The reference server of the advanced calculator: python -m tests.projects.advanced_calculator_server 8000."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from typing import Any

from .serving import Action, Api, Json, ProblemError, Reply, Request, now, page_limit, serve_on_port

LONGEST, DEEPEST = 1_000, 100
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
EXACT = Context(prec=28)


def problem(name: str, detail: str, **members: Any) -> ProblemError:
    """A problem with an expression, under its type."""
    return ProblemError(422, detail, type=f"/problems/{name}", **members)


class Parser:
    """Evaluates one expression by recursive descent: a sum of products of signed factors."""

    def __init__(self, text: str, number: Callable[[str], Decimal] = Decimal) -> None:
        self.text, self.at, self.depth, self.number = text, 0, 0, number

    def evaluate(self) -> Decimal:
        """The value of the whole expression."""
        value = self.sum()
        if self.next_is("") != "":
            raise self.unexpected()
        return value

    def sum(self) -> Decimal:
        """Products, added and subtracted from the left."""
        value = self.product()
        while sign := self.take("+-"):
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self) -> Decimal:
        """Signed factors, multiplied and divided from the left."""
        value = self.signed()
        while sign := self.take("*/"):
            slash = self.at - 1
            factor = self.signed()
            if sign == "/" and factor == 0:
                raise problem("division-by-zero", "The divisor is zero.", position=slash)
            value = value * factor if sign == "*" else value / factor
        return value

    def signed(self) -> Decimal:
        """A factor behind any number of minuses, counted in a loop because each call would use up stack."""
        minuses = 0
        while self.take("-"):
            minuses += 1
        value = self.factor()
        return -value if minuses % 2 else value

    def factor(self) -> Decimal:
        """A number, or an expression in parentheses."""
        if self.take("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise problem("too-deep", f"Parentheses may be {DEEPEST} deep.")
            value = self.sum()
            if not self.take(")"):
                raise self.unexpected()
            self.depth -= 1
            return value
        self.skip_spaces()
        if not (found := NUMBER.match(self.text, self.at)):
            raise self.unexpected()
        self.at = found.end()
        return self.number(found.group())

    def next_is(self, wanted: str) -> str:
        """The next character behind the spaces, if it is wanted; with nothing wanted, whatever it is."""
        self.skip_spaces()
        char = self.text[self.at : self.at + 1]
        return char if not wanted or char in wanted else ""

    def take(self, wanted: str) -> str:
        """Like next_is, and step over the character."""
        char = self.next_is(wanted)
        self.at += len(char)
        return char

    def skip_spaces(self) -> None:
        """Step over spaces."""
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1

    def unexpected(self) -> ProblemError:
        """The problem that the expression cannot go on as it does."""
        return problem("syntax", "The expression cannot go on like this.", position=self.at)


class Calculator(Api):
    """Evaluates expressions and remembers them."""

    def __init__(self) -> None:
        super().__init__()
        self.history: dict[int, Json] = {}

    def routes(self) -> dict[str, dict[str, Action]]:
        """The paths of the contract."""
        return {
            "/evaluate": {"POST": self.evaluate},
            "/history": {"GET": self.list_history},
            "/history/{}": {"GET": self.read_calculation, "DELETE": self.delete_calculation},
        }

    def evaluate(self, request: Request) -> Reply:
        """Evaluate an expression and keep it with its result."""
        expression = request.json().get("expression")
        if not isinstance(expression, str):
            raise ProblemError(422, "expression has to be a string.")
        if len(expression) > LONGEST:
            raise problem("too-long", f"An expression may have {LONGEST} characters.")
        with localcontext(EXACT):
            result = self.result(expression)
        number = next(self.numbers)
        calculation = {"id": number, "expression": expression, "result": result, "created_at": now()}
        self.history[number] = calculation
        return Reply(200, calculation)

    def result(self, expression: str) -> str:
        """The result of an expression as text."""
        return plain(Parser(expression).evaluate())

    def list_history(self, request: Request) -> Reply:
        """The last calculations, the newest first."""
        return Reply(200, {"calculations": [*reversed(self.history.values())][: page_limit(request)]})

    def find(self, key: str) -> Json:
        """The calculation with an id from a path."""
        if key.isdecimal() and int(key) in self.history:
            return self.history[int(key)]
        raise ProblemError(404, "There is no calculation with this id.")

    def read_calculation(self, _: Request, key: str) -> Reply:
        """One calculation."""
        return Reply(200, self.find(key))

    def delete_calculation(self, _: Request, key: str) -> Reply:
        """Forget a calculation."""
        del self.history[self.find(key)["id"]]
        return Reply(204)


def plain(value: Decimal) -> str:
    """A number without exponent, needless zeros, or a minus before zero."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


if __name__ == "__main__":
    serve_on_port(Calculator(), int(sys.argv[1]))
